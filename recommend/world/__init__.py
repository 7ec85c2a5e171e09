"""World: what depends on the snapshot and its model alone, computed once and shared by every answer.

May import `recommend.law`, the weights, `graph`, `matching` and `referentials`; knows no profile.
Public: `World`; `demands.Demands`, `given`, `openings.Openings`, `mobilities.Mobilities`,
`fit.Fits`.
"""

from recommend.world.world import World

__all__ = ["World"]
