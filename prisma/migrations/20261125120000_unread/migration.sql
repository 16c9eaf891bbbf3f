-- Messages that nobody reads are passed on, and some wait for their recipient's own working day.

ALTER TABLE messages
  -- Hours out of the quiet ones after which another channel takes over while nobody has read it; null: never.
  ADD COLUMN unread_after integer CHECK (unread_after > 0),
  -- Campaign instant at which they are over, and when its clock has reached it; null once it is settled.
  ADD COLUMN unread_at    timestamptz,
  ADD COLUMN unread_real  timestamptz,
  -- The message it took over from.
  ADD COLUMN fell_from    text,
  -- Campaign instant before which it is not handed over: its recipient's quiet hours end.
  ADD COLUMN hold_until   timestamptz;
CREATE INDEX messages_unread ON messages (unread_real) WHERE unread_real IS NOT NULL;
CREATE INDEX messages_unread_campaign ON messages (campaign, unread_at)
  WHERE unread_at IS NOT NULL AND unread_real IS NULL;
CREATE INDEX messages_fell_from ON messages (fell_from) WHERE fell_from IS NOT NULL;
