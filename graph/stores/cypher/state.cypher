MATCH (s:AcquisLoad {id: 'referential'})
RETURN s.stamp AS stamp, s.stage AS stage, s.rows AS rows
