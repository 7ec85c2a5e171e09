"""Plans in French: why a step is proposed, how it would be taken, what it opens; what a plan gives and takes in all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from answers.words.coverage import already, attested, change, covered
from answers.words.forms import percent, points
from answers.words.surfaces import NAMES, Surface
from recommend.law.rules import FIGURES, RULES, Figure, Law, in_force
from recommend.law.vae import Admissible
from recommend.law.whole import Outcome
from recommend.plan.choose import Method
from recommend.plan.limits import Aim, Route
from recommend.plan.records import Plan, Step
from recommend.plan.refusals import LeftOut
from recommend.weights import W
from referentials.catalogue import Certification, Insertion

ROUTE = {
    "initial": "formation initiale",
    "apprenticeship": "apprentissage",
    "continuing": "formation continue",
    "professionalisation": "contrat de professionnalisation",
    "individual": "candidature individuelle",
    "vae": "VAE",
}
TAKEN = {
    Route.TRAINING: "par la formation",
    Route.APPRENTICESHIP: "par l'apprentissage",
    Route.DISTANCE: "par une formation à distance",
    None: "par une voie à demander au certificateur",
}
AIM = {
    Aim.BALANCED: "le plus utile pour l'effort",
    Aim.QUICKEST: "en ménageant le temps",
    Aim.CHEAPEST: "en ménageant l'argent",
    Aim.OPENING: "en ouvrant le plus de métiers",
}
LEFT_OUT = {
    LeftOut.NO_TITLE: "dont on ne connaît que le code",
    LeftOut.CLOSED: "où l'on ne s'inscrit pas à cette date",
    LeftOut.BLOCS_UNKNOWN: "dont les blocs ne sont pas connus : ce que cela "
    "apporterait à un assemblage n'est pas établi",
    LeftOut.ELSEWHERE: "d'une autre certification que celle demandée",
    LeftOut.CPF_UNKNOWN: "dont rien n'établit que l'enregistrement court encore : prise en charge par "
    f"le CPF incertaine ({RULES[Law.CPF].article})",
    LeftOut.LEVEL_UNKNOWN: "de niveau inconnu",
    LeftOut.LEVEL: "hors des niveaux demandés",
    LeftOut.ROUTE: "par aucune des voies demandées, à ce qu'on en sait "
    "(une VAE veut que l'expérience couvre la moitié de ce qui est visé)",
    LeftOut.LATE: "dont la réponse sur la recevabilité d'une VAE peut venir après la date voulue "
    f"({FIGURES[Figure.VAE_MONTHS].value} mois, {RULES[Law.VAE_ANSWER].article})",
    LeftOut.TOO_LONG: "hors de vos limites de durée ou de prix",
    LeftOut.PRICE_UNKNOWN: "de prix inconnu : le budget ne peut être garanti",
}
"""After a number of certifications or blocs."""
QUOTED = 240
"""Characters of a fiche's prerequisites that are quoted beside a step; `acquis rights` quotes them whole."""
NEAR = 0.01
"""Points under which two plans are worth the same."""
WORTH_SAYING = 0.1
"""Points of coverage under which a gain is not cited."""
FACTOR_SAID = 0.9
"""A factor between this and 1 weighed too little to be told."""
FACTOR = {
    "leads_to_target": "ne mène pas à ce métier même",
    "speaks": "elle parle peu de ce métier même",
    "usual_level": "niveau éloigné de celui des certifications de ce métier",
    "reachable": "niveau éloigné du vôtre",
    "level_known": "niveau inconnu",
    "language": "français écrit à renforcer d'abord",
    "prerequisites": "niveau demandé à l'entrée que rien n'atteste",
    "already_begun": "commencée : la finir",
    "preparing": "vous la préparez déjà",
    "entry_open": "rien ne dit si l'on peut encore s'inscrire",
    "course_known": "aucune formation connue",
    "described": "ce qu'elle enseigne n'est pas décrit",
    "narrow": "prépare à plusieurs métiers",
    "schooling": "avec de l'enseignement général",
    "vae": "votre expérience s'y prête",
}
"""What multiplies the worth of a certification, or of the blocs of a mix."""


def what(step: Step) -> str:
    """What a step is: what is under way, a whole certification, the rest of one, a bloc; by VAE or not."""
    if "preparing" in step.factors:
        return "Ce que vous préparez déjà, à mener à son terme"
    by_vae = " par VAE" if step.modality.route is Route.VAE else ""
    if step.unit.is_bloc:
        return f"Un bloc{by_vae}"
    if step.blocs_held:
        return f"Le reste de la certification{by_vae}"
    return f"Le titre entier{by_vae}"


def why(step: Step, labels: dict[str, str], limit: int = 3) -> str:
    """Why this one: what weighed on its rank, then what it brings most."""
    weighed = [FACTOR[name] for name, value in step.factors.items() if value > 1.0 or value < FACTOR_SAID]
    speaks = ["elle parle bien de ce métier"] if step.factors.get("speaks", 0.0) >= W["fit.names"] else []
    told = [text for text in (*speaks, *weighed) if not (speaks and text == FACTOR["speaks"])]
    worth = [gained for gained in step.gained if gained.points >= WORTH_SAYING]
    brings = ", ".join(f"« {labels[g.item]} »" for g in worth[:limit])
    more = len(worth) - limit
    tail = f" et {more} autres" if more > 1 else " et une autre" if more == 1 else ""
    if brings:
        told.append(f"apporte {brings}{tail}")
    if step.blocs_from:
        told.append(f"d'après les blocs de {step.blocs_from}, qu'elle remplace, les siens n'étant pas connus")
    return " ; ".join(told) or "mène à ce métier"


def sentences(step: Step, labels: dict[str, str]) -> list[str]:
    """All that is said of a step: why, how, what its fiche asks for to enter, what it opens."""
    return [text for text in (why(step, labels), how(step), prerequisites(step), *known(step), opening(step)) if text]


def known(step: Step) -> list[str]:
    """What else its fiche tells of a certification: what became of those who have it, what regulates the activity."""
    said, insertion = step.certification.conditions, step.certification.insertion
    found = [level_told(step.certification)] if step.certification.level_from else []
    found += [insertion_told(insertion)] if insertion else []
    if said.bloc_prerequisites and step.unit.is_bloc:
        found.append(f"avant de valider un bloc : « {shorten(said.bloc_prerequisites, QUOTED, placeholder=' …')} »")
    if said.regulations:
        found.append(f"activité réglementée, dit la fiche : « {shorten(said.regulations, QUOTED, placeholder=' …')} »")
    return found


def level_told(certification: Certification) -> str:
    """Whose level is told of a certification, where the register gives it none; empty where it does."""
    old = certification.level_from
    return f"niveau de {old}, qu'elle remplace, le sien n'étant pas connu" if old else ""


def insertion_told(found: Insertion) -> str:
    """What became of those who obtained a certification: rates, with their year.

    >>> insertion_told(Insertion(2021, 760, 98, None, 95))
    'insertion : 98 % en emploi six mois après, 95 % dans le métier deux ans après (760 certifiés en 2021)'
    """
    rates = (
        (found.employed, "en emploi six mois après"),
        (found.in_trade, "dans le métier six mois après"),
        (found.in_trade_later, "dans le métier deux ans après"),
    )
    told = ", ".join(f"{rate} % {what_}" for rate, what_ in rates if rate is not None)
    of = f"{found.certified} certifié{'s' if found.certified > 1 else ''} en" if found.certified else "promotion"
    return f"insertion : {told} ({of} {found.year})"


def how(step: Step) -> str:
    """How a unit would be taken, and what it takes."""
    way, hours = step.modality, _hours(step)
    sure = attested(way.guaranteed)
    done = f"votre expérience en couvre {already(way.covered)} ({percent(way.covered)}{sure})"
    if way.route is Route.VAE:
        checked = "" if way.vae.admissible is Admissible.YES else ", à vérifier auprès du certificateur"
        said = f"par VAE{checked}, {hours} : {done}, indication et non décision ; le jury décide"
    else:
        price = "prix inconnu" if step.price is None else f"{step.price:.0f} €"
        said = f"{TAKEN[way.route]}, {hours}, {price}" + (f" ; {done}" if way.covered >= WORTH_SAYING else "")
        said += f" : VAE à étudier aussi, {vae_asks(way.vae.as_of)}" if way.vae_to_study else ""
    if len(step.parts) > 1:
        said += f" ; {len(step.parts)} blocs : {', '.join(step.parts)}"
    if step.confers:
        said += f" ; confère aussi {', '.join(step.confers)} ({RULES[Law.EQUIVALENCE].article})"
    return said + (_last(step) if step.whole and step.unit.is_bloc else "")


def vae_asks(day: date) -> str:
    """What a VAE asks for, and who decides: never a certainty."""
    free = in_force((Law.VAE_EXPERIENCE,), day)
    said = f"sans durée minimale ({RULES[Law.VAE_EXPERIENCE].article}), pour " if free else "pour "
    return (
        f"{said}une expérience en rapport avec elle ; le certificateur dit si la demande est recevable, le jury décide"
    )


def prerequisites(step: Step) -> str:
    """What its fiche asks for to enter, and whether the passport has that level; empty for a VAE, or without a word."""
    asks, required = step.level.words, step.level.required
    if asks is None or step.modality.route is Route.VAE:
        return ""
    said = f"prérequis de la fiche : « {shorten(asks, QUOTED, placeholder=' …')} »"
    if required is None:
        return said
    return f"{said} ; niveau {required} demandé, {_level_held(step, required)}"


def _level_held(step: Step, required: int) -> str:
    """How the passport stands beside a level asked for."""
    if step.level_guaranteed and step.level_guaranteed >= required:
        return f"votre passeport atteste un niveau {step.level_guaranteed}"
    if step.level_held and step.level_held >= required:
        return f"vous déclarez un niveau {step.level_held}, qu'aucun émetteur ne garantit : à prouver d'abord"
    has = "n'en a aucun" if step.level_held is None else f"n'a qu'un niveau {step.level_held}"
    return f"votre passeport {has} : à vérifier d'abord"


def _last(step: Step) -> str:
    """What having the last bloc of a certification gives."""
    code = step.certification.code
    if step.whole is Outcome.GIVES:
        return f" ; achève {code}"
    if step.whole is Outcome.MORE_NEEDED:
        return f" ; dernier bloc de {code}, dont la fiche demande autre chose encore"
    return f" ; dernier bloc de {code} : que tous les blocs suffisent reste à vérifier"


def _hours(step: Step) -> str:
    """How long it takes: as the gate says, where it does; in hours where they are known, in months where those are."""
    if step.told_by_law:
        return "de la durée dite dans « Pour exercer ce métier »"
    if step.modality.months and not step.modality.hours_known:
        return f"{step.modality.months} mois en école, selon nos données"
    return f"{step.hours:.0f} h" if step.modality.hours_known else f"environ {step.hours:.0f} h"


def opening(step: Step, limit: int = 3) -> str:
    """Occupations that a step brings within reach; empty when there is none."""
    names = [f"{one.occupation.label} ({covered(one.after)})" for one in step.opens]
    more = f" et {len(names) - limit} de plus" if len(names) > limit else ""
    this = "ce bloc" if step.unit.is_bloc else "cette certification"
    become = "devient" if len(names) == 1 else "deviennent"
    return f"avec {this} {become} à portée : {', '.join(names[:limit])}{more}" if names else ""


def closeness(plan: Plan) -> str:
    """How far from the best a plan can be; of one certification, how it was chosen."""
    if plan.method is Method.RANKED:
        return "une seule certification, la mieux placée de celles qui mènent là"
    away = plan.bound - plan.score
    if away < NEAR:
        return "aucun autre choix ne vaut mieux dans ces limites"
    unit = "point" if away < 2 else "points"
    return f"à {points(away)} {unit} au plus du meilleur choix possible dans ces limites"


def compared(plans: Sequence[Plan]) -> list[tuple[str, Plan]]:
    """Plans of other steps than the first, each once, with what it is best at."""
    first, *others = plans
    found: dict[tuple[str, ...], tuple[list[str], Plan]] = {}
    for other in others:
        codes = tuple(step.unit.code for step in other.steps)
        if codes and codes != tuple(step.unit.code for step in first.steps):
            found.setdefault(codes, ([], other))[0].append(AIM[other.aim])
    return [(" et ".join(aims), other) for aims, other in found.values()]


def summary(plan: Plan) -> str:
    """What a plan gives and takes in all."""
    opened = sum(len(step.opens) for step in plan.steps)
    opens = f", {opened} métier{'s' if opened > 1 else ''} de plus à portée" if opened else ""
    gained = change(plan.coverage_before, plan.coverage_after)
    long = _long(plan)
    return f"{gained}{f', {long}' if long else ''}, {_price(plan)}{opens}"


def _long(plan: Plan) -> str:
    """How long all its steps take; empty where the gate says it of one, which is read above."""
    if any(step.told_by_law for step in plan.steps):
        return ""
    if any(step.modality.months for step in plan.steps):
        return ", puis ".join(_hours(step) for step in plan.steps)
    rough = "" if all(step.modality.hours_known for step in plan.steps) else " (ordre de grandeur)"
    return f"environ {plan.hours:.0f} h{rough}"


def _price(plan: Plan) -> str:
    """Price of all its steps; at least that of those which say it."""
    known = [step.price for step in plan.steps if step.price is not None]
    unknown = len(plan.steps) - len(known)
    if not known and unknown:
        return "prix inconnu"
    if not unknown:
        return f"{sum(known):.0f} €"
    return f"{sum(known):.0f} € au moins (prix inconnu pour {unknown} étape{'s' if unknown > 1 else ''})"


def left_out(why_: LeftOut, surface: Surface) -> str:
    """Why units were left out."""
    return LEFT_OUT[why_].format(**NAMES[surface])
