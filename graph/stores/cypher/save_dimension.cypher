MERGE (v:AcquisVectors {id: $kind})
SET v.dimension = $dimension
