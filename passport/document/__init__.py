"""Document: a passport as it is written, read and checked; its JSON Schema stands beside.

May import `referentials` only.
Public: `model.Passport` and its records, `read.read_passport`, `read.passport_from`, `errors.PassportError`.
"""
