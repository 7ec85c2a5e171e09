MATCH (v:AcquisVectors {id: $kind})
RETURN v.dimension AS dimension
