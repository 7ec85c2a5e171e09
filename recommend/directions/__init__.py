"""recommend/directions."""
