"""Proofs: who vouches for a record, what a check of it finds, and what the holder can show of it elsewhere.

May import `referentials` and `passport.document`. Public: each module, by its name.
"""
