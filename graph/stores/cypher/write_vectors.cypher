UNWIND $rows AS row
MATCH (n:__label__ {__key__: row.key})
SET n.embedding = row.vector
