MATCH ()-[r:__type__]->()
WHERE r.snapshot <> $stamp
WITH r LIMIT $n
DELETE r
RETURN count(*) AS n
