MATCH ()-[r]->() RETURN type(r) AS kind, count(*) AS n
