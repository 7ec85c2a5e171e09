UNWIND $rows AS row
MATCH (a:__start__ {__start_key__: row.start})
MATCH (b:__end__ {__end_key__: row.end})
MERGE (a)-[r:__type__ {__key__: row.data.__key__}]->(b)
SET r += row.data, r.snapshot = $stamp
RETURN count(*) AS n
