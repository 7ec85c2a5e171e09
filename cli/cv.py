"""`acquis cv make | verify | revoke | authority`: a CV that is signed, and its verification."""

from __future__ import annotations

import errno
import os
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analyse import Given, IgnoreUnknown, read_profile
from cli.common import (
    AliasesOption,
    AsOf,
    EncoderOption,
    IssuersOption,
    Json,
    PassportFile,
    SnapshotOption,
    console,
    print_json,
)
from cli.cv_files import moment_of, read_file, register_of, write_file
from cli.cv_wallet import (
    DAYS,
    AudienceOption,
    AuthorityOption,
    DaysOption,
    Format,
    FormatOption,
    HolderKeyOption,
    NonceOption,
    StatusesOption,
    Wallet,
    audience_of,
    present,
    statuses,
    verify_token,
    write_credential,
)

if TYPE_CHECKING:
    from answers.cv.register import CvRegister
    from passport.proof.pdf import KeyFile, KeyToken, Level, LongTerm, Signing, TrustRoots

app = typer.Typer(no_args_is_help=True)

NOT_VALID = 3
"""Exit code of a verification that finds something wrong; 2 is a mistake of usage, 1 of acquis."""
PASSPHRASE, PIN = "ACQUIS_CV_PASSPHRASE", "ACQUIS_CV_PIN"

RegisterOption = Annotated[
    Path | None,
    typer.Option(
        "--register", metavar="FICHIER", help="Registre des CV établis (défaut : cv/register.json dans ACQUIS_HOME)."
    ),
]


class Language(StrEnum):
    """Languages of a CV."""

    FRENCH = "fr"
    ENGLISH = "en"


@app.callback()
def cv() -> None:
    """CV infalsifiable : établi d'un passeport, signé, vérifiable hors ligne, révocable."""


@app.command()
def make(
    passport: PassportFile,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FICHIER", help="Fichier à écrire.")] = Path("cv.pdf"),
    form: FormatOption = Format.PDF,
    language: Annotated[Language, typer.Option("--language", "-l", help="Langue du CV.")] = Language.FRENCH,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="LIGNE", help="Ne montrer que cette ligne (répétable).")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", metavar="LIGNE", help="Taire cette ligne (répétable).")
    ] = None,
    without_competencies: Annotated[
        bool, typer.Option("--without-competencies", help="Ne montrer aucune compétence.")
    ] = False,
    name: Annotated[str | None, typer.Option("--name", help="Nom à montrer (défaut : celui du passeport).")] = None,
    headline: Annotated[
        str | None, typer.Option("--headline", help="Titre du CV (défaut : le métier exercé en dernier).")
    ] = None,
    contact: Annotated[
        list[str] | None, typer.Option("--contact", help="Ville, téléphone, adresse… (répétable).")
    ] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", envvar="ACQUIS_CV_BASE", metavar="ADRESSE", help="Où les CV se vérifient en ligne ; "
                     "donne l'adresse courte et le code QR."),
    ] = None,
    sign: Annotated[
        Path | None,
        typer.Option("--sign", metavar="CLÉ.p12", help=f"Clé et certificat (PKCS#12) ; mot de passe : {PASSPHRASE}, "
                     "ou passphrase.txt à côté."),
    ] = None,
    pkcs11: Annotated[
        Path | None, typer.Option("--pkcs11", metavar="MODULE", help=f"Module PKCS#11 ; code : {PIN}.")
    ] = None,
    token: Annotated[str, typer.Option("--token", help="Nom du jeton PKCS#11.")] = "",
    key: Annotated[str, typer.Option("--key", help="Nom de la clé et du certificat dans le jeton.")] = "",
    chain: Annotated[
        list[Path] | None, typer.Option("--chain", help="Certificats entre le jeton et la racine (répétable).")
    ] = None,
    tsa: Annotated[
        str | None, typer.Option("--tsa", metavar="URL", help="Autorité d'horodatage (RFC 3161) : PAdES B-T.")
    ] = None,
    long_term: Annotated[
        list[Path] | None,
        typer.Option("--long-term", metavar="RACINE", help="Avec --tsa : PAdES B-LTA, vérifié contre ces racines."),
    ] = None,
    revocations: Annotated[
        list[Path] | None, typer.Option("--crl", help="Liste de révocations (DER) à y joindre (répétable).")
    ] = None,
    authority_: AuthorityOption = None,
    holder_key: HolderKeyOption = None,
    statuses_: StatusesOption = None,
    days: DaysOption = DAYS,
    supersedes: Annotated[str | None, typer.Option("--supersedes", metavar="ID", help="CV qu'il remplace.")] = None,
    register: RegisterOption = None,
    as_of: AsOf = None,
    snapshot: SnapshotOption = None,
    encoder: EncoderOption = None,
    aliases: AliasesOption = None,
    issuers: IssuersOption = None,
    ignore_unknown: IgnoreUnknown = False,
    json_: Json = False,
) -> None:  # fmt: skip
    """Établir le CV d'un passeport : une ou deux pages, ce qui est garanti à part de ce qui est déclaré.

    Sans photo. Signé, il certifie qu'on n'y a rien changé ; sans clé, c'est un brouillon. Deux pages au plus : le reste
    est laissé de côté, et compté.
    """
    from answers.builders.cv import made_answer
    from answers.cv.content import CvChoice
    from answers.cv.issue import Issued, Issuing, draft_cv, issue_cv
    from cli.render.cv import render_made
    from cli.render.cv_wallet import render_credential

    choice = CvChoice(
        language=language.value, only=frozenset(only) if only else None, without=frozenset(without or ()),
        competencies=not without_competencies, name=name, headline=headline, contact=tuple(contact or ()), base=base,
    )  # fmt: skip
    signing = _signing(_key(sign, pkcs11, token, key, chain or []), tsa, long_term or [], revocations or [])
    given = Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    engine, document, profile = read_profile(passport, as_of, given)
    issuing = Issuing(signing=signing, register=register_of(register), supersedes=supersedes)
    if form is not Format.PDF:
        wallet = Wallet(
            form=form, authority=authority_, holder_key=holder_key, statuses=statuses_, days=days,
            register=register_of(register), supersedes=supersedes,
        )  # fmt: skip
        drafted = draft_cv(document, profile, engine.catalogue, choice, wallet.register if statuses_ else None)
        file, row = write_credential(drafted.content, wallet)
        issued = Issued(cv=drafted, file=file, entry=row)
        signing = None
    else:
        issued = issue_cv(document, profile, engine.catalogue, choice, issuing)
    write_file(out, issued.file)
    level = _level(signing)
    if json_:
        print_json(made_answer(issued.cv, issued.file, str(out), level, issued.entry))
        return
    if form is Format.PDF:
        render_made(console(), issued, level)
    else:
        render_credential(console(), issued, form.value)
    console().print(f"Écrit : {out}", markup=False)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="CV reçu : PDF, vc-jwt ou sd-jwt.")],
    trust: Annotated[
        list[Path] | None,
        typer.Option("--trust", "-t", metavar="RACINE", help="Certificat d'une autorité de confiance (répétable)."),
    ] = None,
    signer: Annotated[
        list[str] | None,
        typer.Option("--signer", help="Organisation qui doit avoir signé (répétable) : une autorité publique certifie "
                     "aussi d'autres qu'elle."),
    ] = None,
    tsa_trust: Annotated[
        list[Path] | None, typer.Option("--tsa-trust", metavar="RACINE", help="Racine de l'autorité d'horodatage.")
    ] = None,
    revocations: Annotated[
        list[Path] | None, typer.Option("--crl", help="Liste de révocations de certificats (DER), répétable.")
    ] = None,
    register: Annotated[
        Path | None,
        typer.Option("--register", metavar="FICHIER", help="Registre des CV de qui l'a établi (défaut : le vôtre, s'il "
                     "connaît ce CV)."),
    ] = None,
    issuers: IssuersOption = None,
    audience: AudienceOption = None,
    nonce: NonceOption = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Vérifier un CV, hors ligne : par qui, quand, toujours valable, quelles lignes sont garanties.

    Rien de ce que les pages impriment n'est cru : les lignes viennent du contenu signé. Code de sortie : 0 valable, 3
    non valable, 2 erreur d'usage.
    """
    from answers.builders.cv import check_answer
    from answers.cv.check import check_cv
    from answers.cv.token import is_token
    from cli.render.cv import render_check

    at, document = moment_of(as_of), read_file(file)
    if is_token(document):
        if not verify_token(document, issuers, at, audience_of(audience, nonce), json_=json_):
            raise typer.Exit(NOT_VALID)
        return
    trusted = _trust(trust, tsa_trust, revocations, signer)
    found = check_cv(document, trusted, at, _known(register), demanded=register is not None)
    if json_:
        print_json(check_answer(found, at))
    else:
        render_check(console(), found)
    if not found.valid:
        raise typer.Exit(NOT_VALID)


@app.command()
def revoke(
    ident: Annotated[str, typer.Argument(metavar="ID", help="Numéro du CV.")],
    register: RegisterOption = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:
    """Révoquer un CV : il reste lisible, et ne vaut plus."""
    from answers.builders.cv import revoked_answer
    from answers.cv.register import revoke_cv

    entry = revoke_cv(register_of(register), ident, as_of or date.today())
    if json_:
        print_json(revoked_answer(entry))
        return
    console().print(f"CV {entry.id} révoqué.")


@app.command()
def authority(
    folder: Annotated[Path, typer.Argument(metavar="DOSSIER", help="Où l'écrire.")],
    name: Annotated[str, typer.Option("--name", help="Nom de l'autorité.")] = "acquis, autorité de développement",
    signer: Annotated[str, typer.Option("--signer", help="Nom de qui signe.")] = "acquis, développement",
    json_: Json = False,
) -> None:
    """Faire une autorité de développement, pour essayer : racine, clé de signature, clé d'horodatage. Sans valeur."""
    from answers.builders.cv import authority_answer
    from passport.proof.certificates import make_authority, write_authority

    made = make_authority(name, signer, datetime.now(UTC), passphrase=_new_passphrase())
    write_authority(folder, made)
    answer = authority_answer(folder)
    if json_:
        print_json(answer)
        return
    console().print(f"Autorité de développement écrite dans {folder} : {', '.join(answer.files)}", markup=False)


def _new_passphrase() -> str:
    import secrets

    return os.environ.get(PASSPHRASE) or secrets.token_urlsafe(18)


def _key(
    sign: Path | None, pkcs11: Path | None, token: str, label: str, chain: list[Path]
) -> KeyFile | KeyToken | None:
    from answers.errors import UsageError
    from passport.proof.pdf import KeyFile, KeyToken, read_trust

    if sign and pkcs11:
        raise UsageError("Donnez --sign ou --pkcs11, non les deux.")
    if sign:
        return KeyFile(content=read_file(sign), passphrase=_passphrase(sign), where=str(sign))
    if pkcs11 is None:
        return None
    if not token or not label:
        raise UsageError("--pkcs11 demande --token et --key : le nom du jeton, et celui de la clé.")
    others = read_trust(chain).roots
    return KeyToken(module=str(pkcs11), token=token, label=label, pin=os.environ.get(PIN, ""), others=others)


def _passphrase(sign: Path) -> str:
    """Of the variable, else of the file that a development authority writes beside its keys."""
    from passport.proof.certificates import PASSPHRASE as BESIDE

    beside = sign.with_name(BESIDE)
    said = os.environ.get(PASSPHRASE)
    return said if said is not None else beside.read_text("utf-8").strip() if beside.is_file() else ""


def _signing(key: KeyFile | KeyToken | None, tsa: str | None, roots: list[Path], crls: list[Path]) -> Signing | None:
    from answers.errors import UsageError
    from passport.proof.pdf import LongTerm, Signing, read_trust

    if key is None:
        if tsa or roots:
            raise UsageError("--tsa et --long-term demandent une clé : --sign ou --pkcs11.")
        return None
    if roots and not tsa:
        raise UsageError("--long-term demande --tsa : la validation à long terme est horodatée.")
    kept = read_trust(roots, revocations=crls)
    long_term: LongTerm | None = LongTerm(roots=kept.roots, revocations=kept.revocations) if roots else None
    return Signing(key=key, stamper=tsa, long_term=long_term)


def _level(signing: Signing | None) -> Level | None:
    from passport.proof.pdf import Level

    if signing is None:
        return None
    return Level.LONG_TERM if signing.long_term else Level.TIMED if signing.stamper else Level.BASIC


def _trust(
    roots: list[Path] | None, stampers: list[Path] | None, crls: list[Path] | None, signers: list[str] | None
) -> TrustRoots:
    from answers.errors import UsageError
    from passport.proof.pdf import read_trust

    if not roots:
        raise UsageError("Donnez --trust RACINE : le certificat de l'autorité qui certifie le signataire. Sans elle, "
                         "n'importe qui peut avoir signé.")  # fmt: skip
    return read_trust(roots, stampers or (), crls or (), signers or ())


def _known(path: Path | None) -> CvRegister | None:
    """The register that says whether a CV stands: that given, else one's own."""
    from answers.cv.errors import CvError, CvFault
    from answers.cv.register import read_register

    asked = register_of(path)
    if path is not None and not path.is_file():
        raise CvError(CvFault.UNREADABLE, str(path), os.strerror(errno.ENOENT))
    return read_register(asked) if asked.is_file() else None


app.command()(present)
app.command()(statuses)
