-- A notice's post may have several holders, and a message may go again to a corrected address: what is the same message
-- is said by its id alone, a hash of what it is made from.
ALTER TABLE messages DROP CONSTRAINT messages_notice_post_channel_key;
CREATE INDEX messages_notice ON messages (notice, post, channel);
