"""What a certification of which the register says little may take from those that it replaced: its level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def inherited_levels(
    wanted: Iterable[str], levels: Mapping[str, int], predecessors: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[int, str]]:
    """Level of each certification that has none, and the one that it is taken from: the nearest that it replaced.

    Of several that are as near, it is taken where they agree: one renewal in twenty-five changes the level.
    """
    found = ((code, _nearest(code, levels, predecessors)) for code in wanted if code not in levels)
    return {code: level for code, level in found if level}


def _nearest(
    code: str, levels: Mapping[str, int], predecessors: Mapping[str, tuple[str, ...]]
) -> tuple[int, str] | None:
    seen, generation = {code}, [code]
    while generation:
        generation = sorted({old for new in generation for old in predecessors.get(new, ())} - seen)
        seen.update(generation)
        known = {old: levels[old] for old in generation if old in levels}
        if known:
            (of, level), agreed = next(iter(known.items())), len(set(known.values())) == 1
            return (level, of) if agreed else None
    return None
