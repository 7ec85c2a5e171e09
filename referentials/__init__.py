"""Referentials: typed codes, readers of the official files, the snapshot they become, and its facts by code.

May import no other package of acquis.
Public: `codes`, `snapshot.Snapshot`, `catalogue.Catalogue`, `build.build_snapshot`, `pull.pull`, `diff.diff`, `text`.
"""
