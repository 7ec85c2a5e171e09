"""What wears or harms at work, by occupation: ROME's contexts of work, and trades whose fiche has not the context.

A table of occupational diseases (annexe II of livre IV of the code de la sécurité sociale) says of each that it harms.
It is a reason to ask the occupational physician, who alone says what a person may do (code du travail, R4624-31 and
after); none is a prohibition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Limit(StrEnum):
    """What somebody may have to keep away from."""

    LOADS = "loads"
    POSTURES = "postures"
    """Kneeling, crouching, arms raised."""
    REPETITION = "repetition"
    STANDING = "standing"
    SITTING = "sitting"
    VIBRATION = "vibration"
    HEIGHTS = "heights"
    DRIVING = "driving"
    PRODUCTS = "products"
    """Chemical products: solvents, cleaning and hair products, paints, glues."""
    DUST = "dust"
    """Flour, wood, hay, animals: what one breathes that is no product."""
    NOISE = "noise"
    NIGHT = "night"
    COLD = "cold"
    HEAT = "heat"


@dataclass(frozen=True, slots=True)
class Strain:
    """Where a limit is met: OGR codes of contexts of ROME; families of version 3, or occupations, that may lack it."""

    limit: Limit
    contexts: tuple[str, ...]
    families: tuple[str, ...]
    reference: str
    """The tables of the régime général that tell of it; empty where none does."""


STRAINS = (
    Strain(
        Limit.LOADS,
        ("300795",),
        (
            "A1201", "A1202", "A1203", "A1205", "A1401", "A1402", "A1403", "A1405", "A1414", "A1416", "D1507",
            "F1601", "F1604", "F1606", "F1607", "F1608", "F1609", "F1610", "F1701", "F1702", "F1703", "G1603",
            "H2904", "H2907", "I1604", "J1501", "K1302", "K2503", "N1103", "N1105", "N1106", "N4101", "N4104",
            "N4105", "N4125",
        ),
        "tableaux 57, 97 et 98",
    ),
    Strain(
        Limit.POSTURES,
        ("300798", "300795"),
        (
            "A1401", "A1414", "F1602", "F1603", "F1604", "F1606", "F1608", "F1609", "F1610", "F1703", "H2913",
            "H2914", "I1604", "K2204",
        ),
        "tableaux 57 et 79",
    ),
    Strain(
        Limit.REPETITION,
        ("300801",),
        (
            "D1101", "D1202", "D1505", "H2101", "H2102", "H2402", "H3301", "H3302", "K2204", "N1103",
        ),
        "tableau 57",
    ),
    Strain(
        Limit.STANDING,
        ("300800",),
        (
            "D1101", "D1102", "D1104", "D1106", "D1202", "D1208", "D1211", "D1212", "D1214", "D1505", "D1507",
            "G1501", "G1602", "G1603", "G1605", "G1801", "G1803", "H2102", "H3301", "H3302", "J1501", "K2204",
            "K2503", "N1103",
        ),
        "",
    ),
    Strain(Limit.SITTING, ("403025",), ("N4101", "N4103"), ""),
    Strain(
        Limit.VIBRATION,
        (),
        (
            "A1101", "A1201", "F1301", "F1302", "F1402", "F1702", "F1709", "H2902", "H2904", "H2913", "N1101",
            "N4101", "N4103", "N4105", "N4125",
        ),
        "tableaux 69 et 97",
    ),
    Strain(
        Limit.HEIGHTS,
        ("300782", "511229", "23377"),
        (
            "A1201", "F1501", "F1502", "F1503", "F1605", "F1606", "F1607", "F1610", "F1611", "F1703",
        ),
        "",
    ),
    Strain(Limit.DRIVING, (), (
            "F1302", "J1305", "N1101", "N4101", "N4102", "N4103", "N4104", "N4105",
        ), ""),
    Strain(
        Limit.PRODUCTS,
        ("300791", "300781", "403022", "490159"),
        (
            "A1203", "A1405", "A1414", "B1302", "D1202", "D1205", "D1208", "E1301", "F1606", "F1608", "F1611",
            "G1501", "H2207", "H3401", "H3402", "H3404", "I1604", "I1606", "I1607", "J1303", "K2204", "K2304",
            "L1501",
        ),
        "tableaux 65, 66 et 84",
    ),
    Strain(
        Limit.DUST,
        ("300781", "403022"),
        (
            "A1201", "A1403", "A1407", "A1408", "A1409", "A1410", "A1411", "A1416", "D1102", "D1104", "F1601",
            "F1703", "H2102", "H2201", "H2202", "H2206", "H2207", "K2304",
        ),
        "tableaux 47 et 66",
    ),
    Strain(
        Limit.NOISE,
        ("300824",),
        (
            "A1201", "F1302", "F1702", "H2102", "H2201", "H2202", "H2206", "H2902", "H2904", "H2911", "H2913",
            "H3301",
        ),
        "tableau 42",
    ),
    Strain(Limit.NIGHT, ("300803", "126450"), (), ""),
    Strain(Limit.COLD, ("300787", "403021"), (), ""),
    Strain(Limit.HEAT, ("300789",), ("D1102", "H2907", "G1602"), ""),
)  # fmt: skip


def strained(
    limits: Iterable[Limit], families: Mapping[str, str], contexts: Iterable[tuple[str, str]]
) -> dict[str, tuple[Limit, ...]]:
    """Occupations where some of these limits are met, with those, in the order of the table.

    `families`: of each occupation, its family; `contexts`: occupation and context of ROME, one pair a line.

    >>> strained([Limit.NIGHT], {"K2503": "K2503"}, [("K2503", "300803")])
    {'K2503': (<Limit.NIGHT: 'night'>,)}
    """
    asked, pairs = frozenset(limits), tuple(contexts)
    found: dict[str, list[Limit]] = {}
    for strain in STRAINS:
        if strain.limit in asked:
            by_context = {occupation for occupation, context in pairs if context in strain.contexts}
            by_family = {code for code, family in families.items() if {family, code} & set(strain.families)}
            for code in sorted(by_context | by_family):
                found.setdefault(code, []).append(strain.limit)
    return {code: tuple(limits) for code, limits in found.items()}
