-- Delivery: preferences, the app's inbox, messages that carry several notices, bounces, the rate of a channel.

ALTER TABLE persons ADD COLUMN phone text;

-- How a person wants to be written to; without a row: single messages by e-mail.
CREATE TABLE preferences (
  realm      text NOT NULL,
  person     text NOT NULL,
  -- Kind of message → channels, the most wanted first.
  channels   jsonb NOT NULL DEFAULT '{}',
  digest     boolean NOT NULL DEFAULT false,
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (realm, person),
  FOREIGN KEY (realm, person) REFERENCES persons (realm, id) ON DELETE CASCADE
);

-- `waiting`: to be carried by another message (a digest, a catch-up); `carried`: it is in `carried_by`.
ALTER TABLE messages DROP CONSTRAINT messages_status_check;
ALTER TABLE messages ADD CONSTRAINT messages_status_check
  CHECK (status IN ('frozen', 'waiting', 'carried', 'accepted', 'failed', 'bounced', 'not_sent'));
ALTER TABLE messages
  ADD COLUMN kind         text,
  -- What templates of other channels, and a digest, are filled with.
  ADD COLUMN params       jsonb,
  ADD COLUMN bundle       text CHECK (bundle IN ('digest', 'catch_up')),
  -- Campaign instant at which a waiting one is carried; `release_real` when its clock allows it.
  ADD COLUMN release_at   timestamptz,
  ADD COLUMN release_real timestamptz,
  ADD COLUMN carried_by   text,
  ADD COLUMN opened_at    timestamptz,
  ADD COLUMN link_used_at timestamptz,
  -- The channel that took over when this one did not reach the person.
  ADD COLUMN fell_back    text;
CREATE INDEX messages_waiting ON messages (release_real) WHERE status = 'waiting';
CREATE INDEX messages_waiting_campaign ON messages (campaign, release_at) WHERE status = 'waiting';
CREATE INDEX messages_carried ON messages (carried_by) WHERE carried_by IS NOT NULL;
CREATE INDEX messages_unreached ON messages (id)
  WHERE fell_back IS NULL AND (status IN ('failed', 'bounced')
    OR (status = 'not_sent' AND reason IN ('no_address', 'no_phone', 'no_webhook')));

-- What came back after the relay had taken it, however we heard of it.
CREATE TABLE bounces (
  message     text NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  n           integer NOT NULL,
  realm       text NOT NULL,
  -- failed: it will never arrive; delayed: the relay is still trying.
  kind        text NOT NULL CHECK (kind IN ('failed', 'delayed')),
  code        text,
  reason      text NOT NULL,
  reported_by text NOT NULL,
  at          timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (message, n)
);

-- Somebody could not be reached: a task for the contact of their unit.
CREATE TABLE delivery_tasks (
  id        text PRIMARY KEY,
  realm     text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  campaign  text NOT NULL,
  unit      text NOT NULL,
  -- The post that is to put it right.
  contact   text,
  person    text,
  post      text NOT NULL,
  message   text NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  channel   text NOT NULL,
  address   text,
  reason    text NOT NULL,
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  closed_by text,
  note      text
);
CREATE INDEX delivery_tasks_open ON delivery_tasks (campaign, opened_at) WHERE closed_at IS NULL;

-- Whether anything was handed over lately: the ledger only grows, so a coarse index does.
CREATE INDEX deliveries_at ON deliveries USING brin (at);

-- How much of its rate a channel has left: shared by all dispatchers, kept over a restart.
CREATE TABLE channel_budgets (
  channel text PRIMARY KEY,
  tokens  double precision NOT NULL,
  at      timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Keys of the installation's own, made when first needed: what signs the links in mails.
CREATE TABLE signing_keys (
  name    text PRIMARY KEY,
  key     text NOT NULL,
  made_at timestamptz NOT NULL DEFAULT now()
);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE
      ON preferences, bounces, delivery_tasks, channel_budgets, signing_keys TO plenum_app;
  END IF;
END
$$;
