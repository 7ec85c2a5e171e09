"""Rights as French sentences, made from the data of an answer, each with its article where it was in force."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from answers.words.evidence import STATUS
from passport.document.model import Passport
from recommend.law.following import Link
from recommend.law.rules import FIGURES, RULES, Figure, Law, in_force
from recommend.law.standing import Entry, Standing
from recommend.law.vae import Admissible, Ground, Vae
from recommend.law.whole import Outcome, Whole
from recommend.plan.records import Plan
from recommend.profile.held import Held
from recommend.rights.rights import Right, Sentence
from recommend.world.schooling import is_schooling
from referentials.catalogue import Catalogue

ADMISSIBLE = {
    Admissible.YES: "VAE possible, à ce que dit la fiche",
    Admissible.NO: "VAE fermée",
    Admissible.UNKNOWN: "VAE, on ne sait pas",
    Admissible.NEEDLESS: "VAE sans objet",
}
SAME, DIFFERENT = FIGURES[Figure.VAE_SAME].value, FIGURES[Figure.VAE_DIFFERENT].value
GROUND = {
    Ground.OPEN: "ouverte à la VAE",
    Ground.OPEN_AT_WILL: "ouverte à la VAE, sans limite de demandes pour un bloc",
    Ground.OPEN_YEARLY: f"ouverte à la VAE, {SAME} demande par an pour une certification",
    Ground.HELD: "vous l'avez déjà",
    Ground.TOO_EARLY: "règle connue à partir du {since} seulement",
    Ground.SPECIFIC: "la VAE vise le RNCP ; cette certification est au Répertoire spécifique",
    Ground.CLOSED: "on n'entre plus dans cette certification",
    Ground.NOT_YET: "cette certification n'est pas encore en vigueur",
    Ground.ENTRY_UNKNOWN: "rien ne dit si l'on peut encore y entrer",
    Ground.ROUTES_UNKNOWN: "la fiche ne donne pas les voies d'accès",
    Ground.NO_JURY: "la fiche ne prévoit pas de jury de VAE",
    Ground.SAME_THIS_YEAR: f"déjà demandée en {{year}} : {SAME} demande par année civile",
    Ground.OTHERS_THIS_YEAR: f"{DIFFERENT} certifications déjà demandées en {{year}}",
}
SHOWN = 4
"""Blocs of a certification held that are named."""
WHOLE = {
    Outcome.GIVES: "tous les blocs donnent la certification, dit la fiche",
    Outcome.MORE_NEEDED: "tous les blocs ne suffisent pas : « {} »",
    Outcome.UNREAD: "ce que donnent tous les blocs ne se lit pas sûrement dans la fiche : « {} »",
    Outcome.UNKNOWN: "rien ne dit si tous les blocs suffisent : le certificateur le confirme",
}


def none_held(passport: Passport) -> str:
    """That no certification is held by its code, and what a diploma written in words needs to count in law."""
    if not passport.certifications:
        return "Aucune certification, aucun bloc"
    return (
        "Aucune certification reconnue par son code : écrivez celui de vos diplômes (« acquis analyse » propose les "
        "fiches), sans quoi aucun droit ne peut en être tiré"
    )


def told(right: Right, catalogue: Catalogue) -> list[str]:
    """What is said of a certification or bloc: what is held of it, where it stands, VAE, level."""
    found = [_held_of(right)] if right.blocs_held or right.held else []
    found += standing_told(right.standing, catalogue)
    found += _claim(right)
    if right.blocs_held and not right.blocs_missing and not right.held:
        found.append(whole_told(right.whole, right.as_of))
    return [*found, _vae(right.vae), *_level(right, catalogue), *_conditions(right, catalogue)]


def _conditions(right: Right, catalogue: Catalogue) -> list[str]:
    """What else the fiche asks for, or says of the activity, in its words."""
    fiche = catalogue.certifications.get(right.certification)
    if fiche is None:
        return []
    before, regulated = fiche.conditions.bloc_prerequisites, fiche.conditions.regulations
    told_ = [f"avant de valider un bloc, la fiche demande : « {' '.join(before.split())} »"] if before else []
    return [*told_, f"activité réglementée, dit la fiche : « {' '.join(regulated.split())} »"] if regulated else told_


def notes(held: Held | None, where: Standing | None, catalogue: Catalogue) -> list[str]:
    """What to know of a certification or bloc before one aims at it: that it is held, that one enters it no more."""
    if held:
        return [f"vous l'avez déjà : {chain(held)}"]
    return standing_told(where, catalogue) if where and where.entry in {Entry.CLOSED, Entry.NOT_YET} else []


def plan_notes(plan: Plan, catalogue: Catalogue) -> list[str]:
    """The same of the target of a plan, and that all the blocs of a certification are held when it is not."""
    told = notes(plan.held, plan.standing, catalogue)
    return [*told, blocs_all_held(plan.whole, plan.as_of)] if plan.whole else told


def blocs_all_held(whole: Whole, as_of: date) -> str:
    """What to know of a certification, not held, when all its blocs are."""
    return f"vous en tenez tous les blocs ; {whole_told(whole, as_of)}"


def whole_told(whole: Whole, as_of: date) -> str:
    """Whether holding every bloc gives the certification, as its fiche says."""
    return WHOLE[whole.outcome].format(whole.words) + _by((Law.WHOLE,), as_of)


def chain(held: Held, as_of: date | None = None) -> str:
    """How something is held: « RNCP31114 → RNCP37674 (R6113-9) → RNCP37674BC01 (L6113-1) », or « obtenu ».

    With the articles in force on a day; all of them without one.
    """
    read = f", lu dans votre intitulé « {held.read_in} »" if held.read_in else ""
    if not held.chain:
        return f"obtenu{read}"
    links = (_link(link, as_of or date.max) for link in held.chain)
    return " → ".join([" + ".join(held.chain[0].needs), *links]) + read


def with_blocs(held: Sequence[Held]) -> list[tuple[Held, tuple[Held, ...]]]:
    """What is held, each certification with its blocs that it alone gives (L6113-1), told with it."""
    own: dict[str, list[Held]] = {}
    for one in held:
        if one.chain and one.chain[-1].law is Law.BLOCS:
            own.setdefault(one.chain[-1].needs[0], []).append(one)
    given = {one.code for blocs in own.values() for one in blocs}
    return [(one, tuple(own.get(one.code, ()))) for one in held if one.code not in given]


def closed_by_then(held: Held, catalogue: Catalogue) -> str:
    """That the fiche in which a title was read had closed before the diploma; empty where it had not."""
    fiche = catalogue.certifications.get(held.code)
    end = (fiche.last_delivery or fiche.registration_end) if fiche and held.read_in else None
    if not end or end.toordinal() >= held.since:
        return ""
    return f" ; fiche close le {end:%d/%m/%Y}, avant votre diplôme : demandez au certificateur celle qui l'a remplacée"


def blocs_told(blocs: Sequence[Held], catalogue: Catalogue) -> str:
    """The blocs of a certification held, those of its trade before those of general education."""
    titles = [catalogue.blocs[one.code].title or one.code for one in blocs]
    first = sorted(titles, key=is_schooling)[:SHOWN]
    more = f", et {len(titles) - len(first)} de plus" if len(titles) > len(first) else ""
    return f"et ses {len(titles)} blocs{_by((Law.BLOCS,), date.max)} : {' ; '.join(first)}{more}"


def sentence_told(sentence: Sentence) -> str:
    """How far the evidence covers a sentence of a bloc."""
    return STATUS[sentence.status] if sentence.status else "Non rapproché de ROME"


def _link(link: Link, as_of: date) -> str:
    return link.code + _by((link.law,), as_of)


def _by(laws: Iterable[Law], as_of: date) -> str:
    """« (L6113-5, R6412-3) »: the articles of rules, of those in force on a day; nothing when none was."""
    articles = ", ".join(dict.fromkeys(RULES[law].article for law in in_force(laws, as_of)))
    return f" ({articles})" if articles else ""


def _held_of(right: Right) -> str:
    if right.held:
        return f"vous l'avez : {chain(right.held, right.as_of)}"
    held, total = len(right.blocs_held), len(right.blocs_held) + len(right.blocs_missing)
    whose = f"{held} de ses {total} blocs tenus"
    if right.code != right.certification:
        whose = (
            f"de {right.certification}, {held} bloc{'s' if held > 1 else ''} sur {total} tenu{'s' if held > 1 else ''}"
        )
    return whose + (f" ; manque {', '.join(right.blocs_missing)}" if right.blocs_missing else "") + _options(right)


def _options(right: Right) -> str:
    """Which of the missing blocs not every holder takes."""
    codes = ", ".join(right.blocs_optional)
    if len(right.blocs_optional) == 1:
        return f", dont une option ({codes}) : le certificateur dit si elle est demandée"
    return f", dont des options ({codes}) : le certificateur dit lesquelles suffisent" if codes else ""


def standing_told(where: Standing, catalogue: Catalogue) -> list[str]:
    """Who may enter a certification, and what replaced it."""
    by_law = _by({Law.ENTRY}.intersection(where.laws), date.max)
    if where.entry is Entry.OPEN:
        return [f"on y entre{_until(where.entry_until)}{by_law}"]
    if where.entry is Entry.NOT_YET:
        return [f"pas encore en vigueur{by_law}"]
    if where.entry is Entry.UNKNOWN:
        return ["rien ne dit si l'on peut encore y entrer"]
    ended = f" depuis le {where.entry_until:%d/%m/%Y}" if where.entry_until else ""
    delivered = {
        True: f", elle est encore délivrée{_until(where.delivered_until)}",
        False: ", elle n'est plus délivrée",
        None: ", rien ne dit jusqu'à quand elle est délivrée",
    }[where.delivered]
    return [f"on n'y entre plus{ended}{by_law}{delivered}", _after(where, catalogue)]


def _after(where: Standing, catalogue: Catalogue) -> str:
    if where.replaced_by:
        names = " ; ".join(
            f"{code} {catalogue.certifications[code].title or ''}".rstrip() for code in where.replaced_by
        )
        return f"remplacée par {names}"
    if where.occupations:
        return f"rien d'ouvert ne la remplace, à ce qu'on en sait ; elle menait à {', '.join(where.occupations)}"
    return "rien d'ouvert ne la remplace, à ce qu'on en sait"


def _claim(right: Right) -> list[str]:
    """What a bloc held says, or does not, of a certification closed since."""
    by_law = _by((Law.CLAIM,), right.as_of)
    if right.claim:
        return [f"commencée avant la fermeture, votre droit est gardé{by_law}"]
    kept = f"qui y est entré avant la fermeture garde son droit{by_law}"
    return [f"à vérifier : {kept} ; la date d'inscription n'est pas connue"] if right.claim_to_check else []


def _until(day: date | None) -> str:
    return f" jusqu'au {day:%d/%m/%Y}" if day else ""


def vae_reason(found: Vae) -> str:
    """Why an application may be made, or may not."""
    since = f"{RULES[found.awaits].since:%d/%m/%Y}" if found.awaits else ""
    return GROUND[found.ground].format(year=found.as_of.year, since=since)


def _vae(found: Vae) -> str:
    said = f"{ADMISSIBLE[found.admissible]} : {vae_reason(found)}{_by(found.laws, date.max)}"
    return said if found.admissible is Admissible.NEEDLESS else f"{said} ; une indication, jamais une décision"


def _level(right: Right, catalogue: Catalogue) -> list[str]:
    found, fiche = right.level, catalogue.certifications.get(right.certification)
    old = f", celui de {fiche.level_from} qu'elle remplace" if fiche and fiche.level_from else ""
    given = [f"niveau {found.given}{old}{_by((Law.LEVEL,), right.as_of)}"] if found.given else []
    if found.required:
        return [*given, f"la fiche demande au moins un niveau {found.required} : « {found.words} »"]
    return [*given, f"prérequis : « {found.words} »"] if found.words else given
