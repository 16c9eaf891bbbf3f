-- When a step could begin at the earliest, as planned: what opens later was held up by what it waited for.

ALTER TABLE steps ADD COLUMN earliest_at timestamptz;

UPDATE steps SET earliest_at = (s ->> 'earliest')::timestamptz
  FROM cycles c, jsonb_array_elements(c.plan -> 'steps') AS s
 WHERE c.id = steps.cycle AND s ->> 'id' = steps.step;
