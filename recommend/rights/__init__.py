"""recommend/rights."""
