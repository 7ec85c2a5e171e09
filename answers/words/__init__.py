"""Every French sentence that acquis says, made from the fields of an answer or of an error, and from nothing else.

Where a command or an operation is named, the sentence is made for a surface (`surfaces.py`). It may import all that is
below answers; nothing below imports it, and `tests/test_french_stays_above.py` keeps French out of there.
"""
