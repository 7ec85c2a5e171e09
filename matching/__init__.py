"""Matching: what a text says, as occupations, competencies and savoirs of a snapshot; what each bloc confers.

May import `referentials` only; no training code (`lab`).
Public: `matcher.Matcher`, `encoders.open_encoder`, `aliases.read_aliases`, `weights`.
"""
