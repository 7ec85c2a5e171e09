"""Benchmarks: commands that print what each thing costs; no test depends on their figures."""
