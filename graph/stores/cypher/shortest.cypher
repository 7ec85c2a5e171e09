MATCH (a:__start__ {__start_key__: $start}), (b:__end__ {__end_key__: $end})
MATCH p = allShortestPaths((a)-[:__types__*..__longest__]-(b))
WITH DISTINCT [n IN nodes(p) | [[label IN labels(n) WHERE label IN $labels][0], coalesce(n.ogr, n.code, n.siret, n.uri, n.id)]] AS way
RETURN way ORDER BY way LIMIT $n
