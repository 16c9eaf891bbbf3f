"""Reads calendars with Python's icalendar and prints as JSON what it understood; each argument is a file."""

import json
import sys

from icalendar import Calendar


def read(path):
    with open(path, "rb") as file:
        raw = file.read()
    calendar = Calendar.from_ical(raw)
    again = Calendar.from_ical(calendar.to_ical())
    events = [read_event(event) for event in calendar.walk("VEVENT")]
    return {
        "method": str(calendar["METHOD"]),
        "name": str(calendar.get("X-WR-CALNAME", "")),
        "errors": [str(error) for part in calendar.walk() for error in part.errors],
        "same": [read_event(event) for event in again.walk("VEVENT")] == events,
        "events": events,
    }


def read_event(event):
    attendee = event.get("ATTENDEE")
    return {
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "summary": str(event["SUMMARY"]),
        "description": str(event.get("DESCRIPTION", "")),
        "location": str(event.get("LOCATION", "")),
        "start": event.decoded("DTSTART").isoformat(),
        "end": event.decoded("DTEND").isoformat(),
        "status": str(event.get("STATUS", "")),
        "organizer": [str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]],
        "attendee": None if attendee is None else [str(attendee), dict(attendee.params)],
        "alarms": [
            alarm.decoded("TRIGGER").total_seconds() for alarm in event.walk("VALARM")
        ],
    }


print(json.dumps([read(path) for path in sys.argv[1:]], ensure_ascii=True))
