"""What the door of stored passports says no with: refusals with their article, and what is not there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from answers.words.permissions import ACTION, REASON
from answers.words.surfaces import Names
from passport.access.actor import ActorKind
from passport.access.terms import Reason
from passport.service.errors import (
    IdentifierError,
    NoOperatorError,
    RefusedError,
    ShareError,
    ShareProblem,
    UnknownCvError,
    UnknownPassportError,
    UnknownShareError,
)

FIELD = MappingProxyType(
    {"name": "nom", "organisation": "organisme", "description": "description", "proofs": "preuves"}
)
"""What a share may hide."""
ID_FORM = (
    "Un identifiant est fait de lettres, de chiffres et des signes . : / + = @ # % ? & ~ - _, sans espace, {most} "
    "caractères au plus : donnez celui sous lequel la personne ou l'organisme est connu, et non un nom."
)
"""What an id is; in brackets, the parameter."""
ID_OF: Mapping[str, str] = MappingProxyType(
    {
        ActorKind.HOLDER: "du titulaire",
        ActorKind.AGENT: "de l'agent",
        ActorKind.ISSUER: "de l'émetteur",
        ActorKind.GUEST: "de qui a le partage",
        ActorKind.OPERATOR: "de qui tient le coffre",
    }
)
SHARE: Mapping[ShareProblem, str] = MappingProxyType(
    {
        ShareProblem.ENDS_BEFORE: "il finit avant de commencer, ou il est déjà fini. Donnez une fin à venir.",
        ShareProblem.BEGUN: "il commence avant d'être donné. Laissez son début, ou donnez-le à venir.",
        ShareProblem.TOO_LONG: "il dure plus de {most} jours. Donnez une fin plus proche : un partage se refait.",
        ShareProblem.UNKNOWN_LINE: "le passeport n'a pas ou n'a plus la ligne {line}, ou ce partage ne la montre pas.",
        ShareProblem.UNKNOWN_FIELD: "« {field} » ne se cache pas. Ce qui se montre ou se cache : {known}.",
        ShareProblem.NO_PURPOSE: "il faut dire pour quoi, en {most} caractères au plus.",
        ShareProblem.NO_GRANTEE: "il faut dire avec qui.",
        ShareProblem.BAD_GRANTEE: f"ce qui dit avec qui n'est pas un identifiant. {ID_FORM}",
    }
)


def refused_told(error: RefusedError, _: Names) -> str:
    """A refusal: what was asked, why not, by which article."""
    decision = error.decision
    cited = f" (code du travail, {decision.article})" if decision.article else ""
    return f"Refusé : {ACTION[error.action]}{cited}. {REASON[decision.reason or Reason.NO_RULE]}"


def unknown_passport_told(error: UnknownPassportError, _: Names) -> str:
    """Nobody's."""
    return f"Aucun passeport ne porte l'identifiant « {error.holder} ». Vérifiez-le."


def unknown_share_told(_: UnknownShareError, __: Names) -> str:
    """A share, or its link."""
    return "Ce partage n'existe pas, ou son lien est incomplet. Demandez-en un autre au titulaire."


def unknown_cv_told(_: UnknownCvError, __: Names) -> str:
    """A CV."""
    return "Aucun CV n'a été émis sous cet identifiant. Vérifiez-le sur le document."


def share_told(error: ShareError, _: Names) -> str:
    """What is wrong with a share that is asked for."""
    said = dict(error.parameters)
    if isinstance(known := said.get("known"), list):
        said["known"] = ", ".join(FIELD.get(one, str(one)) for one in known)
    return f"Ce partage ne peut pas être donné : {SHARE[error.problem].format_map(said)}"


def identifier_told(error: IdentifierError, _: Names) -> str:
    """Whose id is none, and what one is."""
    return (
        f"Ce qui est donné pour l'identifiant {ID_OF[error.actor]} n'en est pas un. {ID_FORM.format(most=error.most)}"
    )


def no_operator_told(_: NoOperatorError, names: Names) -> str:
    """The key of the operator."""
    return f"Il faut la clé de l'opérateur pour signer le journal, et elle n'est pas donnée. {names['operator_key']}"


TOLD: Mapping[type, Callable[[Any, Names], str]] = MappingProxyType(
    {
        RefusedError: refused_told,
        UnknownPassportError: unknown_passport_told,
        UnknownShareError: unknown_share_told,
        UnknownCvError: unknown_cv_told,
        ShareError: share_told,
        IdentifierError: identifier_told,
        NoOperatorError: no_operator_told,
    }
)
"""By class, for `answers.words.errors`."""
