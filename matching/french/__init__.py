"""matching/french."""
