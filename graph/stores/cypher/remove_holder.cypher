MATCH (h:Holder {id: $holder})
DETACH DELETE h
RETURN count(*) AS n
