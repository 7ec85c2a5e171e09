"""The recommendation API over HTTP: what `recommend` answers, for other services (docs/api.md)."""
