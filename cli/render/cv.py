"""A CV in a terminal: what was made, what a verification found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from answers.cv.check import CvCheck
from answers.words.cv import FRENCH
from answers.words.cv_checks import (
    LEVEL,
    NAME,
    PRINTED,
    STANDS,
    declared_told,
    guaranteed_told,
    lines_told,
    problems_told,
    signed_told,
    verdict_told,
)
from answers.words.forms import many
from passport.proof.pdf.found import Level

if TYPE_CHECKING:
    from answers.cv.issue import Issued


def render_made(out: Console, issued: Issued, level: Level | None) -> None:
    """What was made of a passport."""
    content = issued.cv.content
    guaranteed = len(guaranteed_told(content))
    pages = "1 page" if issued.cv.pages == 1 else f"{issued.cv.pages} pages"
    out.print(f"CV {content.id} : {pages}, {lines_told(len(content.lines), guaranteed)}")
    out.print(LEVEL[level] if level else "Non signé : c'est un brouillon (--sign CLÉ.p12 le signe).")
    left = content.lines_left_out, content.competencies_left_out
    if any(left):
        out.print(f"Faute de place, laissées de côté : {many(left[0], 'ligne')} et {many(left[1], 'compétence')}.")


def render_check(out: Console, found: CvCheck) -> None:
    """What a verification found: valid or not, why, by whom, when, whether it stands, what is guaranteed."""
    out.print(f"[bold]{verdict_told(found)}[/]")
    for told in problems_told(found):
        out.print(f"  - {escape(told)}")
    pdf = found.pdf
    if pdf.signer:
        trusted = "" if pdf.trusted else " (nom que dit le certificat, sans confiance)"
        out.print(f"Signé par : {escape(pdf.signer)}{trusted}")
    if pdf.issued_at:
        said = "" if pdf.stamped_at else ", d'après le signataire"
        out.print(f"Le : {signed_told(pdf.issued_at)}{said}")
    if pdf.level:
        out.print(f"Signature : {LEVEL[pdf.level]}")
    out.print(f"Tout le document est signé : {'oui' if pdf.total else 'non'}")
    if not found.content:
        return
    _render_content(out, found)


def _render_content(out: Console, found: CvCheck) -> None:
    content = found.content
    assert content is not None
    by = f" par {found.superseded_by}" if found.superseded_by else ""
    out.print(
        f"CV {content.id} de {escape(content.name)}, du {FRENCH.day(content.issued)} : {STANDS[found.stands]}{by}"
    )
    out.print(f"Nom : {NAME[content.name_standing]}")
    out.print(f"Pages : {PRINTED[found.printed]}")
    for heading, lines in (("Garanti", guaranteed_told(content)), ("Déclaré", declared_told(content))):
        out.print(f"{heading} ({len(lines)})")
        for line in lines:
            out.print(f"  - {escape(line)}")


def render_demo(out: Console, issued: Issued, found: CvCheck, folder: Path) -> None:
    """A CV that was just made, and what whoever receives it finds; the same at any time."""
    out.print("\n[bold]Le CV de ce passeport, signé, puis vérifié comme par qui le reçoit[/]")
    render_made(out, issued, found.pdf.level)
    out.print(f"[bold]{verdict_told(found)}[/]")
    for told in problems_told(found):
        out.print(f"  - {escape(told)}")
    out.print(f"Signé par : {escape(found.pdf.signer or '')}")
    out.print(f"Tout le document est signé : {'oui' if found.pdf.total else 'non'}")
    out.print(f"Pages : {PRINTED[found.printed]}")
    if found.content:
        for line in guaranteed_told(found.content):
            out.print(f"Garanti : {escape(line)}")
    command = f"acquis cv verify {folder / 'cv.pdf'} --trust {folder / 'root.pem'}"
    out.print(f"À refaire : {command}", markup=False, soft_wrap=True)
