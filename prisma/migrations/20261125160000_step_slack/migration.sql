-- The timeline shows how many working days a step may lose: as planned, beside when it can begin at the earliest.
ALTER TABLE steps ADD COLUMN slack integer;

UPDATE steps s
   SET slack = (x.step ->> 'slack')::integer
  FROM cycles c, jsonb_array_elements(c.plan -> 'steps') AS x (step)
 WHERE s.cycle = c.id AND s.step = x.step ->> 'id';
