-- Refused attempts of one account in one minute, while that minute lasts. The first few are entries of the chain
-- each; the others are counted here and become one entry when the minute is over, so that nobody floods the chain.
CREATE TABLE refused_attempts (
  realm   text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  -- The chain they belong to: a campaign's, or the realm's own.
  chain   text NOT NULL,
  -- Who tried, as the API names accounts.
  account text NOT NULL,
  minute  timestamptz NOT NULL,
  total   integer NOT NULL,
  PRIMARY KEY (chain, account, minute)
);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON refused_attempts TO plenum_app;
  END IF;
END
$$;
