"""Words: every French sentence of an answer, made from its data and from nothing else.

May import `recommend`, `passport` and `referentials`; never a shape or a builder.
Public: the functions of each module, each of which says one thing (`advice.why`, `rights.told`, …).
"""
