"""Rights as French text for people."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from answers.words.evidence import record_names
from answers.words.own_trade import opened
from answers.words.rights import blocs_told, chain, closed_by_then, none_held, sentence_told, told, with_blocs
from answers.words.standing import record_told
from cli.render.standing import render_vouched
from passport.document.model import Passport
from recommend.engine import Engine
from recommend.profile.profile import Profile
from recommend.rights.rights import Right, Rights


def render_rights(out: Console, engine: Engine, passport: Passport, profile: Profile, found: Rights) -> None:
    """What the law opens, unless something was asked about; what is held and through what; what was asked about."""
    if not found.asked:
        _opened(out, engine, profile)
    out.print()
    out.print("[bold]Ce que vous tenez[/]" if found.held else f"[bold]{none_held(passport)}[/]")
    names = record_names(passport, profile.as_of)
    for held, blocs in with_blocs(found.held):
        how = record_told(profile.checks, held.record, guaranteed=held.guaranteed)
        closed = closed_by_then(held, engine.catalogue)
        _line(out, f"{_named(engine, held.code)} : {chain(held)} ; {names[held.record]}, {how}{closed}", 2)
        if blocs:
            _line(out, blocs_told(blocs, engine.catalogue), 4)
    if found.held:
        render_vouched(out, passport, profile)
    _section(out, engine, "Commencé", found.begun)
    _section(out, engine, "Vos droits", found.asked)
    if found.asked:
        _opened(out, engine, profile)


def _opened(out: Console, engine: Engine, profile: Profile) -> None:
    out.print()
    out.print("[bold]Ce que vous pouvez demander[/]")
    for line in opened(engine.own_trades(profile), profile, engine.catalogue):
        _line(out, f"- {line}", 2)


def _section(out: Console, engine: Engine, title: str, rights: Sequence[Right]) -> None:
    if not rights:
        return
    out.print()
    out.print(f"[bold]{title}[/]")
    for right in rights:
        _line(out, _named(engine, right.code), 2)
        for line in told(right, engine.catalogue):
            _line(out, f"- {line}", 4)
        if right.sentences:
            _line(out, "- ce que vos traces couvrent, phrase par phrase (une indication) :", 4)
        for sentence in right.sentences:
            _line(out, f"{sentence_told(sentence)} : {sentence.text}", 8)


def _named(engine: Engine, code: str) -> str:
    catalogue = engine.catalogue
    if code in catalogue.blocs:
        return f"{code} {catalogue.blocs[code].title}"
    return f"{code} {catalogue.certifications[code].title or ''}".rstrip() if code in catalogue.certifications else code


def _line(out: Console, text: str, by: int) -> None:
    out.print(Padding(escape(text), (0, 0, 0, by)))
