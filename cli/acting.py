"""Who acts: `--as` and what goes with it, as an actor of `passport.access`.

The command line is the console of who keeps the vault: what `--as` says is stated, not proven; the journal tells it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from answers.errors import UsageError
from cli.common import parse_day
from referentials.days import today

if TYPE_CHECKING:
    from passport.access.actor import Actor

OPERATOR = "console"
"""Id of the operator where `--as` names none."""
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="QUI",
        help="Pour qui agir : holder:ID (titulaire), agent:ID@ORGANISME, issuer:ID (émetteur), guest:ID (personne ou "
        "organisme à qui l'on a partagé), operator:ID. La console est celle de qui tient le coffre : rien ne "
        "prouve qui l'on dit, et le journal le note.",
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
    date | None,
    typer.Option(
        "--habilitated-until", parser=parse_day, metavar="DATE", help="Dernier jour de l'habilitation de l'agent."
    ),
]
LinkOption = Annotated[
    str | None,
    typer.Option(
        "--link", envvar="ACQUIS_SHARE_TOKEN", metavar="JETON", help="Jeton d'un partage par lien, au lieu de --as."
    ),
]


def read_actor(
    said: str | None, holder: str | None = None, mission: str | None = None, habilitated_until: date | None = None
) -> Actor:
    """The actor that `--as` says. `holder`: whose passport is asked about, for who says `holder` alone.

    What the registry and the vault know of them (days, age, share), the service adds. Raises UsageError: what cannot be
    read, and what would do.
    """
    from answers.words.vault import AS_FORMS, bad_id
    from passport.access.actor import Actor, ActorKind

    word, named, rest = (said or "").partition(":")
    if word not in list(ActorKind):
        raise UsageError(AS_FORMS)
    kind, body = ActorKind(word), ""
    if kind is ActorKind.AGENT:
        rest, _, body = rest.rpartition("@")
    name = rest if named else {ActorKind.HOLDER: holder, ActorKind.OPERATOR: OPERATOR}.get(kind)
    if not name or (kind is ActorKind.AGENT and not body):
        raise UsageError(AS_FORMS)
    if not is_id(name):
        raise UsageError(bad_id("--as"))
    if kind is ActorKind.AGENT:
        return _agent(name, body, mission, habilitated_until)
    return Actor(kind=kind, id=name)


def is_id(name: str) -> bool:
    """Whether a text may be the id of somebody: what the journal takes for one."""
    from passport.journal.entry import is_identifier

    return is_identifier(name)


def read_own(said: str | None, kind: str) -> Actor:
    """The same, of a command that one kind of actor gives. Raises UsageError for another."""
    from answers.words.vault import only_for

    actor = read_actor(said or ("operator" if kind == "operator" else None))
    if actor.kind != kind:
        raise UsageError(only_for(kind))
    return actor


def _agent(name: str, body: str, mission: str | None, until: date | None) -> Actor:
    from answers.words.vault import unknown_word
    from passport.access.actor import Actor, ActorKind, Body, Mission, Period

    for said, known in ((body, Body), (mission, Mission)):
        if said is not None and said not in list(known):
            raise UsageError(unknown_word(said, [str(one) for one in known]))
    period = Period(min(today(), until), until) if until else None
    sent = Mission(mission) if mission else None
    return Actor(kind=ActorKind.AGENT, id=name, body=Body(body), mission=sent, habilitation=period)
