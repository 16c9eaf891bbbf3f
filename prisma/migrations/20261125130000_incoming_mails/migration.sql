-- Mailboxes read over IMAP: how far each has been read and by whom, and what every mail in it was.

CREATE TABLE incoming_mailboxes (
  -- `user@host/folder`, without the password.
  id           text PRIMARY KEY,
  -- UIDs mean something only under one value of this (RFC 3501, 2.3.1.1).
  uid_validity bigint NOT NULL DEFAULT 0,
  -- Every mail up to this one has a row below.
  last_uid     bigint NOT NULL DEFAULT 0,
  -- One reader at a time: whoever holds this, until then.
  holder       text,
  held_until   timestamptz NOT NULL DEFAULT '-infinity',
  read_at      timestamptz,
  -- Why it cannot be read now; null = it can.
  failure      text,
  failing_from timestamptz
);

CREATE TABLE incoming_mails (
  mailbox      text NOT NULL REFERENCES incoming_mailboxes (id) ON DELETE CASCADE,
  uid_validity bigint NOT NULL,
  uid          bigint NOT NULL,
  message_id   text,
  -- Counted before each try, so that a mail that kills its reader is noticed.
  attempts     integer NOT NULL DEFAULT 1,
  -- null = not read yet.
  outcome      text CHECK (outcome IN ('bounce', 'reply', 'auto_reply', 'other', 'repeated', 'set_aside')),
  reason       text,
  -- The message of ours that it is about.
  message      text REFERENCES messages (id) ON DELETE SET NULL,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (mailbox, uid_validity, uid)
);
CREATE INDEX incoming_mails_unread ON incoming_mails (mailbox, uid) WHERE outcome IS NULL;
CREATE INDEX incoming_mails_message_id ON incoming_mails (mailbox, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX incoming_mails_message ON incoming_mails (message) WHERE message IS NOT NULL;

-- A delegate stands for somebody who was invited: a row of their own, by their person or by `mailto:address`.
ALTER TABLE attendees
  ADD COLUMN delegated_from text,
  -- Why the delegation they asked for was refused, until they have been told.
  ADD COLUMN refused text CHECK (refused IN ('self', 'loop', 'chain', 'invited', 'taken'));

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON incoming_mailboxes, incoming_mails TO plenum_app;
  END IF;
END
$$;
