"""Heads of farms: nothing is asked to farm, but land is not taken over without the State's consent."""

from __future__ import annotations

from recommend.law.requirements import Requirement, RequirementKind, Strength, Trade, code, shows

_LAND = Requirement(
    name="farm_land",
    kind=RequirementKind.REGISTRATION,
    label="Autorisation d'exploiter (contrôle des structures), selon la surface et le schéma de la région",
    article=code("rural", "L331-2 et R331-2"),
    obtained="À demander à la DDT(M) avant de prendre les terres, si la surface dépasse le seuil de la région, ou si l'on n'a ni diplôme agricole ni cinq ans d'expérience sur une exploitation ; une reprise de famille se déclare parfois seulement.",
    strength=Strength.MAY_BE_ASKED,
    when="pour s'installer, s'agrandir ou reprendre des terres",
    on_request=True,
)
_FARMING = "agricol\\w*|agriculture|elevage|exploitation|viticol\\w*|viticulture|horticol\\w*|maraich\\w*"
_ABLE = Requirement(
    name="farm_aid",
    kind=RequirementKind.DIPLOMA,
    label="Capacité professionnelle agricole : un diplôme agricole de niveau 4 (bac pro CGEA, BP REA…)",
    article=code("rural", "R331-2 et D343-4"),
    obtained="BP responsable d'entreprise agricole en un an environ, ou par la VAE.",
    shows=shows(
        f"(?:bac pro|bac|bts|btsa|bp|licence pro|ingenieur) .*(?:{_FARMING})",
        "responsable (?:entreprise|exploitation) agricole",
        "\\bbprea\\b",
        "\\bcgea\\b",
    ),
    strength=Strength.MAY_BE_ASKED,
    any_of=(
        "Pour l'autorisation d'exploiter, cinq ans d'expérience dans les quinze dernières années, comme exploitant, associé, salarié, aide familial ou conjoint collaborateur",
    ),
    when="pour les aides à l'installation, et l'autorisation d'exploiter",
)

TRADES = (
    Trade(
        (
            "A1405", "A1407", "A1408", "A1409", "A1410", "A1411", "A1414", "A1416", "A1418", "A1429", "A1432", "A1433",
            "A1434", "A1437", "A1439", "A1440", "A1441", "A1442",
        ),
        (_LAND, _ABLE),
    ),
)  # fmt: skip
