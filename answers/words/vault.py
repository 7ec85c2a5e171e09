"""Passports that are kept, in French: who acts, what was done, shares, the journal, the vault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from answers.words.forms import many
from answers.words.permissions import ACTION, BODY, GROUND, MISSION, REASON
from answers.words.service import FIELD, ID_FORM
from answers.words.vault_errors import JOURNAL
from passport.access.actor import ActorKind, Body, Mission
from passport.access.share import GranteeKind
from passport.access.terms import Action, Ground, Reason
from passport.journal.check import Break
from passport.journal.entry import ID_MOST, Entry, Outcome
from referentials.days import FRANCE

AS_FORMS = (
    "Dites pour qui agir avec --as : holder:ID (le titulaire), agent:ID@ORGANISME (avec --mission et "
    "--habilitated-until), issuer:ID (un émetteur du registre), guest:ID (qui a un partage), operator:ID."
)
ONLY = MappingProxyType(
    {
        ActorKind.HOLDER: "C'est au titulaire de le faire : --as holder:ID.",
        ActorKind.ISSUER: "C'est à un émetteur du registre de le faire : --as issuer:ID.",
        ActorKind.OPERATOR: "C'est à qui tient le coffre de le faire : --as operator:ID, ou rien.",
    }
)
ACTOR = MappingProxyType(
    {
        ActorKind.HOLDER: "le titulaire",
        ActorKind.AGENT: "l'agent {id}",
        ActorKind.ISSUER: "l'émetteur {id}",
        ActorKind.GUEST: "qui a le partage {id}",
        ActorKind.OPERATOR: "la tenue du coffre ({id})",
    }
)
DONE = MappingProxyType(
    {
        Action.CORRECT_DECLARED: "La ligne est corrigée.",
        Action.REMOVE_DECLARED: "La ligne est retirée : elle était la vôtre.",
        Action.CORRECT: "La ligne est corrigée ; le titulaire le voit dans son journal.",
        Action.WITHDRAW: "La ligne est retirée par son émetteur : elle ne compte plus, et le titulaire le voit.",
        Action.CONTEST: "La ligne est contestée : tous ceux qui la voient le voient. Son émetteur seul la corrige.",
        Action.LIMIT: "L'usage du passeport est limité : il est conservé, et ne se lit plus sans un nouvel accord.",
        Action.RECTIFY_IDENTITY: "L'identité est rectifiée.",
        Action.SHARE: "La ligne n'est plus montrée dans aucun partage.",
    }
)
UNDONE = MappingProxyType(
    {
        Action.CONTEST: "La ligne n'est plus contestée.",
        Action.LIMIT: "L'usage du passeport n'est plus limité.",
        Action.SHARE: "La ligne peut de nouveau être montrée dans un partage.",
    }
)
"""What was done, and the same undone."""
CHANGE = MappingProxyType(
    {
        "listed": "en lire la liste",
        "hidden": "cacher une ligne des partages",
        "shown": "ne plus cacher une ligne des partages",
        "limited": "limiter l'usage du passeport",
        "lifted": "ne plus limiter l'usage du passeport",
        "contested": "contester une ligne",
        "settled": "ne plus contester une ligne",
        "drafted": "préparer un CV signé",
        "signed": "signer la tête du journal",
        "told": "redire la tête du journal",
        "who": "rectifier l'identité, nom ou date de naissance compris, sur justificatif",
        "civil": "rectifier l'identité, sur justificatif",
        "alive": "annuler l'enregistrement d'un décès",
        "master": "changer la clé maîtresse",
        "restored": "refaire le coffre d'une sauvegarde",
        "upgraded": "mettre le coffre au schéma d'une version plus récente",
        "downgraded": "ramener le coffre au schéma d'une version plus ancienne",
    }
)
"""What was done, where the journal says it closer than the action."""
NO_HOLDER = "Dites de quel passeport : l'identifiant du titulaire, après la commande."
DEATH_DAY = "Donnez le jour du décès, ou --undo pour annuler celui qui a été enregistré par erreur."
DEATH_TO_COME = "Ce jour est à venir : un décès s'enregistre quand il a eu lieu."
NO_LINES = (
    "--lines ne nomme aucune ligne : ôtez l'option pour les partager toutes, ou nommez-les (acquis passport show)."
)
NO_WORDS = "Dites pourquoi la ligne est contestée : --contest MOTS."
NOT_OPEN = "Ce passeport n'est pas encore ouvert : donnez l'identité du titulaire avec --identity FICHIER."
NO_LINE = "Dites de quelle ligne : son identifiant (acquis passport show), après la commande."
ONE_CHANGE = (
    "Une chose à la fois : --with FICHIER, --remove, --withdraw, --contest MOTS, --uncontest, --hide, --unhide ou "
    "--identity FICHIER."
)
WITH_FORMS = "Dites avec qui : --with person:ID, --with body:ID, ou --with link (qui a le lien)."


def bad_id(option: str) -> str:
    """What is given where an id is wanted."""
    return f"{option} : ce qui est donné n'est pas un identifiant. {ID_FORM.format(most=ID_MOST)}"


def no_evidence(known: Sequence[str]) -> str:
    """A rectification by the operator that does not say whose, or on what."""
    return (
        "La rectification par qui tient le coffre dit de quel passeport (l'identifiant du titulaire, après la "
        f"commande) et sur quel justificatif : --evidence {' | '.join(known)}."
    )


def only_for(kind: str) -> str:
    """Who a command is for."""
    return ONLY[ActorKind(kind)]


def unknown_word(said: str, known: Sequence[str]) -> str:
    """A body or a mission that is none."""
    return f"« {said[:80]} » n'est pas de la liste : {', '.join(known)}."


def instant(at: datetime) -> str:
    """An instant as people in France say it.

    >>> from datetime import UTC
    >>> instant(datetime(2026, 11, 26, 8, 5, tzinfo=UTC))
    '26/11/2026 à 9 h 05'
    """
    there = at.astimezone(FRANCE)
    return f"{there:%d/%m/%Y} à {there.hour} h {there:%M}"


def restored_told(last_at: datetime | None) -> tuple[str, str]:
    """What a vault made of a backup has not, and how to find it; `last_at`: of the last entry of its journal."""
    since = f"le {instant(last_at)}" if last_at else "cette sauvegarde"
    again = (
        f"Le coffre est celui de la sauvegarde : ce qui a été décidé depuis {since} n'y est pas et doit être refait "
        "(partages et CV révoqués, décès, limitations, retraits, corrections)."
    )
    compare = (
        "Pour comparer : acquis passport journal --verify --copies FICHIER (têtes gardées ailleurs) dit s'il manque "
        "quelque chose ; le journal du coffre d'avant, s'il se lit encore, dit quoi."
    )
    return again, compare


def done_told(action: Action, *, undone: bool = False) -> str:
    """What was done with a line, or with the passport."""
    return (UNDONE if undone else DONE)[action]


def ground_told(ground: Ground, article: str | None) -> str:
    """On what ground something was allowed.

    >>> ground_told(Ground.HOLDER, "L6323-8 III")
    "c'est son propre passeport (code du travail, L6323-8 III)"
    """
    return f"{GROUND[ground]}{f' (code du travail, {article})' if article else ''}"


def actor_told(kind: ActorKind, name: str, details: Mapping[str, str | int]) -> str:
    """Who acted, and how they came in."""
    said = ACTOR[kind].format(id=name)
    body, mission = details.get("body"), details.get("mission")
    known = [
        *([BODY[Body(body)]] if body in list(Body) else []),
        *([MISSION[Mission(mission)]] if mission in list(Mission) else []),
    ]
    said += f" ({', '.join(known)})" if known else ""
    return f"{said}, dit à la console de l'opérateur" if details.get("via") == "console" else said


def entry_told(entry: Entry) -> str:
    """A line of the journal."""
    who = actor_told(ActorKind(entry.actor.kind), entry.actor.id, entry.details)
    what = CHANGE.get(str(entry.details.get("change"))) or ACTION[Action(entry.action)]
    code, _, article = (entry.ground or "").partition("/")
    why = GROUND[Ground(code)] if code in list(Ground) else REASON[Reason(code)] if code in list(Reason) else ""
    cited = f" ({article.replace('-III', ' III')})" if article else ""
    lines = f" ({many(len(entry.records), 'ligne')})" if entry.records else ""
    refused = "refusé. " if entry.outcome is Outcome.REFUSED else ""
    return (
        f"{who} : {what}{lines}. {refused.capitalize()}{why[:1].upper()}{why[1:].rstrip('.')}{cited}".rstrip(". ") + "."
    )


def break_told(one: Break) -> str:
    """A fault of the journal.

    >>> from passport.journal.check import Fault
    >>> break_told(Break(fault=Fault.REMOVED, seq=3, last=5))
    "l'entrée 3 manque (jusqu'à l'entrée 5)"
    """
    last = f" (jusqu'à l'entrée {one.last})" if one.last and one.last > one.seq else ""
    day = f" (tête du {one.day:%d/%m/%Y})" if one.day else ""
    return f"{JOURNAL[one.fault].format(seq=one.seq)}{last}{day}"


def compared_told(copies: int) -> str:
    """Whether a journal was compared with heads kept elsewhere: without them, one made again wholly is found whole.

    >>> compared_told(2)
    'comparé à 2 têtes gardées ailleurs'
    """
    if not copies:
        return "non comparé à des têtes gardées ailleurs : un journal refait en entier, têtes ôtées, ne se verrait pas"
    return f"comparé à {many(copies, 'tête', 'gardée')} ailleurs"


def late_told(last: date | None) -> str:
    """No head of the journal was signed since yesterday.

    >>> late_told(date(2026, 11, 20))  # doctest: +ELLIPSIS
    'Dernière tête signée le 20/11/2026 : ce qui a été écrit depuis...'
    """
    said = f"Dernière tête signée le {last:%d/%m/%Y}" if last else "Aucune tête n'a été signée"
    since = "ce qui a été écrit depuis" if last else "le journal"
    return (
        f"{said} : {since} peut être récrit sans que rien ne le montre. Signez-en une chaque jour (acquis passport "
        "journal --sign-head), et gardez-en une copie ailleurs."
    )


def share_told(kind: GranteeKind, name: str | None, purpose: str, until: datetime) -> str:
    """With whom, for what, until when.

    >>> from datetime import UTC
    >>> share_told(GranteeKind.LINK, None, "embauche", datetime(2026, 12, 31, 23, tzinfo=UTC))
    "avec qui a le lien, pour « embauche », jusqu'au 31/12/2026 compris"
    """
    who = "qui a le lien" if kind is GranteeKind.LINK else f"« {name} »"
    there = until.astimezone(FRANCE)
    whole = there.time() == time.min
    last = f"{there - timedelta(days=1):%d/%m/%Y} compris" if whole else instant(until)
    return f"avec {who}, pour « {purpose} », jusqu'au {last}"


def unreadable(path: str, said: str) -> str:
    """A file that cannot be read."""
    return f"{path} ne se lit pas ({said}). Vérifiez le chemin donné."


def bad_identity(path: str) -> str:
    """A civil status that is none."""
    return (
        f"{path} n'est pas une identité : un objet JSON dont family_name, given_name et birthdate (AAAA-MM-JJ) sont "
        "donnés, et sub, gender, birthplace, email s'ils sont connus ; rien d'autre."
    )


def not_json(path: str, line: object, column: object) -> str:
    """A file of a civil status that is not JSON; where, if it is known."""
    where = f" (ligne {line}, colonne {column})" if line and column else ""
    return f"{path} n'est pas du JSON lisible{where}. Une identité est un objet JSON, en UTF-8, de quelques lignes."


def bad_head(path: str, line: int) -> str:
    """A line that is no head of a journal."""
    return f"{path}, ligne {line} : ce n'est pas une tête de journal. Une tête par ligne, comme --sign-head l'écrit."


def one_line(path: str, count: int) -> str:
    """A document that should have one record."""
    return f"{path} a {count} lignes : pour en corriger une, donnez un passeport qui n'a que celle-là."


def shown_told(fields: Sequence[str] | None) -> str:
    """What a share shows of what may be hidden; nothing to say where it shows all."""
    if fields is None:
        return ""
    said = ", ".join(FIELD[one] for one in fields)
    return f"montre aussi : {said}" if said else "sans nom, organisme, description ni preuve"
