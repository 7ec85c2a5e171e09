MATCH (n:__label__)
WHERE n.embedding IS NOT NULL
WITH n LIMIT $n
REMOVE n.embedding
RETURN count(*) AS n
