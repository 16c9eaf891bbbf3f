-- What will come to a post: its steps whose turn has not come yet.
CREATE INDEX steps_coming ON steps (realm, owner, due_at) WHERE status = 'waiting';
