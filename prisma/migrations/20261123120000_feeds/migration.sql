-- Calendars: feeds at secret addresses, the sequence of every entry, and who was invited to which conference.

CREATE TABLE feeds (
  id         text PRIMARY KEY,
  -- SHA-256 of the secret in its address; the address itself is shown once.
  hash       text NOT NULL UNIQUE,
  realm      text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('person', 'team', 'unit', 'campaign')),
  -- null for a person, who sees all campaigns of the realm.
  campaign   text,
  -- The id of the person, team, unit or campaign.
  subject    text NOT NULL,
  language   text NOT NULL CHECK (language IN ('vi', 'en')),
  label      text NOT NULL,
  -- Whose rights it has; null = an operator's.
  person     text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- To the hour.
  read_at    timestamptz,
  revoked_at timestamptz,
  CHECK ((kind = 'person') = (campaign IS NULL)),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);
CREATE INDEX feeds_realm ON feeds (realm, created_at);

-- What calendars were last told of an entry. `material` is what makes a new sequence; `content` all that is shown.
CREATE TABLE calendar_entries (
  campaign text NOT NULL,
  -- `unit/step`, or `unit/step/act/post` for what others owe on it.
  key      text NOT NULL,
  realm    text NOT NULL,
  uid      text NOT NULL UNIQUE,
  sequence integer NOT NULL DEFAULT 0,
  material text NOT NULL,
  content  text NOT NULL,
  stamp    timestamptz NOT NULL DEFAULT date_trunc('seconds', clock_timestamp()),
  PRIMARY KEY (campaign, key),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);

-- A conference whose attendees have been looked at: as what, and when to look again.
CREATE TABLE invitations (
  cycle   text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  step    text NOT NULL,
  realm   text NOT NULL,
  seen    text NOT NULL,
  look_at timestamptz NOT NULL,
  runs    integer NOT NULL DEFAULT 0,
  PRIMARY KEY (cycle, step)
);

-- Who was invited, by the last message to them, and what they replied to it.
CREATE TABLE attendees (
  cycle       text NOT NULL,
  step        text NOT NULL,
  person      text NOT NULL,
  realm       text NOT NULL,
  post        text NOT NULL,
  address     text,
  sequence    integer NOT NULL,
  material    text NOT NULL,
  status      text NOT NULL CHECK (status IN ('invited', 'cancelled')),
  reply       text CHECK (reply IN ('accepted', 'declined', 'tentative', 'delegated')),
  delegate    text,
  comment     text,
  reply_stamp timestamptz,
  PRIMARY KEY (cycle, step, person),
  FOREIGN KEY (cycle, step) REFERENCES invitations (cycle, step) ON DELETE CASCADE
);

CREATE INDEX steps_conference ON steps (cycle, step) WHERE kind = 'conference';

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON feeds, calendar_entries, invitations, attendees TO plenum_app;
  END IF;
END
$$;
