CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score
WITH node.__key__ AS key, score
RETURN key, score ORDER BY score DESC, key LIMIT $n
