-- Obligations: “seen, working on it” until a day; what a notice says besides its rung, and who says it.

ALTER TABLE obligations
  -- Until then whoever owes it is not reminded; the ladder then begins again, in a new generation.
  ADD COLUMN seen_until timestamptz,
  ADD COLUMN seen_by    text;

ALTER TABLE notices
  -- A sentence of a person's own: of who reminds by hand, of who refused a later date.
  ADD COLUMN note    text,
  ADD COLUMN said_by text;
