"""Readers: the official formats, one file each.

May import `referentials` only.
Public: `registry.READERS`, in the order they are tried.
"""
