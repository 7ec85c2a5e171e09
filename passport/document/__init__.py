"""passport/document."""
