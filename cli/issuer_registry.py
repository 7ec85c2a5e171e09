"""The registry of issuers as commands read and change it: its file, the key and the scope that options say."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cli.common import console, print_json
from referentials.days import today

if TYPE_CHECKING:
    from passport.proof.authority import Authority
    from passport.proof.registry import Registry, Scope

Issuers = Annotated[
    Path | None,
    typer.Option(
        "--issuers",
        envvar="ACQUIS_ISSUERS",
        metavar="FICHIER",
        help="Registre des émetteurs (défaut : issuers.json dans ACQUIS_HOME).",
    ),
]
IssuerId = Annotated[str, typer.Argument(metavar="ÉMETTEUR", help="Identifiant de l'émetteur, celui qu'il signe.")]
Certifications = Annotated[
    list[str] | None,
    typer.Option("--certification", "-c", metavar="CODE", help="Certification, bloc (répétable), ou « toutes »."),
]
EVERY = "toutes"
"""What `--certification` says for no bound."""


class Role(StrEnum):
    """Those of `passport.proof.registry.IssuerRole`, which is heavier to import."""

    CERTIFIER = "certifier"
    EMPLOYER = "employer"
    TRAINING_BODY = "training_body"
    ACTIVITY_BODY = "activity_body"
    OPERATOR = "operator"
    TEACHING = "teaching"


def path_of(issuers: Path | None) -> Path:
    """The file that is given, else that of acquis' own folder."""
    from passport.proof.registry_file import default_path
    from referentials.home import home

    return issuers or default_path(home())


def read(path: Path) -> Registry:
    """The registry of a file; an empty one where there is none yet."""
    from passport.proof.registry import EMPTY
    from passport.proof.registry_file import read_registry

    return read_registry(path) if path.exists() else EMPTY


Made = tuple["Authority", Path] | None
"""An authority whose key was made, and where its private half goes."""


def write(path: Path, registry: Registry, ident: str, *, json_: bool, made: Made = None) -> None:
    """Write the registry, and the key that was made for it first; show the issuer that changed."""
    from answers.builders.issuers import issuers_answer
    from cli.render.issuers import render_issuer
    from passport.proof.authority import save_authority
    from passport.proof.registry import registry_document
    from passport.proof.registry_file import registry_from, write_registry

    registry_from(registry_document(registry), str(path))
    if made:
        save_authority(made[1], made[0])
    write_registry(path, registry)
    answer = issuers_answer(registry, path, today())
    if json_:
        print_json(answer)
    else:
        render_issuer(console(), next(one for one in answer.issuers if one.id == ident))


def key_of(ident: str, name: str, role: Role, given: Path | None, fresh: Path | None) -> tuple[tuple[str, str], Made]:
    """Name and text of the public key that is given, or of the one that is made. Raises UsageError, RegistryError."""
    from answers.errors import UsageError
    from passport.proof.authority import make_authority
    from passport.proof.key_file import read_public_key
    from passport.proof.registry import IssuerRole

    if (given is None) == (fresh is None):
        raise UsageError("Donnez la clé publique de l'émetteur (--key), ou faites-en une (--new-key).")
    if given:
        return read_public_key(given), None
    assert fresh
    # credentials of the operator go to wallets, which check ES256 (OpenID4VC HAIP)
    algorithm: Literal["ES256", "EdDSA"] = "ES256" if role is Role.OPERATOR else "EdDSA"
    authority = make_authority(ident, name, role=IssuerRole(role), algorithm=algorithm)
    key = authority.key(today())
    return (key.kid, key.jwk), (authority, fresh)


def scope_of(role: Role, kinds: list[str] | None, codes: list[str] | None, countries: list[str] | None) -> Scope:
    """What an issuer may vouch for. Raises UsageError, CodeError."""
    from answers.errors import UsageError
    from passport.proof.registry import ROLE_KINDS, IssuerRole, RecordKind, Scope, default_kinds
    from referentials.codes import parse_certification_or_bloc

    unknown = sorted(set(kinds or ()) - set(RecordKind))
    if unknown:
        raise UsageError(f"Genre inconnu : {', '.join(unknown)}. Genres : {', '.join(RecordKind)}.")
    if role is Role.CERTIFIER and not codes:
        raise UsageError(
            "Un certificateur n'atteste que ses certifications : nommez-les avec --certification (répétable), ou dites "
            f"« --certification {EVERY} »."
        )
    beyond = sorted(set(kinds or ()) - ROLE_KINDS[IssuerRole(role)])
    if beyond:
        allowed = ", ".join(sorted(ROLE_KINDS[IssuerRole(role)])) or "aucun"
        raise UsageError(f"Un émetteur de rôle {role} n'atteste pas {', '.join(beyond)}. Genres permis : {allowed}.")
    named = [str(parse_certification_or_bloc(code)) for code in codes or () if code != EVERY]
    codes_named = frozenset(named) or None
    return Scope(
        kinds=frozenset(map(RecordKind, kinds)) if kinds else default_kinds(IssuerRole(role), codes_named),
        certifications=codes_named,
        countries=frozenset(code.upper() for code in countries) if countries else None,
    )
