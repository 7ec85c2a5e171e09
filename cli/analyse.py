"""`acquis analyse`, `gap`, `search`, `weights`, `demo`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.common import (
    AliasesOption,
    AsOf,
    EncoderOption,
    IssuersOption,
    Json,
    PassportFile,
    SnapshotOption,
    console,
    open_engine,
    print_json,
)
from cli.limits import Steps
from referentials.days import today

if TYPE_CHECKING:
    from passport.document.model import Passport
    from passport.proof.registry import Registry
    from recommend.engine import Engine
    from recommend.profile.profile import Profile

TargetOption = Annotated[
    str,
    typer.Option(
        "--target",
        "-t",
        help="Objectif : code (D1106, RNCP37099, RNCP37099BC01) ou mots (« conducteur de bus », « CAP cuisine »).",
    ),
]
MaybeTarget = Annotated[
    str | None,
    typer.Option(
        "--target",
        "-t",
        help="Objectif : code (D1106, RNCP37099, RNCP37099BC01) ou mots (« conducteur de bus », « CAP cuisine »).",
    ),
]
IgnoreUnknown = Annotated[
    bool,
    typer.Option("--ignore-unknown", help="Laisser de côté, en le disant, les codes inconnus de l'instantané."),
]
ShowAll = Annotated[bool, typer.Option("--all", help="Montrer toutes les lignes, et non les premières.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", "-k", help="Chercher seulement ce genre (répétable) : occupation, appellation, competency, "
                 "macro_competency, knowledge, certification, bloc, training."),
]  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add these commands to the application."""
    for command in (analyse, gap, search, weights):
        app.command()(command)


def analyse(
    passport: PassportFile, target: MaybeTarget = None, as_of: AsOf = None, snapshot: SnapshotOption = None,
    encoder: EncoderOption = None, aliases: AliasesOption = None, issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False,
    steps: Steps = 3, show_all: ShowAll = False, json_: Json = False,
) -> None:  # fmt: skip
    """Lire un passeport : compétences reconnues, et, vers un objectif, écart et prochains pas."""
    read = read_profile(passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown))
    tell(read, target, steps=steps, show_all=show_all, json_=json_)


def tell(
    read: tuple[Engine, Passport, Profile], target: str | None, *, steps: int, show_all: bool, json_: bool
) -> None:
    """Print what was read of a passport, and what lies between it and a target."""
    from answers.builders.analysis import analysis_answer
    from cli.render.access import render_access
    from cli.render.advice import render_gap, render_header, render_plan, render_profile
    from recommend.plan.limits import Limits

    engine, document, profile = read
    found = engine.gap(profile, target) if target else None
    plans = engine.plans(profile, found, Limits(blocs=steps)) if found else []
    if json_:
        print_json(analysis_answer(engine, document, profile, found, plans))
        return
    out = console()
    render_header(out, engine, document, profile)
    render_profile(out, engine, document, profile, show_all=show_all)
    if found:
        render_access(out, engine, profile, found.target.code)
        render_gap(out, engine, document, profile, found, show_all=show_all)
        render_plan(out, engine, profile, plans)


def gap(
    passport: PassportFile, target: TargetOption, as_of: AsOf = None, snapshot: SnapshotOption = None,
    encoder: EncoderOption = None, aliases: AliasesOption = None, issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False,
    json_: Json = False,
) -> None:  # fmt: skip
    """Comparer un passeport à un objectif : acquis, probable, à confirmer, manque."""
    from answers.builders.gap import gap_answer
    from cli.render.access import render_access
    from cli.render.advice import render_gap, render_header, render_questions

    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    found = engine.gap(profile, target)
    if json_:
        print_json(gap_answer(engine, profile, found))
        return
    out = console()
    render_header(out, engine, document, profile)
    render_access(out, engine, profile, found.target.code)
    render_gap(out, engine, document, profile, found, show_all=True)
    render_questions(out, engine, found)


def search(
    text: Annotated[str, typer.Argument(metavar="TEXTE", help="Mots, début de mot, ou code.")],
    kind: Kinds = None,
    n: Annotated[int, typer.Option("-n", min=1, max=100, help="Nombre de réponses.")] = 10,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    json_: Json = False,
) -> None:
    """Chercher un métier, une compétence, une certification, un bloc, une formation."""
    from answers.builders.facts import search_answer
    from answers.errors import UsageError
    from cli.render.advice import render_hits
    from matching.index.search import KINDS

    unknown = sorted(set(kind or ()) - set(KINDS))
    if unknown:
        raise UsageError(f"Genre inconnu : {', '.join(unknown)}. Genres possibles : {', '.join(KINDS)}.")
    engine = open_engine(snapshot, encoder)
    answer = search_answer(engine, text, kind or KINDS, n)
    if json_:
        print_json(answer)
    else:
        render_hits(console(), answer)


def weights(json_: Json = False) -> None:
    """Montrer tous les poids et seuils du moteur, avec leur unité et leur raison."""
    from answers.builders.reading import weights_answer
    from cli.render.advice import render_weights
    from recommend.weights import describe

    answer = weights_answer(describe())
    if json_:
        print_json(answer)
    else:
        render_weights(console(), answer)


@dataclass(frozen=True, slots=True)
class Given:
    """What a command is given to read a passport with."""

    snapshot: str | None = None
    encoder: str | None = None
    aliases: Path | None = None
    issuers: Path | None = None
    ignore_unknown: bool = False


def read_profile(file: Path, as_of: date | None, given: Given) -> tuple[Engine, Passport, Profile]:
    """Read a passport, check who vouches for it, open the engine, infer its profile at a date (default: today)."""
    from passport.document.read import read_passport
    from passport.proof.verify import verified

    day = as_of or today()
    document = verified(read_passport(file), read_issuers(given.issuers), day)
    engine = open_engine(given.snapshot, given.encoder, given.aliases)
    return engine, document, engine.profile(document, day, ignore_unknown=given.ignore_unknown)


def read_issuers(file: Path | None) -> Registry:
    """The registry of a file; else the one of the home of acquis; else nobody's. Raises as `read_registry` does."""
    from passport.proof.registry_file import default_registry, read_registry
    from referentials.home import home

    return read_registry(file) if file else default_registry(home())
