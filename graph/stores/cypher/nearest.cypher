CALL db.index.vector.queryNodes($index, $n, $vector) YIELD node, score
WITH node.__key__ AS key, score
RETURN key, score ORDER BY score DESC, key LIMIT $n
