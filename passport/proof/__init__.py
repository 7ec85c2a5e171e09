"""Proofs: what shows that a record, or a document, is an issuer's; checked, never believed.

May import the referentials and the passport's document; heavy libraries only inside functions.
"""
