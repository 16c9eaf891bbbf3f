-- Browsers that people have allowed to be notified. A subscription that its push service ends is deleted.
CREATE TABLE push_devices (
  id        text PRIMARY KEY,
  realm     text NOT NULL,
  person    text NOT NULL,
  -- Whoever knows it can be told apart from everybody else: never logged, never shown.
  endpoint  text NOT NULL UNIQUE,
  p256dh    text NOT NULL,
  auth      text NOT NULL,
  label     text NOT NULL,
  made_at   timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (realm, person) REFERENCES persons (realm, id) ON DELETE CASCADE
);
CREATE INDEX push_devices_person ON push_devices (realm, person);

DROP INDEX messages_unreached;
CREATE INDEX messages_unreached ON messages (id)
  WHERE fell_back IS NULL AND (status IN ('failed', 'bounced')
    OR (status = 'not_sent' AND reason IN ('no_address', 'no_phone', 'no_webhook', 'no_device')));

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plenum_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON push_devices TO plenum_app;
  END IF;
END
$$;
