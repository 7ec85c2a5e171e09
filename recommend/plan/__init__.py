"""recommend/plan."""
