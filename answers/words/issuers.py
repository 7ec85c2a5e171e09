"""Issuers, their keys and what they may vouch for, in French; and why a registry, or a signed file, is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from answers.shapes.issuers import FormerScopeShown, IssuerShown, KeyShown, KeyState, MandateShown
from answers.words.papers import KIND
from answers.words.passport import FAULT
from answers.words.standing import PROBLEM
from answers.words.surfaces import Names
from passport.document.model import ExperienceKind
from passport.proof.errors import RefusedProofError, RegistryError, RegistryProblem
from passport.proof.registry import IssuerRole, RecordKind

ROLE: Mapping[IssuerRole, str] = MappingProxyType(
    {
        IssuerRole.CERTIFIER: "certificateur",
        IssuerRole.EMPLOYER: "employeur",
        IssuerRole.TRAINING_BODY: "organisme de formation",
        IssuerRole.ACTIVITY_BODY: "organisme d'activités (L5151-9)",
        IssuerRole.OPERATOR: "service qui tient les passeports",
        IssuerRole.TEACHING: "émetteur d'essai, inventé",
    }
)
RECORD: Mapping[RecordKind, str] = MappingProxyType(
    {
        **{RecordKind(kind.value): KIND[kind] for kind in ExperienceKind},
        RecordKind.TRAINING: "formation suivie",
        RecordKind.CERTIFICATION: "certification",
        RecordKind.BLOC: "bloc de compétences",
        RecordKind.QUALIFICATION: "permis, habilitation, carte",
        RecordKind.LANGUAGE: "langue",
    }
)
STATE: Mapping[KeyState, str] = MappingProxyType(
    {
        KeyState.TO_COME: "pas encore en usage",
        KeyState.IN_USE: "en usage",
        KeyState.ENDED: "close ; ce qu'elle a signé tient",
        KeyState.COMPROMISED: "compromise : rien de ce qu'elle a signé ne tient",
    }
)
REGISTRY: Mapping[RegistryProblem, str] = MappingProxyType(
    {
        RegistryProblem.UNREADABLE: "fichier introuvable ou illisible ({said}). Vérifiez le chemin donné.",
        RegistryProblem.UNWRITABLE: "impossible d'y écrire ({said}). Vérifiez le dossier et ses droits.",
        RegistryProblem.NOT_JSON: "ce n'est pas un registre : {fault}.",
        RegistryProblem.FIELD: "{fault}.",
        RegistryProblem.SAME_ISSUER: "l'identifiant {id} est déjà celui d'un émetteur. Donnez-en un autre, ou ôtez le "
        "doublon.",
        RegistryProblem.SAME_KEY: "l'émetteur a déjà une clé nommée {kid}. Donnez à celle-ci un autre nom.",
        RegistryProblem.SHARED_KEY: "une même clé est tenue deux fois : {issuers} (clés {kids}). Qui la tient "
        "signerait pour l'autre : ôtez-la à l'un, et donnez-lui la sienne.",
        RegistryProblem.BEYOND_ROLE: "un émetteur de rôle {role} n'atteste pas {kinds}. Ôtez ces genres, ou corrigez "
        "le rôle. Genres permis : {most}.",
        RegistryProblem.PRIVATE_KEY: "clé privée. Seule la clé publique se donne : celle-ci est à considérer comme "
        "divulguée, remplacez-la.",
        RegistryProblem.BAD_KEY: "pas de clé utilisable. Donnez une clé publique P-256, Ed25519 ou RSA d'au moins "
        "2048 bits, en JWK ou en PEM.",
        RegistryProblem.NOT_PRIVATE: "pas de clé privée qui signe. Donnez une clé privée P-256, Ed25519 ou RSA d'au "
        "moins 2048 bits, en JWK ou en PEM sans mot de passe, ou le fichier de la clé que l'on a faite ici.",
        RegistryProblem.OTHER_ISSUER: "cette clé est celle de {id}, et vous signez pour {asked}. Donnez la sienne.",
        RegistryProblem.NAMELESS_KEY: "cette clé ne dit pas de qui elle est : nommez l'émetteur par son identifiant du "
        "registre (issuer:ID).",
        RegistryProblem.ENDS_BEFORE: "la clé finirait avant d'avoir commencé. Corrigez les dates.",
        RegistryProblem.PAST: "un changement au {from:%d/%m/%Y} récrirait ce qui a été signé ou inscrit avant le "
        "{on:%d/%m/%Y}. Donnez ce jour, ou un jour qui le suit.",
        RegistryProblem.MANDATE_ENDS_BEFORE: "le mandat finirait avant d'avoir commencé. Corrigez les dates.",
        RegistryProblem.NO_MANDATE: "{sender} ne transmet rien pour {id} ce jour-là. Vérifiez l'identifiant et le "
        "jour.",
        RegistryProblem.UNKNOWN_ISSUER: "aucun émetteur {id}. {known}",
        RegistryProblem.UNKNOWN_KEY: "l'émetteur {id} n'a pas de clé {kid}. Les siennes : {known}.",
        RegistryProblem.ALREADY_REVOKED: "{id} est révoqué depuis le {on:%d/%m/%Y}.",
        RegistryProblem.OLDER_LIST: "la liste {uri} dont on dispose est plus récente. Donnez la dernière.",
        RegistryProblem.OPEN_KEY: "d'autres que son propriétaire peuvent lire cette clé privée. Réservez-la : "
        "chmod 600.",
        RegistryProblem.EXISTS: "une clé y est déjà, et n'est pas remplacée. Donnez un autre fichier.",
    }
)
"""By problem; the fault of a document is told by its own words."""
FORMS = {
    "date_from_datetime_parsing": "date attendue sous la forme AAAA-MM-JJ",
    "date_parsing": "date attendue sous la forme AAAA-MM-JJ",
    "date_type": "date attendue sous la forme AAAA-MM-JJ",
    "dict_type": "un objet JSON est attendu",
    "frozen_set_type": "une liste est attendue",
}
"""By pydantic's types of faults, those that passports do not have."""
_KNOWN = 5
"""Identifiers that an error names."""
_LISTED = ("issuers", "kids", "kinds", "most")
"""Parameters that are lists."""
_ALL_KINDS = "tout"
_KEEPS = "aucune ligne ; signe les CV, la liste de ceux qui sont révoqués et le journal"
"""What who keeps the passports signs."""


def registry_told(error: RegistryError, _: Names) -> str:
    """What is wrong with a registry or a key: file, field, remedy."""
    said = dict(error.parameters)
    code = str(said.get("code", said.get("type", "")))
    told = FORMS.get(code) or FAULT.get(code)
    said["fault"] = told.format(**said) if told else str(said.get("said", code))
    said |= {name: ", ".join(map(str, many)) for name in _LISTED if isinstance(many := said.get(name), list)}
    known = said.get("known")
    if isinstance(known, list):
        named = ", ".join(map(str, known[:_KNOWN])) + (", …" if len(known) > _KNOWN else "")
        said["known"] = (f"Connus : {named}." if known else "Le registre est vide.") if "kid" not in said else named
    where = ", ".join(filter(None, (error.file, error.path)))
    return f"Registre des émetteurs{f' ({where})' if where else ''} : {REGISTRY[error.problem].format(**said)}"


def refused_told(error: RefusedProofError, _: Names) -> str:
    """Why what was to be signed by an issuer is refused."""
    who = f"l'émetteur « {error.issuer.name} »" if error.issuer else "son émetteur"
    reason = PROBLEM[error.problem].format(who=who)
    return f"Signature refusée : {reason}. Vérifiez le fichier, l'émetteur et sa clé au registre."


def scope_told(issuer: IssuerShown) -> str:
    """What an issuer may vouch for, by the last change."""
    return _scope_told(issuer, issuer.role)


def former_told(former: FormerScopeShown, role: IssuerRole) -> str:
    """What it could vouch for up to a day."""
    return f"jusqu'au {former.until:%d/%m/%Y} : {_scope_told(former, role)}"


def _scope_told(issuer: IssuerShown | FormerScopeShown, role: IssuerRole) -> str:
    """What an issuer may vouch for."""
    every = len(issuer.kinds) == len(RecordKind)
    nothing = _KEEPS if role == IssuerRole.OPERATOR else "rien"
    kinds = _ALL_KINDS if every else ", ".join(RECORD[kind] for kind in RecordKind if kind in issuer.kinds) or nothing
    codes = (
        f" ; certifications : {', '.join(issuer.certifications) or 'aucune'}"
        if issuer.certifications is not None
        else ""
    )
    places = f" ; territoires : {', '.join(issuer.countries) or 'aucun'}" if issuer.countries is not None else ""
    return f"{kinds}{codes}{places}"


def period_told(mandate: MandateShown) -> str:
    """Who may hand in for a time."""
    since = f"depuis le {mandate.valid_from:%d/%m/%Y}" if mandate.valid_from else ""
    until = f"jusqu'au {mandate.valid_until:%d/%m/%Y}" if mandate.valid_until else ""
    return f"{mandate.id} ({' '.join(filter(None, (since, until))) or 'sans terme'})"


def key_told(key: KeyShown) -> str:
    """A key, its period, and what it can do."""
    period = (
        f"du {key.valid_from:%d/%m/%Y} au {key.valid_until:%d/%m/%Y}"
        if key.valid_until
        else (f"depuis le {key.valid_from:%d/%m/%Y}")
    )
    since = f" (le {key.compromised_on:%d/%m/%Y})" if key.compromised_on else ""
    return f"clé {key.kid} ({key.algorithm}), {period} : {STATE[key.state]}{since}"


def revocation_told(issuer: IssuerShown) -> str:
    """That an issuer is revoked, since when, and what follows; empty where it is not."""
    if issuer.revoked_on is None:
        return ""
    return f"RÉVOQUÉ à compter du {issuer.revoked_on:%d/%m/%Y} : rien de ce qu'il a signé ne tient"
