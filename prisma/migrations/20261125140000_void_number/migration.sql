-- A paper that is reopened after it was issued leaves its number behind: void, with why, by whom and when.
ALTER TABLE register_entries
  ADD COLUMN voided_at timestamptz,
  ADD COLUMN voided_by text,
  ADD COLUMN voided_clerk text,
  ADD CONSTRAINT register_void CHECK ((status = 'void') = (voided_at IS NOT NULL));
