"""recommend/gap."""
