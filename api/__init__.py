"""The HTTP API: it will speak for recommend and passport. Nothing here yet."""
