-- A cover by scope: of some campaigns, of some acts, of one of several holders.

ALTER TABLE covers
  -- null: all of them.
  ADD COLUMN campaigns text[],
  -- Acts as obligations name them; null: all of them.
  ADD COLUMN acts      text[],
  -- Whose absence it covers; it ends when they leave the post. null: the post's, whoever holds it.
  ADD COLUMN holder    text,
  ADD COLUMN set_at    timestamptz NOT NULL DEFAULT now();
