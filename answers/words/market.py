"""The labour market in French: each figure with its year, its place and its source."""

from __future__ import annotations

from collections.abc import Sequence

from answers.words.forms import points
from recommend.world.market import FACTORS, HIGHEST, LOWEST, Market, Posts, Salary, Tension
from recommend.world.near import Nearness
from referentials.places import Place, Scope

NOTHING = "Pas de donnée sur le marché du travail pour ce métier"
NOTHING_HERE = "Marché du travail : pas de donnée sur ces métiers"
NO_TENSION, NO_SALARY, NO_POSTS = (f"{what} : pas de donnée" for what in ("tension", "salaire", "postes à pourvoir"))
FACTOR = dict(
    zip(
        FACTORS,
        (
            "intensité des embauches",
            "formation exigée",
            "manque de candidats",
            "emplois peu durables",
            "conditions de travail difficiles",
            "éloignement des emplois",
        ),
        strict=True,
    )
)
"""What makes a tension, in few words."""
TENSION_SOURCE, SALARY_SOURCE, POSTS_SOURCE = (
    "Dares et Pôle emploi",
    "Dares, enquête Emploi",
    "Dares et France Stratégie",
)
MAINLAND = "France métropolitaine"
_HUNDRED = 100
_STRONG = 4
"""Tensions and factors from this grade are strong."""


def place_named(place: Place) -> str:
    """A place, with what tells it from others."""
    if place.scope is Scope.DEPARTMENT:
        return f"{place.name} ({place.code})"
    if place.scope is Scope.COMMUNE and place.department:
        return f"{place.name} ({place.department})"
    return place.name


def market_told(found: Market) -> str:
    """All that is known, a clause for each subject; what is not known is said too."""
    if not found.is_known:
        return NOTHING
    clauses = [_tensions(found), _salaries(found.salaries), _posts(found.posts)]
    return " ; ".join(clauses)


def market_line(told: str) -> str:
    """The same as a sentence, from what was told."""
    return f"{told}." if told == NOTHING else f"Marché du travail : {told}."


def market_in_short(found: Market) -> str:
    """The same for a list, whose sources are told once, under it: figures, places, years."""
    if not found.is_known:
        return NOTHING
    return " ; ".join((_short_tension(found.tensions), _short_salary(found.salaries), _short_posts(found.posts)))


def beside_a_list(found: Sequence[Market]) -> str:
    """What is said once under a list: where the figures come from, or that there are none."""
    subjects = (
        (f"tension de {LOWEST} à {HIGHEST}", [tension.source for one in found for tension in one.tensions]),
        (f"salaire net à temps complet, {MAINLAND}", [salary.source for one in found for salary in one.salaries]),
        ("postes à pourvoir", [posts.source for one in found for posts in one.posts]),
    )
    said = [f"{what}, {' et '.join(dict.fromkeys(sources))}" for what, sources in subjects if sources]
    return f"Marché du travail, par famille de métiers : {' ; '.join(said)}." if said else f"{NOTHING_HERE}."


def trainings_near(found: Nearness) -> str:
    """How many courses are known here and elsewhere."""
    where = place_named(found.place)
    if found.place.scope is Scope.COMMUNE and found.place.department:
        where += " et son département"
    here = f"{found.here} connue{'s' if found.here > 1 else ''} ici" if found.here else "Pas de formation connue ici"
    others = ((found.remote, "à distance"), (found.elsewhere, "ailleurs"), (found.unplaced, "sans lieu connu"))
    return " ; ".join([f"{here}, {where}", *(f"{number} {what}" for number, what in others if number)])


def preferred(found: Market, adds: float) -> str:
    """What a preference for tension adds to the ranking of an occupation."""
    if not found.tensions:
        return "tension inconnue : n'ajoute rien au rang"
    value = min(one.value for one in found.tensions)
    return f"rang avancé de {points(100 * adds)} points pour sa tension ({value} sur {HIGHEST})"


def _tensions(found: Market) -> str:
    if not found.tensions:
        return NO_TENSION
    first = found.tensions[0]
    same = all((one.place, one.year) == (first.place, first.year) for one in found.tensions)
    if not same:
        return "tension " + ", ".join(f"{_tension((one,))} (famille {one.family})" for one in found.tensions)
    return f"tension {_tension(found.tensions)}{_instead(first.place, found.asked)}{_by_family(found.tensions)}"


def _tension(found: Sequence[Tension]) -> str:
    first = found[0]
    grades = _range([one.value for one in found])
    where = f"{place_named(first.place)}, {first.year}, {first.source}"
    return f"{grades} sur {HIGHEST}{_factors(found)} ({where})"


def _factors(found: Sequence[Tension]) -> str:
    """Factors that are strong in every family, of a tension that is."""
    if min(one.value for one in found) < _STRONG:
        return ""
    columns = zip(*(one.factors for one in found), strict=True)
    strong = [
        FACTOR[name] for name, grades in zip(FACTORS, columns, strict=True) if min(g or 0 for g in grades) >= _STRONG
    ]
    return f", par {', '.join(strong)}" if strong else ""


def _instead(place: Place, asked: Place) -> str:
    """That a figure is of a wider place than the one asked for."""
    if place.scope is asked.scope or (asked.scope is Scope.COMMUNE and place.scope is Scope.DEPARTMENT):
        return ""
    return f", faute de donnée plus proche de {place_named(asked)}"


def _by_family(found: Sequence[Tension]) -> str:
    return f", selon la famille ({', '.join(one.family for one in found)})" if len(found) > 1 else ""


def _salaries(found: Sequence[Salary]) -> str:
    if not found:
        return NO_SALARY
    classes = dict.fromkeys(_class(one) for one in found)
    first, many = found[0], len(classes) > 1
    said = " ou ".join(classes) + (", selon la famille" if many else "")
    return f"salaire net médian à temps complet {said} ({MAINLAND}, {first.since}-{first.until}, {first.source})"


def _class(one: Salary) -> str:
    if one.high is None:
        return f"de {one.low} € ou plus"
    if not one.low:
        return f"de moins de {one.high} €"
    return f"de {one.low} à {one.high} €"


def _posts(found: Sequence[Posts]) -> str:
    if not found:
        return NO_POSTS
    first = found[0]
    several = len({(one.place, one.without) for one in found}) > 1
    each = ", ".join(_post(one) + (f" ({_where(one)})" if several else "") for one in found)
    where = "" if several else f"{_where(first)}, "
    return f"postes à pourvoir de {first.since} à {first.until} : {each} ({where}{first.source})"


def _post(one: Posts) -> str:
    """Rounded: it is a projection."""
    if one.posts <= 0:
        return f"aucun pour « {one.label} »"
    rounded = f"environ {round(one.posts, -2)}" if one.posts >= _HUNDRED else f"moins de {_HUNDRED}"
    return f"{rounded} pour « {one.label} »"


def _where(one: Posts) -> str:
    if one.place.scope is not Scope.NATION:
        return one.place.name
    return MAINLAND + (f" hors {', '.join(region.name for region in one.without)}" if one.without else "")


def _range(values: Sequence[int]) -> str:
    low, high = min(values), max(values)
    return f"{low}" if low == high else f"{low} à {high}"


def _short_tension(found: Sequence[Tension]) -> str:
    if not found:
        return NO_TENSION
    where = " et ".join(dict.fromkeys(f"{place_named(one.place)}, {one.year}" for one in found))
    return f"tension {_range([one.value for one in found])} sur {HIGHEST} ({where})"


def _short_salary(found: Sequence[Salary]) -> str:
    if not found:
        return NO_SALARY
    classes = " ou ".join(dict.fromkeys(_class(one) for one in found))
    return f"salaire médian {classes} ({found[0].since}-{found[0].until})"


def _short_posts(found: Sequence[Posts]) -> str:
    """One family by its name, of several the sum."""
    if not found:
        return NO_POSTS
    where = " et ".join(dict.fromkeys(_where(one) for one in found))
    of = f" pour « {found[0].label} »" if len(found) == 1 else f" pour ses {len(found)} familles"
    posts = max(round(sum(one.posts for one in found), -2), 0)
    return f"{posts} postes à pourvoir d'ici {found[0].until}{of} ({where})"
