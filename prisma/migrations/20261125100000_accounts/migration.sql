-- People who sign in by themselves -----------------------------------------------------------------------

-- An account is of a realm and usually of a person; without one it only administers.
CREATE TABLE accounts (
  id           text PRIMARY KEY,
  realm        text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  person       text,
  -- E-mail or user name, folded to lower case; null until an invitation is accepted.
  login        text,
  name         text NOT NULL,
  email        text,
  language     text NOT NULL DEFAULT 'vi' CHECK (language IN ('vi', 'en')),
  -- argon2id in PHC form, its parameters with it.
  password     text,
  password_at  timestamptz,
  status       text NOT NULL DEFAULT 'invited' CHECK (status IN ('invited', 'active', 'closed')),
  -- Base32; a secret that is not confirmed by a first code is no second step yet.
  totp_secret  text,
  totp_on      boolean NOT NULL DEFAULT false,
  -- The last step of 30 s whose code was taken: none is taken twice.
  totp_step    bigint,
  -- The subject of the office's own sign-in (OpenID Connect).
  oidc_issuer  text,
  oidc_subject text,
  made_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (realm, login),
  UNIQUE (realm, person),
  UNIQUE (oidc_issuer, oidc_subject),
  FOREIGN KEY (realm, person) REFERENCES persons (realm, id) ON DELETE CASCADE
);

-- What an account administers: a unit with all below it; '*' = the whole realm. Never a right to decide.
CREATE TABLE account_grants (
  account  text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  unit     text NOT NULL,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, unit)
);

-- One-time ways in: an invitation or a recovery, by mail or on a slip of paper.
CREATE TABLE account_codes (
  id         text PRIMARY KEY,
  account    text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('invitation', 'recovery')),
  way        text NOT NULL CHECK (way IN ('mail', 'slip')),
  -- SHA-256 of a slip's code; a mail's link is sealed when it is sent, and kept nowhere.
  hash       text UNIQUE,
  made_by    text NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at    timestamptz,
  revoked_at timestamptz
);
CREATE INDEX account_codes_account ON account_codes (account);

-- Asked for by one, confirmed by another; then a one-time code.
CREATE TABLE account_recoveries (
  id         text PRIMARY KEY,
  account    text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  asked_by   text NOT NULL,
  -- The person who asked, where the account is somebody's: the second must be another human being.
  asked_person text,
  reason     text NOT NULL,
  asked_at   timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  ended_at   timestamptz,
  ended_as   text CHECK (ended_as IN ('confirmed', 'refused')),
  ended_by   text
);
CREATE INDEX account_recoveries_account ON account_recoveries (account);

CREATE TABLE account_recovery_codes (
  account text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  hash    text NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (account, hash)
);

CREATE TABLE account_passkeys (
  id         text PRIMARY KEY,
  account    text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  public_key text NOT NULL,
  counter    bigint NOT NULL,
  transports text[] NOT NULL DEFAULT '{}',
  name       text NOT NULL,
  made_at    timestamptz NOT NULL DEFAULT now(),
  used_at    timestamptz
);
CREATE INDEX account_passkeys_account ON account_passkeys (account);

-- What a sign-in under way must come back with: a passkey's challenge, OpenID Connect's state.
CREATE TABLE sign_in_challenges (
  id         text PRIMARY KEY,
  account    text REFERENCES accounts (id) ON DELETE CASCADE,
  kind       text NOT NULL CHECK (kind IN ('passkey_new', 'passkey', 'oidc')),
  challenge  text NOT NULL,
  data       jsonb NOT NULL DEFAULT '{}',
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_challenges_expiry ON sign_in_challenges (expires_at);

-- Failures since the last success, of a login from a source, and of a source. Keys are hashes: a login that was
-- typed wrongly may be a password.
CREATE TABLE sign_in_measures (
  key      text PRIMARY KEY,
  failures integer NOT NULL,
  last_at  timestamptz NOT NULL
);
CREATE INDEX sign_in_measures_last ON sign_in_measures (last_at);

-- Browsers in which an account has signed in before: what happens elsewhere does not slow them.
CREATE TABLE account_devices (
  hash     text PRIMARY KEY,
  account  text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  first_at timestamptz NOT NULL DEFAULT now(),
  last_at  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX account_devices_account ON account_devices (account);

-- Letters about accounts. The link in them is put in when they are handed over.
CREATE TABLE account_mails (
  id          text PRIMARY KEY,
  account     text NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  code        text REFERENCES account_codes (id) ON DELETE CASCADE,
  realm       text NOT NULL,
  address     text NOT NULL,
  name        text NOT NULL,
  subject     text NOT NULL,
  body_text   text NOT NULL,
  body_html   text NOT NULL,
  frozen_at   timestamptz NOT NULL DEFAULT now(),
  status      text NOT NULL DEFAULT 'frozen' CHECK (status IN ('frozen', 'accepted', 'failed', 'not_sent')),
  detail      text,
  lease_until timestamptz NOT NULL DEFAULT now(),
  attempts    integer NOT NULL DEFAULT 0
);
CREATE INDEX account_mails_frozen ON account_mails (lease_until) WHERE status = 'frozen';

ALTER TABLE tokens
  -- Whose session or token it is, where an account opened it.
  ADD COLUMN account        text REFERENCES accounts (id) ON DELETE CASCADE,
  -- The one-time code, or the token, that a session was opened with: it ends with it.
  ADD COLUMN opened_from    text,
  -- What a token may be used for, of what its account may; null = all of it.
  ADD COLUMN scopes         text[],
  -- A session left alone for so many hours is over.
  ADD COLUMN idle_hours     integer,
  ADD COLUMN seen_at        timestamptz NOT NULL DEFAULT now(),
  ADD COLUMN rotated_at     timestamptz NOT NULL DEFAULT now(),
  -- Before its last rotation; good until the new one has been used, and a little longer.
  ADD COLUMN previous_hash  text UNIQUE,
  ADD COLUMN previous_until timestamptz,
  -- How the session was opened, and the browser as it named itself.
  ADD COLUMN how            text,
  ADD COLUMN device         text;
CREATE INDEX tokens_account ON tokens (account) WHERE account IS NOT NULL;
CREATE INDEX tokens_opened_from ON tokens (opened_from) WHERE opened_from IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE
      ON accounts, account_grants, account_codes, account_recoveries, account_recovery_codes, account_passkeys,
         sign_in_challenges, sign_in_measures, account_devices, account_mails TO plenum_app;
  END IF;
END
$$;
