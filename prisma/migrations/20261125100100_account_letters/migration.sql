-- A letter about an account keeps its words in both languages; how it looks is made when it is handed over.
ALTER TABLE account_mails
  DROP COLUMN subject,
  DROP COLUMN body_text,
  DROP COLUMN body_html,
  ADD COLUMN words jsonb NOT NULL;
