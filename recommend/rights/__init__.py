"""Rights: what a holder has of certifications and blocs, and may do with them on a day, by which rule.

May import `recommend.{world,law,profile,gap}`, and `matching` for the sentences of a bloc.
Public: `rights.rights`, `claim.kept_claim`.
"""
