"""Steps of the schema, in the order that each says it follows."""
