import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { StampedEntry } from "#domain/calendar-entry.ts";
import { feedFile, invitationFile } from "#domain/calendar-file.ts";
import { aPython, scriptOf } from "./python.ts";

let folder: string;
let python: string;

beforeAll(() => {
  python = aPython();
  folder = mkdtempSync(join(tmpdir(), "plenum-calendar-"));
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What another program understands of our files; it has no words of its own, and so cannot flatter. */
function understood(files: readonly string[]) {
  const paths = files.map((file, n) => {
    const path = join(folder, `${n}.ics`);
    writeFileSync(path, file);
    return path;
  });
  return JSON.parse(
    execFileSync(python, [scriptOf("read_calendar.py"), ...paths], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    }),
  );
}

const NASTY = `Xã "Bình An"; điểm, 1\\2:\nthôn \u0323 🏛 ${"ộ".repeat(80)}`;

const entry = (more: Partial<StampedEntry> = {}): StampedEntry => ({
  key: "binh-an/conference",
  kind: "conference",
  unit: "binh-an",
  unitName: NASTY,
  step: "conference",
  title: { vi: "Hội nghị tổng kết phong trào thi đua «Dân vận khéo»", en: "Summary conference" },
  doing: null,
  start: "2020-05-20T00:30:00.000Z",
  end: "2020-05-20T04:00:00.000Z",
  place: NASTY,
  status: "CONFIRMED",
  posts: [],
  uid: "0123456789abcdef@plenum",
  sequence: 3,
  stamp: "2020-04-01T01:02:03.000Z",
  ...more,
});

const head = {
  name: { vi: "Lịch của đồng chí Đảo", en: "Đảo's calendar" },
  language: "vi",
  rehearsal: false,
} as const;

describe("given feeds and invitations, read by Python's icalendar", () => {
  test("then a feed of many entries is understood whole", () => {
    const deadline = entry({
      kind: "deadline",
      uid: "deadline@plenum",
      start: "2020-05-08T09:30:00.000Z",
      end: "2020-05-08T10:00:00.000Z",
      place: null,
      doing: { vi: "phê duyệt", en: "approve" },
    });
    const many = Array.from({ length: 500 }, (_, n) => entry({ uid: `${n}@plenum`, sequence: n }));
    const file = feedFile(head, [...many, deadline], ({ uid }) => `https://plenum.example/${uid}`);
    const [calendar] = understood([file]);
    expect(calendar).toMatchObject({
      method: "PUBLISH",
      name: "Lịch của đồng chí Đảo",
      errors: [],
      same: true,
    });
    expect(calendar.events).toHaveLength(501);
    expect(calendar.events[7]).toMatchObject({
      uid: "7@plenum",
      sequence: 7,
      summary: `Hội nghị tổng kết phong trào thi đua «Dân vận khéo» – ${NASTY}`.normalize("NFC"),
      location: NASTY.normalize("NFC"),
      start: "2020-05-20T00:30:00+00:00",
      end: "2020-05-20T04:00:00+00:00",
      status: "CONFIRMED",
      attendee: null,
      alarms: [-86_400, -3_600],
    });
    expect(calendar.events[500]).toMatchObject({
      summary: expect.stringMatching(/^Hạn 17:00: phê duyệt Hội nghị/),
      end: "2020-05-08T10:00:00+00:00",
      alarms: [-86_400],
    });
  });

  test("then an invitation and its two ends are", () => {
    const base = {
      head,
      entry: entry(),
      organizer: { name: NASTY, address: "plenum@example.vn" },
      attendee: { name: 'Trần "Hải" Đảo; PTBT', address: "dao@example.vn" },
      link: null,
      sequence: 4,
    } as const;
    const [request, off, alone] = understood([
      invitationFile({ ...base, method: "REQUEST", off: false }),
      invitationFile({ ...base, method: "CANCEL", off: true }),
      invitationFile({ ...base, method: "CANCEL", off: false }),
    ]);
    for (const calendar of [request, off, alone])
      expect(calendar).toMatchObject({ errors: [], same: true });
    expect(request.method).toBe("REQUEST");
    expect(request.events[0]).toMatchObject({
      sequence: 4,
      status: "CONFIRMED",
      organizer: ["mailto:plenum@example.vn", expect.stringContaining("Bình An")],
      attendee: ["mailto:dao@example.vn", { RSVP: "TRUE", PARTSTAT: "NEEDS-ACTION" }],
    });
    expect([off.method, off.events[0].status]).toEqual(["CANCEL", "CANCELLED"]);
    expect([alone.method, alone.events[0].status]).toEqual(["CANCEL", ""]);
  });
});
