"""`acquis cv make | verify | revoke | authority`: a CV that is signed, and its verification."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.analyse import Given, IgnoreUnknown, read_issuers
from cli.common import (
    AliasesOption,
    AsOf,
    EncoderOption,
    IssuersOption,
    Json,
    SnapshotOption,
    console,
    print_json,
)
from cli.cv_files import moment_of, read_file, register_of
from cli.cv_options import refuse_idle, stated
from cli.cv_signing import PASSPHRASE, PIN, key_of, new_passphrase, signing_of, trust_of
from cli.cv_source import known_to, revoked_in_vault
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
)
from cli.door import VaultOption
from referentials.days import today

if TYPE_CHECKING:
    from answers.cv.check import CvCheck

app = typer.Typer(no_args_is_help=True)

NOT_VALID = 3
"""Exit code of a verification that finds something wrong; 2 is a mistake of usage, 1 of acquis."""
NOT_COMPARED = 4
"""Nothing is wrong, but what would compare the pages with what is signed is not installed."""

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
    ctx: typer.Context,
    passport: Annotated[
        Path,
        typer.Argument(metavar="PASSEPORT", help="Fichier JSON du passeport, ou holder:ID pour celui du coffre."),
    ],
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
    name: Annotated[str | None, typer.Option("--name", help="Nom à montrer (défaut : celui du "
                     "passeport). Du coffre : celui de l'identité, dans l'ordre voulu.")] = None,
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
    vault: VaultOption = None,
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
    from answers.cv.content import CvChoice
    from cli.cv_make import Asked, check_options, made, tell_made

    check_options(ctx, passport, form)
    choice = CvChoice(
        language=language.value, only=frozenset(only) if only else None, without=frozenset(without or ()),
        competencies=not without_competencies, name=name, headline=headline, contact=tuple(contact or ()), base=base,
        statuses=statuses_ if form is Format.PDF else None,
    )  # fmt: skip
    asked = Asked(
        passport=passport, out=out, choice=choice, supersedes=supersedes, register=register, vault=vault, as_of=as_of,
        signing=signing_of(key_of(sign, pkcs11, token, key, chain or []), tsa, long_term or [], revocations or []),
        wallet=Wallet(form=form, authority=authority_, holder_key=holder_key, statuses=statuses_, days=days),
        given=Given(snapshot, encoder, aliases, issuers, ignore_unknown),
    )  # fmt: skip
    issued, aside = made(asked)
    tell_made(asked, issued, aside, json_=json_)


@app.command()
def verify(
    ctx: typer.Context,
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
    vault: VaultOption = None,
    issuers: IssuersOption = None,
    audience: AudienceOption = None,
    nonce: NonceOption = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:  # fmt: skip
    """Vérifier un CV, hors ligne : par qui, quand, toujours valable, quelles lignes sont garanties.

    Rien de ce que les pages impriment n'est cru : les lignes viennent du contenu signé. Code de sortie : 0 valable, 3
    non valable, 4 pages non comparées faute de bibliothèques, 2 erreur d'usage.
    """
    from answers.cv.check import check_cv
    from answers.cv.token import is_token

    at, document = moment_of(as_of), read_file(file)
    if is_token(document):
        refuse_idle(ctx, _OF_PDF, "sur un justificatif (son émetteur et sa liste de révocations viennent de --issuers)")
        if not verify_token(document, issuers, at, audience_of(audience, nonce), json_=json_):
            raise typer.Exit(NOT_VALID)
        return
    refuse_idle(ctx, ("audience", "nonce"), "sur un PDF")
    trusted = trust_of(trust, tsa_trust, revocations, signer)
    with known_to(register, vault if stated(ctx, "vault") else None) as known:
        found = check_cv(document, trusted, at, known, read_issuers(issuers))
    _tell_check(found, at, json_=json_)


_OF_PDF = ("trust", "signer", "tsa_trust", "revocations", "register", "vault")
"""Options of `verify` that say nothing of a credential."""


def _tell_check(found: CvCheck, at: datetime, *, json_: bool) -> None:
    """Print what was found of a PDF. Raises Exit where it is not valid."""
    from answers.builders.cv import check_answer
    from cli.render.cv import render_check

    if json_:
        print_json(check_answer(found, at))
    else:
        render_check(console(), found)
    if not found.valid:
        raise typer.Exit(NOT_COMPARED if found.undecided else NOT_VALID)


@app.command()
def revoke(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help="Numéro du CV.")],
    register: RegisterOption = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="QUI", help="Un CV du coffre : holder:ID, son titulaire.")
    ] = None,
    vault: VaultOption = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:
    """Révoquer un CV : il reste lisible, et ne vaut plus."""
    from answers.builders.cv import revoked_answer
    from answers.cv.register import revoke_cv
    from answers.errors import UsageError

    if as_ is None and stated(ctx, "vault"):
        raise UsageError("--vault demande --as holder:ID : c'est le titulaire qui révoque un CV du coffre.")
    if as_:
        refuse_idle(ctx, ("register", "as_of"), "sur un CV du coffre, qui le garde et le date lui-même")
        entry = revoked_in_vault(ident, as_, vault)
    else:
        entry = revoke_cv(register_of(register), ident, as_of or today())
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

    made = make_authority(name, signer, datetime.now(UTC), passphrase=new_passphrase())
    write_authority(folder, made)
    answer = authority_answer(folder)
    if json_:
        print_json(answer)
        return
    console().print(f"Autorité de développement écrite dans {folder} : {', '.join(answer.files)}", markup=False)


app.command()(present)
app.command()(statuses)
