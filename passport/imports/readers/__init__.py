"""One file per format: what it says becomes lines of a draft."""
