"""graph/files."""
