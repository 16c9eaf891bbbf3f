-- What was done after its own date: few rows, asked for with every board.
CREATE INDEX obligations_done_late ON obligations (campaign) WHERE status = 'met' AND ended_at > due_at;
