"""matching/links."""
