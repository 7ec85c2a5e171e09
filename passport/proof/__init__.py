"""Proof: whether a record is guaranteed, computed from what its issuer signed and a registry of issuers.

May import `passport.document` and `referentials` only; reads no clock, asks no network.
Public: `verify.verified`, `registry.Registry`, `registry_file.read_registry`, `statement.state`, `authority.Authority`.
"""
