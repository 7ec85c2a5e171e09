UNWIND $keys AS key
MATCH (n:__label__ {__key__: key})<-[r:__types__]-(other)
RETURN key, type(r) AS kind, properties(r) AS properties, [label IN labels(other) WHERE label IN $labels][0] AS other_kind,
       coalesce(other.ogr, other.code, other.siret, other.uri, other.id) AS other_key
