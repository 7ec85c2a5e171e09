"""Links: what the matcher derives once per snapshot. What blocs and RS confer, which occupations are near.

May import `matching.index`, `matching.french`, `matching.encoders`, `matching.weights` and `referentials`.
Public: `blocs.link_blocs`, `specific.link_specific`, `neighbours.neighbours`.
"""
