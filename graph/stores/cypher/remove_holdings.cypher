MATCH (:Holder {id: $holder})-[r:HOLDS]->()
DELETE r
