MATCH (n)
UNWIND labels(n) AS kind
WITH kind WHERE kind IN $labels
RETURN kind, count(*) AS n
