"""Readers of the official formats, one file each; `READERS` in `registry.py` lists them in order."""
