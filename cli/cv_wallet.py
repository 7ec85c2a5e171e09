"""`acquis cv present`, `acquis cv statuses`, and what `make` and `verify` do for credentials (VC-JWT, SD-JWT, ELM)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.common import AsOf, Json, console, print_json
from cli.cv_files import moment_of, read_file, register_of, write_file
from cli.door import VaultOption
from referentials.days import day_of

if TYPE_CHECKING:
    from answers.cv.issue import Issuing as Registering
    from answers.cv.register import CvEntry
    from answers.shapes.cv import CvContent
    from passport.proof.sd_jwt import Audience

DAYS = 180
"""How long a credential of a CV is valid, unless it is said otherwise."""
LIST_DAYS = 30


class Format(StrEnum):
    """Forms of a CV."""

    PDF = "pdf"
    VC_JWT = "vc-jwt"
    SD_JWT = "sd-jwt"
    ELM = "elm"


FormatOption = Annotated[
    Format,
    typer.Option(
        "--format",
        help="Page signée (pdf), ou justificatif de portefeuille : Open Badge (vc-jwt), à divulgation choisie "
        "(sd-jwt), European Learning Model (elm, non signé).",
    ),
]
AuthorityOption = Annotated[
    Path | None,
    typer.Option("--authority", metavar="CLÉ.json", help="Clé de l'émetteur qui signe les justificatifs (acquis issuer "
                 "add --new-key)."),
]  # fmt: skip
HolderKeyOption = Annotated[
    Path | None,
    typer.Option("--holder-key", metavar="CLÉ", help="Clé publique du titulaire (JWK, PEM) : lui seul le montre."),
]
StatusesOption = Annotated[
    str | None,
    typer.Option("--statuses", envvar="ACQUIS_CV_STATUSES", metavar="ADRESSE", help="Adresse de la liste de "
                 "révocations (acquis cv statuses la fait)."),
]  # fmt: skip
DaysOption = Annotated[int, typer.Option("--days", min=1, metavar="JOURS", help="Validité des justificatifs.")]
AudienceOption = Annotated[
    str | None, typer.Option("--audience", metavar="QUI", help="À qui le CV est montré : son adresse.")
]
NonceOption = Annotated[
    str | None, typer.Option("--nonce", metavar="NOMBRE", help="Ce que qui vérifie a tiré au sort pour l'occasion.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wallet:
    """How a credential is issued: in which form, by whom, for how long, under which list of revocations."""

    form: Format
    authority: Path | None
    holder_key: Path | None
    statuses: str | None
    days: int


def write_credential(content: CvContent, wallet: Wallet, issuing: Registering) -> tuple[bytes, CvEntry | None]:
    """The file of a credential, written; one that may be revoked is registered then, others are not."""
    from answers.cv.wallet import Issuing, WalletFormat, credential_of
    from answers.errors import UsageError
    from answers.shapes.cv import CvStatus
    from passport.proof.authority import load_authority
    from passport.proof.key_file import read_public_key
    from passport.proof.status_list import entry

    if wallet.authority is None:
        raise UsageError("--format vc-jwt, sd-jwt et elm demandent --authority : la clé de l'émetteur du CV.")
    form, at = WalletFormat(wallet.form.value), datetime.now(UTC).replace(microsecond=0)
    keeper, status = issuing.keeper, None
    if wallet.statuses and keeper and form is not WalletFormat.ELM:
        status = CvStatus(address=wallet.statuses, index=keeper.place(content.id))
        content = content.model_copy(update={"status": status})
    entries = (entry(status.address, status.index),) if status else ()
    dated = Issuing(at=at, until=at + timedelta(days=wallet.days), status=entries)
    key = json.loads(read_public_key(wallet.holder_key)[1]) if wallet.holder_key else None
    file = credential_of(content, form, load_authority(wallet.authority), dated, key)
    issuing.write(file)
    if keeper is None or status is None:
        return file, None
    return file, keeper.keep(content, hashlib.sha256(file).hexdigest(), issuing.supersedes)


def audience_of(name: str | None, nonce: str | None) -> Audience | None:
    """Whom a CV is shown to; both are given, or neither."""
    from answers.errors import UsageError
    from passport.proof.sd_jwt import Audience

    if (name is None) != (nonce is None):
        raise UsageError("--audience et --nonce vont ensemble : à qui, et pour quelle occasion.")
    return Audience(name, nonce) if name and nonce else None


def verify_token(
    document: bytes, issuers: Path | None, at: datetime, audience: Audience | None, *, json_: bool
) -> bool:
    """Verify a credential, print what was found, and say whether it is valid."""
    from answers.builders.cv_wallet import token_answer
    from answers.cv.token import check_token
    from cli.analyse import read_issuers
    from cli.render.cv_wallet import render_token

    text = document.decode("ascii", errors="replace").strip()
    found = check_token(text, read_issuers(issuers), at, audience)
    if json_:
        print_json(token_answer(found, at))
    else:
        render_token(console(), found)
    return found.valid


def present(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="CV entier, en sd-jwt.")],
    show: Annotated[
        list[str] | None,
        typer.Option("--show", metavar="QUOI", help="Ligne, compétence ou champ à montrer, par son nom (répétable)."),
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FICHIER", help="Où écrire ce qui est montré.")
    ] = Path("cv-montre.sd-jwt"),
    key: Annotated[
        Path | None, typer.Option("--key", metavar="CLÉ.json", help="Clé privée du titulaire (JWK) : signer l'envoi.")
    ] = None,
    audience: AudienceOption = None,
    nonce: NonceOption = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Choisir ce qu'on montre d'un CV : le reste n'est pas dans ce qui est envoyé. Sans --show : ce qui peut l'être."""
    from answers.builders.cv_wallet import choices_answer
    from answers.cv.token import choices_of, shown
    from answers.errors import UsageError
    from cli.render.cv_wallet import render_choices
    from passport.proof.sd_jwt import SdJwt

    credential = SdJwt.parse(read_file(file).decode("ascii", errors="replace"))
    choices, asked = choices_of(credential), show or []
    found, unknown = shown(credential, asked)
    if unknown:
        names = ", ".join(choice.name for choice in choices)
        raise UsageError(f"Rien à montrer sous le nom {', '.join(unknown)}. Noms de ce CV : {names}.")
    if asked:
        write_file(out, str(_bound(found, key, audience, nonce)).encode())
    if json_:
        print_json(choices_answer(choices, asked, str(out) if asked else None))
    elif asked:
        console().print(f"Écrit : {out} ({', '.join(asked)})", markup=False)
    else:
        render_choices(console(), choices)


def _bound(found: Any, key: Path | None, audience: str | None, nonce: str | None) -> Any:
    from answers.errors import UsageError
    from passport.proof.sd_jwt import bind

    whom = audience_of(audience, nonce)
    if (key is None) != (whom is None):
        raise UsageError("Signer l'envoi demande --key, --audience et --nonce.")
    if key is None or whom is None:
        return found
    try:
        return bind(found, read_file(key).decode(), whom, datetime.now(UTC))
    except ValueError as error:
        raise UsageError(f"{key} n'est pas une clé privée utilisable (JWK, P-256 ou Ed25519).") from error


def statuses(
    authority: Annotated[Path, typer.Option("--authority", metavar="CLÉ.json", help="Clé de l'émetteur des CV.")],
    address: Annotated[str, typer.Option("--address", metavar="ADRESSE", help="Adresse où la liste sera lue.")],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FICHIER", help="Où l'écrire.")
    ] = Path("statuts-cv.jwt"),
    days: Annotated[int, typer.Option("--days", min=1, metavar="JOURS", help="Combien elle vaut.")] = LIST_DAYS,
    register: Annotated[
        Path | None, typer.Option("--register", metavar="FICHIER", help="Registre des CV établis.")
    ] = None,
    vault: VaultOption = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Écrire la liste signée des CV révoqués ou remplacés (Bitstring Status List), à publier à son adresse."""
    from answers.shapes.cv_wallet import CvStatusesAnswer
    from passport.proof.authority import load_authority
    from passport.proof.status_list import status_list

    at = min(moment_of(as_of), datetime.now(UTC)).replace(microsecond=0)
    until = at + timedelta(days=days)
    revoked = _revoked(register, vault)
    write_file(out, status_list(address, load_authority(authority), revoked, at=at, until=until).encode(), mode=0o666)
    if json_:
        print_json(CvStatusesAnswer(file=str(out), address=address, revoked=len(revoked), until=day_of(until)))
        return
    console().print(f"Écrit : {out} ; {len(revoked)} CV révoqués ou remplacés", markup=False)


def _revoked(register: Path | None, vault: str | None) -> tuple[int, ...]:
    """Places of the CVs that stand no more, by the register or the vault that is given, else by that which there is.

    Places of both would be confounded: where there are both, it is to be said which. Raises UsageError.
    """
    from answers.cv.register import read_register
    from answers.errors import UsageError
    from cli.door import opened
    from referentials.home import vault_file

    if register is not None:
        return read_register(register, demanded=True).revoked
    own, kept = register_of(None), vault_file()
    if vault is None and kept.is_file() and own.is_file():
        raise UsageError(f"Dites de quels CV : --register {own} ou --vault sqlite:///{kept} (à deux adresses).")
    if vault is None and not kept.is_file():
        return read_register(own).revoked
    with opened(vault) as passports:
        return passports.revoked_cvs()
