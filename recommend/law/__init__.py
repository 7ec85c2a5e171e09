"""recommend/law."""
