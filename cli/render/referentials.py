"""Imports, quality reports and differences as French text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import shorten

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from answers.shapes.referentials import (
    DerivedAnswer,
    DiffAnswer,
    FileRead,
    ImportAnswer,
    OfficialSource,
    Remark,
    StatusAnswer,
    TableChanges,
    Verified,
)
from answers.words.imports import pull_told
from referentials.pull import Outcome, Pulled

_OUTCOME = {
    Outcome.DOWNLOADED: "téléchargé",
    Outcome.UP_TO_DATE: "déjà à jour",
    Outcome.FAILED: "échec",
}
_VALUE = 60
"""Characters of what is at fault that are shown."""
SHOWN = 8
"""Lines of each kind shown on screen; `--json` and quality.json have them all."""


def render_status(out: Console, answer: StatusAnswer) -> None:
    """What a snapshot contains and where it comes from."""
    teaching = " (référentiel d'essai)" if answer.teaching else ""
    out.print(f"[bold]Instantané {answer.snapshot}[/]{teaching} dans {answer.path}")
    _print_table(out, [(name, _number(rows)) for name, rows in answer.tables.items() if rows])
    out.print("[bold]Sources[/]")
    for source in answer.sources:
        day = source.date if isinstance(source, OfficialSource) else None
        about = ", ".join(filter(None, (source.publisher, source.title, day, source.licence)))
        out.print(f"  {source.file} : {about}")
    if answer.verified:
        render_verified(out, answer.verified)


def render_verified(out: Console, found: Verified) -> None:
    """What a verification found; what has no digest is told, with what gives it one."""
    out.print(f"[bold]Vérifié[/] : modèle {found.model} intact ; dossiers dérivés intacts : {len(found.derived)}")
    if found.tables:
        out.print("  Tables : chaque fichier a son empreinte.")
    else:
        out.print(
            "  Tables sans empreinte, faites par une version d'avant : rien ne dit qu'elles sont intactes. "
            "« acquis referentials import » ou « acquis referentials derive » leur en donne une."
        )
    for name in found.without:
        out.print(f"  {name} : sans empreinte ; « acquis referentials derive » le refait.", markup=False)


def render_derived(out: Console, answer: DerivedAnswer) -> None:
    """What was derived anew."""
    out.print(f"[bold]Instantané {answer.snapshot}[/] : dossiers refaits ou écartés : {len(answer.again)}")
    for name in answer.again:
        out.print(f"  {name}", markup=False)
    render_verified(out, answer.verified)


def render_quality(out: Console, folder: Path, answer: ImportAnswer) -> None:
    """What an import read, kept, rejected and could not link; `folder`: of the snapshot."""
    quality = answer.quality
    out.print(f"[bold]Instantané {answer.snapshot} en usage[/] ({folder})")
    _render_files(out, quality.files)
    for key in quality.foreign_keys:
        why = "table vide, non vérifiable" if key.target_empty else "par exemple " + ", ".join(key.examples[:3])
        out.print(
            f"  {key.table}.{key.column} → {key.target} : {key.unresolved} sans correspondance ({why})", markup=False
        )
    odd = quality.rome_codes.unresolved
    if odd:
        some = ", ".join(f"{row.certification} {row.rome}" for row in odd[:5])
        out.print(
            f"  {len(odd)} codes ROME de certifications partiels ou inconnus, gardés tels quels : {some}…",
            markup=False,
        )
    if quality.mentioned_only:
        out.print(f"  {quality.mentioned_only} certifications citées sans être décrites : connues par leur code seul")
    out.print(f"Rapport complet : {folder / 'quality.json'}")


def _render_files(out: Console, files: Sequence[FileRead]) -> None:
    """Lines of each file, counted; then the first of those rejected or kept with a reservation."""
    rows: list[tuple[str, ...]] = [("fichier", "table", "lues", "gardées", "rejetées", "réserves")]
    for part in files:
        used = "" if part.used else " (plus ancien : non retenu)"
        counts = [_number(n) for n in (part.read, part.kept, part.rejected, part.reserved)]
        rows.append((part.file + used, part.table, *counts))
    _print_table(out, rows)
    for part in files:
        for remark in [*part.rejections, *part.reservations][:SHOWN]:
            out.print(f"  {_remark(remark)}", markup=False)


def _remark(remark: Remark) -> str:
    """Where a line is at fault, what it has there, and why."""
    where = remark.file + (f", ligne {remark.line}" if remark.line else "")
    where += f", colonne {remark.column}" if remark.column else ""
    has = f" « {shorten(remark.value, _VALUE, placeholder=' …')} »" if remark.value.strip() else ""
    return f"{where} :{has} {remark.reason}"


def render_pulled(out: Console, pulled: Sequence[Pulled]) -> None:
    """What became of each official file."""
    for one in pulled:
        where = pull_told(one.failure) if one.failure else f"{one.file}"
        out.print(f"  {one.name} : {_OUTCOME[one.outcome]}, {where}", markup=False)


def render_diff(out: Console, found: DiffAnswer) -> None:
    """What changed, table by table."""
    out.print(f"[bold]{found.old} → {found.new}[/]")
    if not found.tables:
        out.print("Aucune différence.")
    for table in found.tables:
        _render_table_diff(out, table)
    if found.superseded:
        out.print(f"[bold]Remplacements nouveaux[/] : {len(found.superseded)}")
        for old, new in found.superseded[:SHOWN]:
            out.print(f"  {old} → {new}")


def _render_table_diff(out: Console, table: TableChanges) -> None:
    counts = (len(table.appeared), len(table.changed), len(table.disappeared))
    out.print(f"[bold]{table.table}[/] : {counts[0]} apparues, {counts[1]} changées, {counts[2]} disparues")
    for sign, changes in (("+", table.appeared), ("~", table.changed), ("-", table.disappeared)):
        for change in changes[:SHOWN]:
            fields = " ; ".join(f"{name} : {old} → {new}" for name, (old, new) in change.fields.items())
            out.print(f"  {sign} {change.key} {change.label or ''} {fields}".rstrip(), markup=False)


def _number(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _print_table(out: Console, rows: Sequence[tuple[str, ...]]) -> None:
    """Rows in columns, numbers to the right."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for column in range(len(rows[0]) if rows else 0):
        table.add_column(
            justify="left" if column == 0 or not rows[-1][column][:1].isdigit() else "right", overflow="fold"
        )
    for row in rows:
        table.add_row(*map(escape, row))
    out.print(table)
