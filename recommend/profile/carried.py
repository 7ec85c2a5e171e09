"""What is believed of an item of a target, with what is carried over to it, each with its evidence."""

from __future__ import annotations

from recommend.profile.evidence import Belief, Evidence, Rule, Source
from recommend.profile.profile import Profile


def near_trade(profile: Profile, occupation: str) -> Evidence | None:
    """What the nearest trade that one has gives of an occupation; None when none is near, or for another target."""
    abilities, world = profile.abilities, profile.abilities.world
    place = world.matrices.occupation_index.get(occupation)
    if place is None or abilities.near_from[place] < 0:
        return None
    code = world.matrices.occupations[abilities.near_from[place]]
    practised = next((one.label for one in profile.exercised if one.occupation == code), "")
    return Evidence(
        item="",
        record=profile.trades[code],
        rule=Rule.NEAR_TRADE,
        source=Source(words=practised, code=code, label=world.catalogue.occupations[code].label),
        probability=float(abilities.near[place]),
        guaranteed=False,
        degree=round(float(world.carrying.trades[abilities.near_from[place], place]), 6),
    )


def believed(profile: Profile, item: str, near: Evidence | None = None) -> Belief | None:
    """What records say of an item, what others carry over to it, what a near trade gives; None when nothing does.

    Of what is said and of what is carried over, the surer: p; with the near trade, 1 - (1 - p) (1 - part).
    """
    direct, carried = profile.belief(item), _carried(profile, item)
    if carried and direct and carried.probability <= direct.probability:
        carried = None
    more = tuple(evidence for evidence in (carried, _of(near, item)) if evidence)
    if not more:
        return direct
    surer = max(direct.probability if direct else 0.0, carried.probability if carried else 0.0)
    probability = 1.0 - (1.0 - surer) * (1.0 - (near.probability if near else 0.0))
    evidence = (*direct.evidence, *more) if direct else more
    return Belief(item, round(probability, 6), direct.guaranteed if direct else 0.0, evidence)


def _carried(profile: Profile, item: str) -> Evidence | None:
    """What the item that carries most over to this one gives of it, on the word of its best evidence."""
    abilities, world = profile.abilities, profile.abilities.world
    place = world.matrices.item_index[item]
    if abilities.carried_from[place] < 0:
        return None
    source = world.matrices.items[abilities.carried_from[place]]
    belief = profile.belief(source)
    if belief is None:
        return None
    best = belief.evidence[0]
    return Evidence(
        item=item,
        record=best.record,
        rule=Rule.CARRIED,
        source=best.source,
        probability=float(abilities.carried[place]),
        guaranteed=False,
        through=world.catalogue.items[source],
        degree=round(float(abilities.carried[place]) / belief.probability, 6),
    )


def _of(near: Evidence | None, item: str) -> Evidence | None:
    return (
        None
        if near is None
        else Evidence(
            item=item,
            record=near.record,
            rule=near.rule,
            source=near.source,
            probability=round(near.probability, 6),
            guaranteed=False,
            degree=near.degree,
        )
    )
