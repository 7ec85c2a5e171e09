"""tests/answers."""
