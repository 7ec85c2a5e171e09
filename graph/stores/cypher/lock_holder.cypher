MERGE (h:Holder {id: $holder})
SET h.digest = ''
