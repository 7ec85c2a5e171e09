"""French: what is known of the language. Statements of a text, titles without gender, abbreviations, verbs, wordings.

May import `referentials.text`; knows no snapshot.
Public: `statements.statements`, `gender.neutral`, `abbreviations`, `wording.impersonal`, `everyday.wordings`.
"""
