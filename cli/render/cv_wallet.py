"""A CV as a credential in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.markup import escape

from answers.builders.cv_wallet import text_of
from answers.cv.issue import Issued
from answers.cv.token import Choice, TokenCheck
from answers.words.cv import FRENCH
from answers.words.cv_checks import NAME, lines_told, signed_told
from answers.words.cv_tokens import issuer_told, problem_told
from passport.document.standing import Standing
from recommend.profile.evidence import Guarantee

_SIGNED = {"vc-jwt": "Open Badge signé", "sd-jwt": "SD-JWT VC signé, à divulgation choisie", "elm": "ELM, non signé"}


def render_credential(out: Console, issued: Issued, form: str) -> None:
    """A credential that was made of a passport."""
    content = issued.cv.content
    guaranteed = sum(line.standing.status == Standing.GUARANTEED for line in content.lines)
    out.print(f"CV {content.id} : {lines_told(len(content.lines), guaranteed)}")
    revocable = "" if issued.entry or form == "elm" else " ; irrévocable, faute de --statuses"
    out.print(f"{_SIGNED[form]}{revocable}")


def render_token(out: Console, found: TokenCheck) -> None:
    """What a verification found: valid or not, why, by whom, when, what is disclosed."""
    out.print("[bold]CV valable[/]" if found.valid else "[bold]CV NON VALABLE[/]")
    if found.problem:
        out.print(f"  - {escape(problem_told(found.problem))}")
    if found.issuer:
        out.print(f"Établi par : {escape(issuer_told(found.issuer))}")
    if found.signed:
        out.print(f"Le : {signed_told(found.signed)}, d'après l'émetteur")
    if not found.valid:
        return
    if found.kind == "sd-jwt":
        signed = "oui, pour vous" if found.bound else "non demandé"
        out.print(f"Signé par le titulaire : {signed}")
    for value in filter(None, (found.title, *found.holder.values())):
        out.print(f"  {escape(text_of(value))}")
    if found.name_standing:
        out.print(f"Nom : {NAME[found.name_standing]}")
    _render_lines(out, "Garanti", [one for one in found.lines if one.get("standing") == Standing.GUARANTEED])
    _render_lines(out, "Déclaré", [one for one in found.lines if one.get("standing") != Standing.GUARANTEED])
    for guarantee in Guarantee:
        shown = [one for one in found.competencies if one.get("guarantee") == guarantee]
        _render_lines(out, f"Compétences : {FRENCH.guarantees[guarantee].lower()}", shown)


def _render_lines(out: Console, heading: str, lines: Iterable[Mapping[str, Any]]) -> None:
    rows = list(lines)
    if rows:
        out.print(f"{heading} ({len(rows)})")
    for row in rows:
        note = f" : {row['note']}" if row.get("note", heading) != heading else ""
        out.print(f"  - {escape(text_of(row) + note)}")


def render_choices(out: Console, choices: Iterable[Choice]) -> None:
    """What may be shown, by what it is named."""
    for choice in choices:
        out.print(f"{escape(choice.name):>12}  {escape(text_of(choice.value))}", highlight=False)
