"""api/openapi."""
