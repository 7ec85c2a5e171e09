"""Passport: what a person did and holds, who vouches for each line, and since when.

May import `referentials` only. Room is kept beside `document` for `proof`, `feeds`, `vault`, `access`, `journal`.
Public: `document`, all that `recommend` may see of it.
"""
