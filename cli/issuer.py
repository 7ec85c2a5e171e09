"""`acquis issuer`: who may vouch for what, with which keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.common import AsOf, Json, console, parse_day, print_json
from cli.issuer_entitle import entitle
from cli.issuer_registry import Certifications, IssuerId, Issuers, Role, key_of, path_of, read, scope_of, write
from cli.issuer_sign import sign
from referentials.days import today

app = typer.Typer(no_args_is_help=True)

KeyFile = Annotated[
    Path | None,
    typer.Option("--key", metavar="FICHIER", help="Sa clé publique : JWK ou PEM (P-256, Ed25519, RSA)."),
]
NewKey = Annotated[
    Path | None,
    typer.Option("--new-key", metavar="FICHIER", help="Faire une clé pour lui ; la part privée va dans ce fichier."),
]
Since = Annotated[
    date | None,
    typer.Option("--from", parser=parse_day, metavar="DATE", help="Premier jour de la clé (défaut : aujourd'hui)."),
]
Until = Annotated[
    date | None,
    typer.Option("--until", parser=parse_day, metavar="DATE", help="Dernier jour de la clé (défaut : sans fin)."),
]


@app.callback()
def issuer() -> None:
    """Émetteurs d'attestations : qui peut attester quoi, avec quelles clés, de quand à quand."""


@app.command("list")
def list_(issuers: Issuers = None, as_of: AsOf = None, json_: Json = False) -> None:
    """Dire qui est au registre : ses clés et leurs périodes, ce qu'il peut attester, s'il est révoqué."""
    from answers.builders.issuers import issuers_answer
    from cli.render.issuers import render_issuers

    path = path_of(issuers)
    answer = issuers_answer(read(path), path, as_of or today())
    if json_:
        print_json(answer)
    else:
        render_issuers(console(), answer)


@app.command()
def add(
    ident: IssuerId,
    name: Annotated[str, typer.Option("--name", help="Son nom, tel qu'on le montre.")],
    role: Annotated[Role, typer.Option("--role", help="Ce qu'il est.")],
    key: KeyFile = None, new_key: NewKey = None, since: Since = None, until: Until = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--kind", "-k", metavar="GENRE", help="Ce qu'il atteste (répétable ; défaut : selon --role)."),
    ] = None,
    certifications: Certifications = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="PAYS", help="Territoire : code ISO 3166 (répétable ; défaut : tous)."),
    ] = None,
    siret: Annotated[str | None, typer.Option("--siret", help="SIRET de son établissement.")] = None,
    depositors: Annotated[
        list[str] | None,
        typer.Option("--depositor", metavar="ÉMETTEUR", help="Qui peut transmettre pour lui, au registre (répétable)."),
    ] = None,
    issuers: Issuers = None, json_: Json = False,
) -> None:  # fmt: skip
    """Entrer un émetteur au registre, avec sa clé et ce qu'il peut attester.

    Genres : employment, civic_service, volunteering, training, certification, bloc, qualification, language…
    (« acquis issuer list » montre ceux de chacun). Un certificateur n'atteste que les certifications nommées.
    """
    from passport.proof.registering import entered
    from passport.proof.registry import Issuer, IssuerKey, IssuerRole
    from referentials.codes import Siret

    path = path_of(issuers)
    entitled = scope_of(role, kinds, certifications, countries)
    (kid, jwk), made = key_of(ident, name, role, key, new_key)
    fresh = Issuer(
        id=ident,
        name=name,
        role=IssuerRole(role),
        keys=(IssuerKey(kid=kid, jwk=jwk, valid_from=since or today(), valid_until=until),),
        scope=entitled,
        siret=str(Siret.parse(siret)) if siret else None,
        depositors=frozenset(depositors or ()),
    )
    write(path, entered(read(path), fresh), ident, json_=json_, made=made)


@app.command("key")
def key_(
    ident: IssuerId, key: KeyFile = None, new_key: NewKey = None, since: Since = None, until: Until = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Clore ses autres clés la veille ; ce qu'elles ont signé tient.")
    ] = False,
    issuers: Issuers = None, json_: Json = False,
) -> None:  # fmt: skip
    """Donner à un émetteur une clé de plus, ou une clé qui prend la suite des autres."""
    from passport.proof.registering import known, rotated, with_key
    from passport.proof.registry import IssuerKey

    path = path_of(issuers)
    registry = read(path)
    issuer = known(registry, ident)
    (kid, jwk), made = key_of(ident, issuer.name, Role(issuer.role), key, new_key)
    fresh = IssuerKey(kid=kid, jwk=jwk, valid_from=since or today(), valid_until=until)
    write(path, (rotated if replace else with_key)(registry, ident, fresh), ident, json_=json_, made=made)


@app.command()
def revoke(
    ident: IssuerId,
    kid: Annotated[str | None, typer.Option("--key", metavar="CLÉ", help="Une clé de l'émetteur, par son nom.")] = None,
    compromised: Annotated[
        bool, typer.Option("--compromised", help="La clé est volée : rien de ce qu'elle a signé ne tient.")
    ] = False,
    on: Annotated[
        date | None, typer.Option("--on", parser=parse_day, metavar="DATE", help="Jour (défaut : aujourd'hui).")
    ] = None,
    issuers: Issuers = None,
    json_: Json = False,
) -> None:
    """Ne plus croire un émetteur, à compter d'un jour ; ou clore une de ses clés.

    Sans --key : rien de ce que l'émetteur a signé ne tient plus. Avec --key : la clé ne signe plus après ce jour, et ce
    qu'elle a signé tient ; avec --compromised, rien de ce qu'elle a signé, quelle qu'en soit la date, ne tient plus.
    """
    from answers.errors import UsageError
    from passport.proof.registering import key_compromised, key_ended, revoked

    if compromised and not kid:
        raise UsageError("--compromised dit d'une clé qu'elle est volée : nommez-la avec --key.")
    path, day = path_of(issuers), on or today()
    registry = read(path)
    if not kid:
        changed = revoked(registry, ident, day)
    else:
        changed = (key_compromised if compromised else key_ended)(registry, ident, kid, day)
    write(path, changed, ident, json_=json_)


@app.command()
def revocations(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Liste de retraits (Bitstring Status List, VC-JWT).")],
    issuers: Issuers = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:
    """Entrer la liste où un émetteur dit quelles attestations il a retirées ; sa signature est vérifiée."""
    from passport.proof.key_file import read_signed
    from passport.proof.registering import with_status_list

    path = path_of(issuers)
    changed, ident = with_status_list(read(path), read_signed(file), as_of or today())
    write(path, changed, ident, json_=json_)


@app.command()
def teach(
    passports: Annotated[list[Path], typer.Argument(metavar="PASSEPORT...", help="Passeports inventés, en JSON.")],
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DOSSIER", help="Où écrire les passeports (défaut : à leur place).")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DOSSIER", help="Garder les clés privées (défaut : détruites).")
    ] = None,
    issuers: Issuers = None,
    as_of: AsOf = None,
    json_: Json = False,
) -> None:
    """Faire signer par des émetteurs d'essai ce que des passeports inventés disent attesté.

    Chaque émetteur nommé devient un émetteur d'essai, avec sa clé, entré au registre pour ce qu'il a signé et rien
    d'autre. Pour apprendre et pour essayer : une attestation d'essai ne vaut rien hors de ce registre.
    """
    from answers.builders.issuers import taught_answer
    from cli.render.issuers import render_taught
    from passport.proof.authority import save_authority
    from passport.proof.registry_file import write_registry
    from passport.proof.teaching import merged, read_documents, taught, write_documents

    path = path_of(issuers)
    documents = read_documents(one for one in passports if one.resolve() != path.resolve())
    found = taught(documents, as_of or today())
    for authority in found.authorities if keep else ():
        assert keep
        save_authority(keep / f"{authority.id.rpartition(':')[2]}.key.json", authority)
    write_registry(path, merged(read(path), found.registry))
    written = write_documents(found, to)
    answer = taught_answer(written, found.registry, path, keep)
    if json_:
        print_json(answer)
    else:
        render_taught(console(), answer)


app.command()(entitle)
app.command()(sign)
