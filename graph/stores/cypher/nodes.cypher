UNWIND $keys AS key
MATCH (n:__label__ {__key__: key})
RETURN key, n {.*, embedding: null, words: null} AS properties
