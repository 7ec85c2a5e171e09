UNWIND $rows AS row
MERGE (n:__label__ {__key__: row.__key__})
SET n += row, n.snapshot = $stamp
