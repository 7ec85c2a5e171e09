"""Service: the one door to stored passports; each operation is decided, done and journaled in one transaction.

May import all of `passport`; it opens the vault, and nothing else does. Reads no clock: each operation is told when.
Public: `passports.Passports`, `seen.Seen`, `errors`, and what its methods take (`shares.Offer`, `cvs.Draft`).
"""
