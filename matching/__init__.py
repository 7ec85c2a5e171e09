"""Matching: what a text says, as occupations, competencies and savoirs of a snapshot."""
