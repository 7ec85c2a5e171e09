"""Journal: who did what to a passport, when, of what nature and on what ground (R6323-40); nothing of it is rewritten.

May import `referentials`, `passport.document`, and `passport.proof` for signatures. Identifiers only, never identities.
Public: `entry.Entry`, `entry.ActorRef`, `keeping` (`close_day`, `verify`, `retain`), `check.Break`, `heads`.
"""
