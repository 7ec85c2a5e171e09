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
