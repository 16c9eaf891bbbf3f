-- Campaigns being prepared: the campaign file as it stands, before anything runs.

CREATE TABLE campaign_drafts (
  id         text PRIMARY KEY,
  realm      text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  -- The campaign's id and title as the file says them; null where it cannot be read yet.
  key        text,
  title      text,
  units      integer NOT NULL DEFAULT 0,
  content    text NOT NULL,
  -- Rises with every save: whoever saves says which version they began from.
  version    integer NOT NULL DEFAULT 1,
  -- Accounts as the audit names them, and what people call them.
  owner      text NOT NULL,
  saved_by   text NOT NULL,
  saver      text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp()),
  saved_at   timestamptz NOT NULL DEFAULT date_trunc('milliseconds', clock_timestamp())
);

CREATE INDEX campaign_drafts_saved ON campaign_drafts (realm, saved_at DESC, id DESC);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON campaign_drafts TO plenum_app;
  END IF;
END
$$;
