"""Law: the rules as data, and what they say of certifications on a day, whoever asks.

May import `referentials` only; knows no profile.
Public: `rules.RULES` and `FIGURES`, `on_day.Register`, `following.Following`, `standing`, `vae`, `levels`, `whole`.
"""
