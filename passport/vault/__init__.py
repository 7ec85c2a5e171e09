"""Vault: passports kept in a database, sealed with keys that are not in it; SQLAlchemy is used here and nowhere else.

May import `referentials`, `passport.document`, `passport.journal`. Only `passport.service` opens it.
Public: `store.Vault` and `store.Store`, `rows`, `keys.KeyRing`, `errors`; the libraries come with the extra `vault`.
"""
