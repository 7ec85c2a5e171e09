MATCH (n:__label__)
WHERE n.__key__ > $after
WITH n.__key__ AS key, n {.*, embedding: null, words: null} AS properties
RETURN key, properties ORDER BY key LIMIT $n
