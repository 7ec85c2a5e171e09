"""Official referentials: typed codes, readers of the published files, and the snapshot they become."""
