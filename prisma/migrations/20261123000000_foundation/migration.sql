-- Plenum's foundation. Every row belongs to a realm: the real one, or one rehearsal.
-- Times are timestamptz; `*_at` of the process are campaign instants, `recorded_at`/`received_at` real ones.

CREATE TABLE realms (
  id         text PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('real', 'rehearsal')),
  title      text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- People, units, posts -----------------------------------------------------------------------

CREATE TABLE persons (
  realm text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  id    text NOT NULL,
  name  text NOT NULL,
  email text,
  name_search text NOT NULL,
  PRIMARY KEY (realm, id)
);

CREATE TABLE units (
  realm text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  id    text NOT NULL,
  PRIMARY KEY (realm, id)
);

-- Codes, names and parents are dated: they are reused and they move.
CREATE TABLE unit_versions (
  realm       text NOT NULL,
  unit        text NOT NULL,
  valid_from  date NOT NULL,
  valid_to    date,
  code        text,
  name        text NOT NULL,
  name_search text NOT NULL,
  level       text NOT NULL,
  parent      text,
  territorial boolean NOT NULL,
  PRIMARY KEY (realm, unit, valid_from),
  FOREIGN KEY (realm, unit) REFERENCES units (realm, id) ON DELETE CASCADE
);

CREATE TABLE unit_successions (
  realm     text NOT NULL,
  from_unit text NOT NULL,
  to_unit   text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('merge', 'split', 'rename', 'part-of')),
  on_day    date NOT NULL,
  PRIMARY KEY (realm, from_unit, to_unit, on_day),
  FOREIGN KEY (realm, from_unit) REFERENCES units (realm, id) ON DELETE CASCADE,
  FOREIGN KEY (realm, to_unit) REFERENCES units (realm, id) ON DELETE CASCADE
);

CREATE TABLE posts (
  realm    text NOT NULL,
  id       text NOT NULL,
  unit     text NOT NULL,
  role     text NOT NULL,
  title_vi text NOT NULL,
  title_en text NOT NULL,
  PRIMARY KEY (realm, id),
  FOREIGN KEY (realm, unit) REFERENCES units (realm, id) ON DELETE CASCADE
);
CREATE INDEX posts_unit ON posts (realm, unit);

CREATE TABLE appointments (
  realm    text NOT NULL,
  post     text NOT NULL,
  person   text NOT NULL,
  from_day date NOT NULL,
  to_day   date,
  PRIMARY KEY (realm, post, person, from_day),
  FOREIGN KEY (realm, post) REFERENCES posts (realm, id) ON DELETE CASCADE,
  FOREIGN KEY (realm, person) REFERENCES persons (realm, id) ON DELETE CASCADE
);
CREATE INDEX appointments_person ON appointments (realm, person);

CREATE TABLE covers (
  realm    text NOT NULL,
  post     text NOT NULL,
  person   text NOT NULL,
  from_day date NOT NULL,
  to_day   date NOT NULL,
  PRIMARY KEY (realm, post, person, from_day),
  FOREIGN KEY (realm, post) REFERENCES posts (realm, id) ON DELETE CASCADE,
  FOREIGN KEY (realm, person) REFERENCES persons (realm, id) ON DELETE CASCADE
);
CREATE INDEX covers_person ON covers (realm, person);

CREATE TABLE committees (
  realm     text NOT NULL,
  id        text NOT NULL,
  unit      text NOT NULL,
  kind      text NOT NULL,
  name      text NOT NULL,
  symbol    text NOT NULL,
  numbering text NOT NULL CHECK (numbering IN ('term', 'year')),
  term      text NOT NULL,
  PRIMARY KEY (realm, id),
  FOREIGN KEY (realm, unit) REFERENCES units (realm, id) ON DELETE CASCADE
);

-- Campaigns ------------------------------------------------------------------------------------

CREATE TABLE campaigns (
  id              text PRIMARY KEY,
  realm           text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  -- The id in the campaign file; unique in its realm.
  key             text NOT NULL,
  title_vi        text NOT NULL,
  title_en        text NOT NULL,
  root_unit       text NOT NULL,
  pilot_unit      text,
  status          text NOT NULL CHECK (status IN ('running', 'suspended', 'closed', 'cancelled')),
  -- The parsed Campaign, template and unit tree included: pinned.
  definition      jsonb NOT NULL,
  definition_hash text NOT NULL,
  plan_version    integer NOT NULL DEFAULT 1,
  started_at      timestamptz NOT NULL,
  started_by      text,
  recorded_at     timestamptz NOT NULL DEFAULT now(),
  UNIQUE (realm, key),
  UNIQUE (realm, id)
);

CREATE TABLE campaign_units (
  realm       text NOT NULL,
  campaign    text NOT NULL,
  unit        text NOT NULL,
  ord         integer NOT NULL,
  depth       integer NOT NULL,
  name        text NOT NULL,
  name_search text NOT NULL,
  level       text NOT NULL,
  parent      text,
  territorial boolean NOT NULL,
  pilot       boolean NOT NULL,
  team        text,
  PRIMARY KEY (campaign, unit),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE,
  FOREIGN KEY (realm, unit) REFERENCES units (realm, id) ON DELETE CASCADE
);
CREATE INDEX campaign_units_parent ON campaign_units (campaign, parent);

CREATE TABLE teams (
  realm    text NOT NULL,
  campaign text NOT NULL,
  id       text NOT NULL,
  name     text NOT NULL,
  leader   text NOT NULL,
  capacity integer NOT NULL,
  PRIMARY KEY (campaign, id),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);

CREATE TABLE team_members (
  campaign text NOT NULL,
  team     text NOT NULL,
  post     text NOT NULL,
  PRIMARY KEY (campaign, team, post),
  FOREIGN KEY (campaign, team) REFERENCES teams (campaign, id) ON DELETE CASCADE
);

CREATE TABLE team_units (
  campaign text NOT NULL,
  team     text NOT NULL,
  unit     text NOT NULL,
  PRIMARY KEY (campaign, unit),
  FOREIGN KEY (campaign, team) REFERENCES teams (campaign, id) ON DELETE CASCADE
);

-- A campaign owns its clock. `real`: campaign time is Postgres' time. `stepped`: a rehearsal's clock
-- stands at `instant` until it is moved; `speed` (campaign seconds a second) is a ceiling for its mover.
CREATE TABLE clocks (
  campaign   text PRIMARY KEY,
  realm      text NOT NULL,
  mode       text NOT NULL CHECK (mode IN ('real', 'stepped')),
  instant    timestamptz NOT NULL,
  set_at     timestamptz NOT NULL DEFAULT now(),
  speed      double precision NOT NULL DEFAULT 1,
  generation integer NOT NULL DEFAULT 1,
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);

CREATE FUNCTION campaign_now(of_campaign text) RETURNS timestamptz
  LANGUAGE sql STABLE AS $$
    SELECT CASE mode WHEN 'real' THEN date_trunc('milliseconds', clock_timestamp()) ELSE instant END
    FROM clocks WHERE campaign = of_campaign
  $$;

-- Cycles -----------------------------------------------------------------------------------------

CREATE TABLE cycles (
  id           text PRIMARY KEY,
  realm        text NOT NULL,
  campaign     text NOT NULL,
  unit         text NOT NULL,
  parent       text,
  -- (epoch, seq, open) decide whether a cycle may run; Temporal's id only prevents two at once.
  epoch        integer NOT NULL DEFAULT 1,
  seq          integer NOT NULL DEFAULT 0,
  open         boolean NOT NULL DEFAULT true,
  status       text NOT NULL,
  phase        text NOT NULL,
  plan         jsonb NOT NULL,
  -- Raised with every change of `plan`, so that a reader may keep the one it has.
  plan_version integer NOT NULL DEFAULT 1,
  -- CycleState without its plan.
  state        jsonb NOT NULL,
  wake_at      timestamptz,
  next_due     timestamptz,
  updated_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (campaign, unit),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);
CREATE INDEX cycles_open ON cycles (campaign) WHERE open;
CREATE INDEX cycles_wake ON cycles (wake_at) WHERE open AND wake_at IS NOT NULL;

CREATE TABLE events (
  cycle       text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  seq         integer NOT NULL,
  n           integer NOT NULL,
  realm       text NOT NULL,
  type        text NOT NULL,
  data        jsonb NOT NULL,
  at          timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  inbox       text,
  PRIMARY KEY (cycle, seq, n)
);

-- What people read of a step; the state in `cycles` is the truth it is written from.
CREATE TABLE steps (
  cycle      text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  step       text NOT NULL,
  realm      text NOT NULL,
  campaign   text NOT NULL,
  unit       text NOT NULL,
  ord        integer NOT NULL,
  kind       text NOT NULL,
  title_vi   text NOT NULL,
  title_en   text NOT NULL,
  owner      text NOT NULL,
  status     text NOT NULL,
  round      integer NOT NULL DEFAULT 0,
  due_at     timestamptz NOT NULL,
  proposed   boolean NOT NULL,
  day        date,
  done_at    timestamptz,
  outcome    jsonb,
  PRIMARY KEY (cycle, step)
);
CREATE INDEX steps_campaign ON steps (campaign, unit, ord);

CREATE TABLE obligations (
  id           text PRIMARY KEY,
  realm        text NOT NULL,
  campaign     text NOT NULL,
  cycle        text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  unit         text NOT NULL,
  step         text NOT NULL,
  act          text NOT NULL,
  post         text NOT NULL,
  round        integer NOT NULL,
  generation   integer NOT NULL DEFAULT 1,
  ladder       text NOT NULL,
  due_at       timestamptz NOT NULL,
  first_due_at timestamptz NOT NULL,
  status       text NOT NULL CHECK (status IN ('open', 'met', 'void', 'excused')),
  arose_at     timestamptz NOT NULL,
  ended_at     timestamptz,
  ended_by     text
);
CREATE INDEX obligations_post ON obligations (realm, post, due_at) WHERE status = 'open';
CREATE INDEX obligations_campaign ON obligations (campaign, due_at) WHERE status = 'open';
CREATE INDEX obligations_cycle ON obligations (cycle, step);
-- What was ever addressed to a post: its holder may read that step for ever.
CREATE INDEX obligations_addressed ON obligations (campaign, post);

-- Whatever anybody wants of a cycle. Written with its cause; keeps the outcome and answers repetitions.
CREATE TABLE inbox (
  id           text PRIMARY KEY,
  ord          bigint GENERATED ALWAYS AS IDENTITY,
  realm        text NOT NULL,
  campaign     text NOT NULL,
  cycle        text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  command      jsonb NOT NULL,
  -- Who, by which posts, for whom, from what paper.
  act          jsonb NOT NULL,
  account      text,
  request_hash text,
  received_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  -- The campaign instant at which the row was written: the command's `now`.
  campaign_at  timestamptz NOT NULL,
  status       text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'refused')),
  outcome      jsonb,
  handled_at   timestamptz,
  sent_at      timestamptz,
  attempts     integer NOT NULL DEFAULT 0
);
CREATE INDEX inbox_open ON inbox (cycle, ord) WHERE status = 'open';
CREATE INDEX inbox_unsent ON inbox (sent_at NULLS FIRST, ord) WHERE status = 'open';

-- Facts that change nothing the process waits for, until a condition on them becomes true.
CREATE TABLE conditions (
  cycle     text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  step      text NOT NULL,
  round     integer NOT NULL,
  condition text NOT NULL CHECK (condition IN ('acknowledged', 'all_voted')),
  realm     text NOT NULL,
  need      integer NOT NULL,
  have      integer NOT NULL DEFAULT 0,
  met       boolean NOT NULL DEFAULT false,
  PRIMARY KEY (cycle, step, round, condition)
);

CREATE TABLE receipts (
  cycle           text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  step            text NOT NULL,
  round           integer NOT NULL,
  post            text NOT NULL,
  realm           text NOT NULL,
  campaign        text NOT NULL,
  asked_at        timestamptz NOT NULL,
  acknowledged_at timestamptz,
  person          text,
  clerk           text,
  evidence        text,
  recorded_at     timestamptz,
  PRIMARY KEY (cycle, step, round, post)
);

CREATE TABLE votes (
  cycle       text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  step        text NOT NULL,
  round       integer NOT NULL,
  post        text NOT NULL,
  realm       text NOT NULL,
  person      text NOT NULL,
  choices     jsonb NOT NULL,
  cast_at     timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  clerk       text,
  evidence    text,
  PRIMARY KEY (cycle, step, round, post)
);

-- Documents and registers ------------------------------------------------------------------------

CREATE TABLE documents (
  id           text PRIMARY KEY,
  realm        text NOT NULL,
  campaign     text NOT NULL,
  cycle        text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  unit         text NOT NULL,
  step         text NOT NULL,
  type         text NOT NULL,
  title        text NOT NULL,
  title_search text NOT NULL,
  content      text NOT NULL,
  hash         text NOT NULL,
  version      integer NOT NULL,
  status       text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'issued')),
  series       text,
  number       integer,
  symbol       text,
  issued_at    timestamptz,
  saved_by     text,
  saved_at     timestamptz NOT NULL,
  UNIQUE (cycle, step)
);

CREATE TABLE document_versions (
  document text NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  version  integer NOT NULL,
  realm    text NOT NULL,
  title    text NOT NULL,
  content  text NOT NULL,
  hash     text NOT NULL,
  saved_by text,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (document, version)
);

-- Number series = issuer + type + term or year. A number is spent inside the issuing transaction.
CREATE TABLE series (
  realm     text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  id        text NOT NULL,
  committee text NOT NULL,
  type      text NOT NULL,
  period    text NOT NULL,
  next      integer NOT NULL,
  PRIMARY KEY (realm, id)
);

CREATE TABLE register_entries (
  realm     text NOT NULL,
  series    text NOT NULL,
  number    integer NOT NULL,
  symbol    text NOT NULL,
  campaign  text NOT NULL,
  document  text NOT NULL,
  title     text NOT NULL,
  issued_at timestamptz NOT NULL,
  status    text NOT NULL DEFAULT 'issued' CHECK (status IN ('issued', 'void')),
  reason    text,
  PRIMARY KEY (realm, series, number),
  FOREIGN KEY (realm, series) REFERENCES series (realm, id) ON DELETE CASCADE
);

-- Models and nominations --------------------------------------------------------------------------

CREATE TABLE models (
  realm        text NOT NULL,
  campaign     text NOT NULL,
  id           text NOT NULL,
  unit         text NOT NULL,
  field        text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('collective', 'individual')),
  title        text NOT NULL,
  title_search text NOT NULL,
  state        text NOT NULL CHECK (state IN ('registered', 'proposed', 'appraised', 'chosen', 'commended', 'nominated', 'recognised', 'not_chosen', 'withdrawn')),
  updated_at   timestamptz NOT NULL,
  PRIMARY KEY (campaign, id),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);
CREATE INDEX models_unit ON models (campaign, unit);

-- A model's way up: one row a level, linked to the row below it.
CREATE TABLE nominations (
  realm      text NOT NULL,
  campaign   text NOT NULL,
  model      text NOT NULL,
  from_unit  text NOT NULL,
  to_unit    text NOT NULL,
  step       text NOT NULL,
  -- The nomination one level down that this one continues.
  from_below text,
  state      text NOT NULL CHECK (state IN ('proposed', 'accepted', 'returned', 'chosen', 'not_chosen')),
  reason     text,
  at         timestamptz NOT NULL,
  decided_at timestamptz,
  PRIMARY KEY (campaign, model, to_unit),
  FOREIGN KEY (campaign, model) REFERENCES models (campaign, id) ON DELETE CASCADE
);
CREATE INDEX nominations_to ON nominations (campaign, to_unit, state);

-- What went to, and came from, the party above the root.
CREATE TABLE outside_packages (
  id          text PRIMARY KEY,
  realm       text NOT NULL,
  campaign    text NOT NULL,
  cycle       text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  step        text NOT NULL,
  round       integer NOT NULL,
  content     jsonb NOT NULL,
  hash        text NOT NULL,
  sent_at     timestamptz NOT NULL,
  answered_at timestamptz,
  answer      jsonb
);

-- Notices -------------------------------------------------------------------------------------------

-- One open row an obligation: its next notice. `due_real` is set when the campaign's clock allows it.
CREATE TABLE notices (
  id          text PRIMARY KEY,
  realm       text NOT NULL,
  campaign    text NOT NULL,
  obligation  text NOT NULL REFERENCES obligations (id) ON DELETE CASCADE,
  generation  integer NOT NULL,
  rung        text NOT NULL,
  channel     text NOT NULL DEFAULT 'email',
  -- Post expressions resolved to post ids when the row is written; persons when it is sent.
  posts       text[] NOT NULL,
  -- Campaign instant from which this generation climbs its ladder.
  arose_at    timestamptz NOT NULL,
  due_at      timestamptz NOT NULL,
  due_real    timestamptz,
  status      text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'frozen', 'sent', 'dropped')),
  reason      text,
  lease_until timestamptz,
  settled_at  timestamptz,
  UNIQUE (obligation, generation, rung, channel)
);
CREATE INDEX notices_due ON notices (channel, due_real) WHERE status = 'open' AND due_real IS NOT NULL;
CREATE INDEX notices_campaign_due ON notices (campaign, due_at) WHERE status = 'open';
CREATE INDEX notices_obligation ON notices (obligation) WHERE status = 'open';

-- A frozen message: recipient, content and Message-ID never change after this row.
CREATE TABLE messages (
  id          text PRIMARY KEY,
  realm       text NOT NULL,
  campaign    text NOT NULL,
  notice      text NOT NULL REFERENCES notices (id) ON DELETE CASCADE,
  channel     text NOT NULL,
  post        text NOT NULL,
  person      text,
  -- Whom a cover acts for, when one does.
  acting_for  text,
  address     text,
  message_id  text NOT NULL UNIQUE,
  subject     text NOT NULL,
  body_text   text NOT NULL,
  body_html   text NOT NULL,
  -- Text files that go with it: name, type, content.
  attachments jsonb,
  at          timestamptz NOT NULL,
  frozen_at   timestamptz NOT NULL DEFAULT now(),
  status      text NOT NULL DEFAULT 'frozen' CHECK (status IN ('frozen', 'accepted', 'failed', 'not_sent')),
  reason      text,
  lease_until timestamptz,
  attempts    integer NOT NULL DEFAULT 0,
  UNIQUE (notice, post, channel)
);
CREATE INDEX messages_frozen ON messages (channel, lease_until) WHERE status = 'frozen';
CREATE INDEX messages_person ON messages (realm, person, at);

-- The ledger: every hand-over, refusals and repetitions too. `accepted` = taken by the relay, not delivered.
CREATE TABLE deliveries (
  message  text NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  attempt  integer NOT NULL,
  realm    text NOT NULL,
  status   text NOT NULL CHECK (status IN ('accepted', 'deferred', 'refused')),
  detail   text,
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (message, attempt)
);

-- Audit -----------------------------------------------------------------------------------------------

CREATE TABLE audit_heads (
  campaign text PRIMARY KEY,
  realm    text NOT NULL,
  n        bigint NOT NULL,
  hash     text NOT NULL
);

-- One append-only hash chain a campaign and realm: hash = sha256(previous hash || entry), hex.
CREATE TABLE audit (
  campaign    text NOT NULL,
  n           bigint NOT NULL,
  realm       text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  entry       text NOT NULL,
  hash        text NOT NULL,
  PRIMARY KEY (campaign, n)
);

-- Access ----------------------------------------------------------------------------------------------

CREATE TABLE tokens (
  id         text PRIMARY KEY,
  -- SHA-256 of the token; the token itself is shown once.
  hash       text NOT NULL UNIQUE,
  realm      text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  -- null = an operator's token, which never decides anything.
  person     text,
  label      text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('api', 'session', 'once')),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  used_at    timestamptz,
  revoked_at timestamptz
);

-- Writes of facts answer their repetitions from here; commands from their inbox row.
CREATE TABLE idempotency (
  account      text NOT NULL,
  key          text NOT NULL,
  request_hash text NOT NULL,
  status       integer NOT NULL,
  body         jsonb NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, key)
);

-- A rehearsal goes with its whole realm, its audit chain too, which the app itself may not delete.
CREATE FUNCTION delete_rehearsal(of_realm text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM realms WHERE id = of_realm AND kind = 'rehearsal') THEN
    RAISE EXCEPTION 'realm % is no rehearsal', of_realm;
  END IF;
  DELETE FROM audit WHERE realm = of_realm;
  DELETE FROM audit_heads WHERE realm = of_realm;
  DELETE FROM idempotency WHERE account LIKE 'person/' || of_realm || '/%';
  DELETE FROM realms WHERE id = of_realm;
END
$$;
REVOKE EXECUTE ON FUNCTION delete_rehearsal(text) FROM PUBLIC;

-- Two roles: migrations own the tables, the app may only insert into and read the audit chain.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT USAGE ON SCHEMA public TO plenum_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO plenum_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO plenum_app;
    REVOKE UPDATE, DELETE ON audit FROM plenum_app;
    GRANT EXECUTE ON FUNCTION delete_rehearsal(text) TO plenum_app;
  END IF;
END
$$;
