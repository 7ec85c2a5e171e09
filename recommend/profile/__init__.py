"""recommend/profile."""
