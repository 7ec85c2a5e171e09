MERGE (s:AcquisLoad {id: 'referential'})
SET s.stamp = $stamp, s.stage = $stage, s.rows = $rows
