-- A receipt that nobody can give (its post is vacant) or need not give: who waived it, when and why.
ALTER TABLE receipts
  ADD COLUMN excused_at timestamptz,
  ADD COLUMN excused_by text,
  ADD COLUMN excused_reason text,
  ADD CONSTRAINT receipts_once CHECK (acknowledged_at IS NULL OR excused_at IS NULL);
