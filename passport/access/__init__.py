"""Access: who may do what with a passport, on which lines, on what ground; a pure answer, from rules that are data.

May import `passport.document` and `referentials` only; reads no clock, no file, no database.
Public: `actor.Actor`, `share.Share`, `subject.Subject`, `decide.allowed`, `matrix.RULES`, `retention.KEPT`.
"""
