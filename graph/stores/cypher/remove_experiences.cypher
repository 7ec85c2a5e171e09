MATCH (:Holder {id: $holder})-[:HAS_EXPERIENCE]->(e:Experience)
DETACH DELETE e
