-- Changes of a running campaign: proposed, previewed, decided, committed in one transaction, told.

CREATE TABLE changes (
  id           text PRIMARY KEY,
  realm        text NOT NULL,
  campaign     text NOT NULL,
  kind         text NOT NULL,
  -- The Change itself, as the rules take it.
  change       jsonb NOT NULL,
  reason       text NOT NULL,
  -- The paper that orders it: number and date, or where it lies.
  paper        text,
  status       text NOT NULL DEFAULT 'proposed' CHECK (status IN
                 ('proposed', 'decided', 'committed', 'told', 'undoing', 'undone', 'withdrawn', 'refused')),
  proposed_by  text NOT NULL,
  proposed_at  timestamptz NOT NULL,
  decided_by   text,
  decided_at   timestamptz,
  -- The plan that the decided preview was worked out on, and what it came to.
  based_on     integer,
  preview_hash text,
  committed_at timestamptz,
  -- Real time until which nothing is told and it can be undone.
  grace_until  timestamptz,
  told_at      timestamptz,
  undone_by    text,
  -- Why it was not committed, or not undone: a code of the rules and its data.
  refusal      jsonb,
  -- What it did: dates old and new, statuses, whom it concerns.
  did          jsonb,
  -- The definition before it.
  previous     jsonb,
  recorded_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY (realm, campaign) REFERENCES campaigns (realm, id) ON DELETE CASCADE
);
CREATE INDEX changes_campaign ON changes (campaign, recorded_at DESC);
CREATE INDEX changes_due ON changes (recorded_at) WHERE status IN ('decided', 'committed', 'undoing');

-- How the cycles stood that a change concerned; gone when it is told and can no more be undone.
CREATE TABLE change_cycles (
  change text NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
  cycle  text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  realm  text NOT NULL,
  -- Sequence after the change: where it has risen since, something has happened.
  seq    integer NOT NULL,
  state  jsonb NOT NULL,
  -- null: the plan did not change.
  plan   jsonb,
  PRIMARY KEY (change, cycle)
);
CREATE INDEX change_cycles_cycle ON change_cycles (cycle);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON changes, change_cycles TO plenum_app;
  END IF;
END
$$;
