"""Words and marks by which a CV says what it rests on, that its holder may not write beside their name."""

from __future__ import annotations

import re

WORDS_OF_STANDING = re.compile(
    r"\b(?:competences?|lignes?|diplomes?|experiences?|profil|parcours|titres?|qualifications?|informations?|cv)\s+"
    r"(?:\w+\s+){0,2}garantie?s?\b|\bgarantis?\b|\bgaranties?\s*(?:par\b|[·•:|–—-])|\battestee?s?\b|\bverifiee?s?\b|\bevaluee?s?\s+par\s+un\s+jury\b"
    r"|\bguaranteed\b|\battested\b|\bverified\b|\bassessed\s+by\s+a\s+jury\b"
)
"""Folded: small letters without accents. « Gestionnaire de garanties » is an occupation, and passes."""
_RANGES = (
    (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2705, 0x2705), (0x2713, 0x2718), (0x221A, 0x221A), (0x237B, 0x237B),
    (0x26AA, 0x26AB), (0x2B24, 0x2B24), (0x2B55, 0x2B55), (0x1F197, 0x1F197), (0x1F518, 0x1F518),
    (0x1F534, 0x1F535), (0x1F5F8, 0x1F5F9), (0x1F7E0, 0x1F7EB), (0xE000, 0xF8FF),
)  # fmt: skip
MARKS = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""Ticks, circles and squares of Unicode, and what a font may draw as it likes (private use)."""
LOOKALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0501\u03bf\u03b1\u03b9\u0131\u0261", "aeopcyxisdoaiig"
)
"""Letters of other alphabets that look like ours."""
