-- What the reconciler found to disagree. The same fault of the same thing is the same row, however often it is found.
CREATE TABLE findings (
  id         text PRIMARY KEY,
  -- null: it concerns the whole installation.
  realm      text REFERENCES realms (id) ON DELETE CASCADE,
  campaign   text,
  kind       text NOT NULL,
  -- The id of what is wrong: an inbox row, a cycle, an obligation, a notice, a message.
  subject    text NOT NULL,
  data       jsonb NOT NULL,
  words_vi   text NOT NULL,
  words_en   text NOT NULL,
  -- open: somebody has to look; healed: put right by the reconciler; gone: not found any more.
  status     text NOT NULL CHECK (status IN ('open', 'healed', 'gone')),
  times      integer NOT NULL DEFAULT 1,
  found_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at timestamptz
);
CREATE INDEX findings_open ON findings (found_at) WHERE status = 'open';
CREATE INDEX findings_campaign ON findings (campaign, found_at);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON findings TO plenum_app;
  END IF;
END
$$;
