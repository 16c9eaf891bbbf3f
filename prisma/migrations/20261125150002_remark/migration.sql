-- What people say about a step: remarks, and questions to a post with their answers.
CREATE TABLE remarks (
  id       text PRIMARY KEY,
  realm    text NOT NULL REFERENCES realms (id) ON DELETE CASCADE,
  campaign text NOT NULL,
  cycle    text NOT NULL REFERENCES cycles (id) ON DELETE CASCADE,
  unit     text NOT NULL,
  step     text NOT NULL,
  person   text NOT NULL,
  -- The post that is asked; null: a remark to everybody who may know the step.
  asked    text,
  -- The question that this answers.
  answers  text REFERENCES remarks (id) ON DELETE CASCADE,
  words    text NOT NULL,
  -- Campaign instant.
  at       timestamptz NOT NULL,
  ord      bigint GENERATED ALWAYS AS IDENTITY
);
CREATE INDEX remarks_step ON remarks (cycle, step, ord);
CREATE INDEX remarks_asked ON remarks (realm, asked) WHERE asked IS NOT NULL;
CREATE INDEX remarks_answers ON remarks (answers) WHERE answers IS NOT NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON remarks TO plenum_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO plenum_app;
  END IF;
END
$$;
