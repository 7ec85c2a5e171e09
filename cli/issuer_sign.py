"""`acquis issuer sign`: the lines that an issuer wrote, signed one by one as a feed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.acting import read_own
from cli.common import Json, console, print_json

if TYPE_CHECKING:
    from answers.shapes.issuers import FeedSignedAnswer
    from passport.proof.authority import Authority

PARTLY = 3
"""Exit code where a line could not be signed, as that of a feed of which something is refused."""
MOST = 100
"""Lines that are not signed, told one by one."""


def sign(
    lines: Annotated[
        Path,
        typer.Argument(metavar="LIGNES", help="Lignes à signer, en JSON (UTF-8) : un objet par ligne, avec id, op, "
                       "holder, record."),
    ],
    key: Annotated[
        Path,
        typer.Option("--key", metavar="CLÉ", help="Clé privée de l'émetteur : celle de --new-key, ou la sienne (JWK, "
                     "PEM)."),
    ],
    as_: Annotated[
        str | None,
        typer.Option("--as", metavar="QUI", help="issuer:ID, l'émetteur ; inutile avec une clé de --new-key, qui le "
                     "dit."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FICHIER", help="Où écrire les lignes signées (défaut : le nom des lignes, "
                     "suivi de « .signed.jsonl »)."),
    ] = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Signer les lignes qu'un émetteur envoie à « acquis passport feed », une par une, d'une clé privée qui reste ici.

    Une ligne qui ne serait pas reçue est dite, avec son champ, et n'est pas signée ; les autres le sont. Code de
    sortie : 0 si toutes le sont, 3 sinon.
    """
    from cli.render.issuers import render_signed
    from passport.proof.signer import read_signer

    signer = read_signer(key, read_own(as_, "issuer").id if as_ else None)
    answer = _signed(lines, out or lines.with_name(f"{lines.name}.signed.jsonl"), signer)
    print_json(answer) if json_ else render_signed(console(), answer)
    if answer.refused:
        raise typer.Exit(PARTLY)


class _NoneSignedError(Exception):
    """Leaves what was there in its place."""


def _signed(lines: Path, out: Path, signer: Authority) -> FeedSignedAnswer:
    """Sign, in flat memory, in a file that is whole or not there. Raises FeedError."""
    from contextlib import suppress

    from answers.builders.issuers import unsigned_line
    from answers.shapes.issuers import FeedSignedAnswer, UnsignedLine
    from passport.feeds.errors import FeedError, FeedProblem
    from passport.feeds.signing import signed_feed
    from referentials.placing import PRIVATE, placed

    signed = refused = 0
    faults: list[UnsignedLine] = []
    try:
        with suppress(_NoneSignedError), placed(out, PRIVATE) as file:  # a civil status stands beside each signature
            for one in signed_feed(lines, signer, datetime.now(UTC)):
                if isinstance(one, bytes):
                    file.write(one)
                    signed += 1
                    continue
                refused += 1
                if refused <= MOST:
                    faults.append(unsigned_line(one))
            if not signed:
                raise _NoneSignedError
    except OSError as error:
        raise FeedError(FeedProblem.UNWRITABLE, out.name, {"said": error.strerror or ""}) from error
    if not signed and not refused:
        raise FeedError(FeedProblem.EMPTY, lines.name)
    return FeedSignedAnswer(
        lines=str(lines), file=str(out) if signed else None, issuer=signer.id, key=signer.kid, signed=signed,
        refused=refused, faults=faults,
    )  # fmt: skip
