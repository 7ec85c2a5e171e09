"""Titles as people write them: what is set aside, sigles and everyday names, several occupations in one.

May import `matching.index` and `matching.french`. Public: `TitleReader`, `TitleContext`, `TitleReading`.
"""
