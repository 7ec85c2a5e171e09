"""Titles of diplomas, as people write them: kind, level, speciality, and the fiches of the register that they may name.

Imports referentials, and what matching has for words. Public: `title.read_title`, `index.DiplomaIndex`, `kinds.KINDS`.
"""
