"""`acquis passport feed`: what an issuer sends, into passports; a receipt, passage by passage."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.acting import As, read_own
from cli.common import Json, SnapshotOption, console, print_json, progress
from cli.door import VaultOption, now, opened

if TYPE_CHECKING:
    from answers.shapes.feeds import FeedAnswer
    from passport.feeds.receipt_file import Account
    from referentials.errors import AcquisError

PARTLY = 3
"""Exit code of a feed of which something was refused, or that could not be read to its end."""

FeedFile = Annotated[
    Path, typer.Argument(metavar="FICHIER", help="Flux XML de certificateur, ou lignes signées (JSON).")
]


def feed(
    file: FeedFile,
    as_: As = None,
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", "-r", metavar="FICHIER", help="Récépissé, passage par passage : XML, JSON si son nom "
                     "finit ainsi (défaut : le nom du flux, suivi de « .recepisse.xml »)."),
    ] = None,
    receipt_only: Annotated[
        bool, typer.Option("--receipt-only", help="Ne rien prendre : refaire le récépissé d'un fichier déjà pris.")
    ] = False,
    snapshot: SnapshotOption = None, vault: VaultOption = None, json_: Json = False,
) -> None:  # fmt: skip
    """Prendre le flux d'un émetteur : chaque passage accepté, déjà accepté ou refusé, avec sa raison.

    Les passages sont pris par lots, une transaction chacun. Coupée, la commande redite sur le même fichier reprend où
    elle en était : rien n'est perdu, rien n'est deux fois. Les certifications sont comparées au référentiel en usage,
    s'il y en a un. Code de sortie : 0 si tout est pris, 3 si des passages sont refusés ou si le fichier est coupé.
    """
    from answers.builders.feeds import account_of, feed_answer
    from cli.render.feeds import render_feed
    from passport.feeds.take import Handover, take, taken_before

    actor = read_own(as_, "issuer")
    out = receipt or file.with_name(f"{file.name}.recepisse.xml")
    _check_writable(out)
    known = None if receipt_only else _certifications(snapshot)
    with opened(vault, known) as passports, progress() as report:
        at = now()
        hand = Handover(actor=actor, at=at, progress=lambda count: report(f"{count} passages", 0.0))
        taken = (taken_before if receipt_only else take)(file, passports, hand)
        account = account_of(passports, taken)
        lost = _unwritten(out, account)
        answer = feed_answer(actor, at, taken, account, None if lost else out)
    print_json(answer) if json_ else render_feed(console(), answer)
    if lost:
        raise lost
    if not _all_taken(answer):
        raise typer.Exit(PARTLY)


def _unwritten(out: Path, account: Account) -> AcquisError | None:
    """Write the receipt; what is to be told where it cannot be, now that the feed is taken."""
    from answers.errors import UsageError
    from answers.words.feeds import receipt_lost
    from passport.feeds.errors import FeedError
    from passport.feeds.receipt_file import write_receipt

    try:
        write_receipt(out, account)
    except FeedError as error:
        return UsageError(receipt_lost(out.name, str(error.parameters.get("said", ""))))
    return None


def _all_taken(answer: FeedAnswer) -> bool:
    from passport.feeds.receipt import Ending, Outcome

    return answer.ending is Ending.WHOLE and not answer.counts[Outcome.REFUSED]


def _check_writable(receipt: Path) -> None:
    """Before anything is taken: what became of passages is to be told. Raises FeedError."""
    from passport.feeds.errors import FeedError, FeedProblem

    if receipt.is_dir():
        raise FeedError(FeedProblem.RECEIPT, receipt.name, {"said": os.strerror(errno.EISDIR)})
    try:
        with tempfile.TemporaryFile(dir=receipt.parent):
            pass
    except OSError as error:
        raise FeedError(FeedProblem.RECEIPT, receipt.name, {"said": error.strerror or ""}) from error


def _certifications(snapshot: str | None) -> Mapping[str, date | None] | None:
    """Those of the snapshot named or in use; None where there is none: the teaching one knows too few to refuse any."""
    from passport.feeds.check import certifications_of
    from recommend.engine import open_snapshot
    from referentials.catalogue import Catalogue
    from referentials.home import current_id

    if snapshot is None and current_id() is None:
        return None
    return certifications_of(Catalogue(open_snapshot(snapshot)))
