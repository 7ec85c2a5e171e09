MATCH (n:__label__)
WHERE n.snapshot <> $stamp AND NOT EXISTS { (n)<-[:__types__]-() }
WITH n LIMIT $n
DETACH DELETE n
RETURN count(*) AS n
