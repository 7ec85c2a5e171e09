"""World: what depends on the snapshot and its model alone, computed once and shared by every answer."""

from recommend.world.world import World

__all__ = ["World"]
