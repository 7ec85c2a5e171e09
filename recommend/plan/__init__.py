"""Plan: what closes a gap within limits, chosen as a small integer programme (ADR 13).

May import `recommend.{world,law,profile,gap,rights,directions}`, the weights and `graph.matrices`.
Public: `limits.Limits`, `brief.Brief`, `planner.Planner`, `records.Plan`.
"""
