-- Files beside the steps: scans, lists, the paper that a decision was entered from.

-- What a file holds, by the SHA-256 of all of it, in pieces: once in a realm, however often it is attached.
CREATE TABLE attachment_pieces (
  realm text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  hash  text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  n     integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (realm, hash, n)
);
-- Scans and office files are compressed already.
ALTER TABLE attachment_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE attachments (
  id          text PRIMARY KEY,
  realm       text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  campaign    text NOT NULL,
  cycle       text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  unit        text NOT NULL,
  step        text NOT NULL,
  name        text NOT NULL,
  kind        text NOT NULL,
  size        integer NOT NULL,
  hash        text NOT NULL,
  -- A decision was entered from it: it stays.
  evidence    boolean NOT NULL DEFAULT false,
  added_by    text NOT NULL,
  -- Campaign instant.
  added_at    timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  removed_at  timestamptz,
  removed_by  text,
  reason      text,
  CHECK ((removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL) = (reason IS NULL)),
  CHECK (NOT (evidence AND removed_at IS NOT NULL))
);
CREATE INDEX attachments_step ON attachments (cycle, step);

-- What somebody did, by when: “done this week”.
CREATE INDEX obligations_ended_by ON obligations (realm, ended_by, ended_at) WHERE ended_by IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON attachments, attachment_pieces TO plenum_app;
  END IF;
END
$$;
