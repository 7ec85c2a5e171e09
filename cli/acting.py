"""Who acts: `--as` and what goes with it, as an actor of `passport.access`.

The command line is the console of who keeps the vault: what `--as` says is stated, not proven, and the journal tells so.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from answers.errors import UsageError
from cli.common import parse_day

if TYPE_CHECKING:
    from datetime import date

    from passport.access.actor import Actor, Period
    from passport.proof.registry import Registry

OPERATOR = "console"
"""Id of the operator where `--as` names none."""
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="QUI",
        help="Pour qui agir : holder:ID (titulaire), agent:ID@ORGANISME, issuer:ID (émetteur), guest:ID (personne ou "
        "organisme à qui l'on a partagé), operator:ID. La console est celle de qui tient le coffre : rien ne le prouve, "
        "et le journal le dit.",
    ),
]
MissionOption = Annotated[
    str | None,
    typer.Option(
        "--mission",
        metavar="MISSION",
        help="Mission de l'agent : orientation, support (accompagnement), training (formation), insertion.",
    ),
]
HabilitatedUntil = Annotated[
    "date | None",
    typer.Option(
        "--habilitated-until", parser=parse_day, metavar="DATE", help="Dernier jour de l'habilitation de l'agent."
    ),
]
Via = Annotated[
    str | None, typer.Option("--link", metavar="JETON", help="Jeton d'un partage par lien, au lieu de --as.")
]
_FORM = re.compile(r"(?P<kind>holder|agent|issuer|guest|operator)(?::(?P<id>[\w.:/#%?=&+~-]{1,200})(?:@(?P<body>\w+))?)?")


def read_actor(
    said: str | None,
    registry: Registry,
    at: datetime,
    *,
    holder: str | None = None,
    mission: str | None = None,
    habilitated_until: date | None = None,
) -> Actor:
    """The actor that `--as` says. `holder`: whose passport is asked about, for who says `holder` alone.

    Raises UsageError: what cannot be read, and what would do.
    """
    from answers.words.vault import AS_FORMS
    from passport.access.actor import Actor, ActorKind

    found = _FORM.fullmatch(said or "")
    kind = ActorKind(found["kind"]) if found else None
    name = (found["id"] if found else None) or (holder if kind is ActorKind.HOLDER else None)
    if kind is ActorKind.OPERATOR:
        name = name or OPERATOR
    if found is None or kind is None or name is None or bool(found["body"]) != (kind is ActorKind.AGENT):
        raise UsageError(AS_FORMS)
    if kind is ActorKind.AGENT:
        return _agent(name, found["body"], mission, habilitated_until, at)
    period = _registered(name, registry) if kind is ActorKind.ISSUER else None
    return Actor(kind=kind, id=name, habilitation=period)


def operator(said: str | None) -> Actor:
    """The operator that `--as` says, or that of the console. Raises UsageError for anybody else."""
    from answers.words.vault import OPERATOR_ONLY
    from passport.access.actor import Actor, ActorKind

    found = re.fullmatch(r"operator(?::([\w.:@-]{1,80}))?", said or "operator")
    if not found:
        raise UsageError(OPERATOR_ONLY)
    return Actor(kind=ActorKind.OPERATOR, id=found[1] or OPERATOR)


def _agent(name: str, body: str, mission: str | None, until: date | None, at: datetime) -> Actor:
    from answers.words.vault import unknown_word
    from passport.access.actor import Actor, ActorKind, Body, Mission, Period

    try:
        member, sent = Body(body), Mission(mission) if mission else None
    except ValueError as error:
        known = Body if body not in list(Body) else Mission
        raise UsageError(unknown_word(body if known is Body else str(mission), list(known))) from error
    period = Period(min(at.date(), until), until) if until else None
    return Actor(kind=ActorKind.AGENT, id=name, body=member, mission=sent, habilitation=period)


def _registered(name: str, registry: Registry) -> Period | None:
    """Days for which the registry has an issuer."""
    from datetime import timedelta

    from passport.access.actor import Period

    issuer = registry.of(name)
    if issuer is None or not issuer.keys:
        return None
    last = issuer.revoked_on - timedelta(days=1) if issuer.revoked_on else None
    return Period(min(key.valid_from for key in issuer.keys), last)
