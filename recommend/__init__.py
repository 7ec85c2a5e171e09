"""Recommend: from a passport to a profile of competencies, the gap to a target, rights, directions and plans.

May import `passport.document`, `matching`, `graph` and `referentials`. Objects with fields: no French, no option.
Public: `engine.Engine`, and the results in each folder.
"""
