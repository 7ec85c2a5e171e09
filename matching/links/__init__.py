"""Links: what the matcher derives once per snapshot, from unit to item, item to item, occupation to occupation.

May import `matching.index`, `matching.french`, `matching.encoders`, `matching.weights` and `referentials`.
Public: `blocs.link_blocs`, `specific.link_specific`; `between.build`, `between.Between` (what carries over, is near, is
taught).
"""
