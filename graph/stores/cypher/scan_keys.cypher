MATCH (n:__label__)
WHERE n.__key__ > $after
WITH n.__key__ AS key
RETURN key ORDER BY key LIMIT $n
