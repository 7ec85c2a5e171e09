"""Gap: a target as weighted needs, what of it is held, likely, to confirm, missing; what to ask.

May import `recommend.{world,profile}`, the weights and `graph.matrices`.
Public: `target.resolve_target`, `gap.build_gap`, `questions.questions`.
"""
