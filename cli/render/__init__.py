"""Rendering: answers as French text on a terminal. It lays out; every sentence is one of `answers.words`.

May import `answers`, `recommend` and rich.
Public: `render_…` functions, one per part of what a command shows.
"""
