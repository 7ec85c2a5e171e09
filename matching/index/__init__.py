"""Index: labels of a snapshot made ready to be compared with texts, by words and by meaning.

May import `matching.french`, `matching.encoders`, `matching.weights` and `referentials`.
Public: `titles.TitleIndex`, `items.ItemIndex`, `occupations.OccupationIndex`, `search.SearchIndex`.
"""
