"""answers/words."""
