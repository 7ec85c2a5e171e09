"""Benchmarks: commands that print what each thing costs and finds; no test depends on their figures.

May import every package, and of the tests `tests.support` alone.
Public: `python -m benchmarks`, `benchmarks.advice`, `benchmarks.succession`.
"""
