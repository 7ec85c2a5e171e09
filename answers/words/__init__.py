"""Words: every French sentence of an answer or of an error, made from its fields and from nothing else.

May import all that is below `answers`, never a shape nor a builder; `tests/test_french_stays_above.py` keeps it so.
Public: the functions of each module, each of which says one thing (`plan.why`, `rights.told`, `errors.told`, …), for
a surface (`surfaces.py`) where it names a command or an operation.
"""
