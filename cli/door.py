"""The vault of this machine, opened for a command: its address, its keys, who vouches, who keeps it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from passport.proof.authority import Authority
    from passport.proof.registry import IssuerKey
    from passport.service.passports import Passports

OPERATOR_KEY = "ACQUIS_OPERATOR_KEY"
"""Environment variable that names the file of the operator's key."""
CONSOLE = "console"
"""How the command line comes in, as the journal has it: who acts is stated by the operator."""
VaultOption = Annotated[
    str | None,
    typer.Option(
        "--vault",
        envvar="ACQUIS_VAULT",
        metavar="ADRESSE",
        help="Base du coffre : sqlite:///FICHIER ou postgresql://… (défaut : vault/passports.sqlite dans ACQUIS_HOME).",
    ),
]


def now() -> datetime:
    """The instant of a command."""
    return datetime.now(UTC)


def vault_url(given: str | None) -> str:
    """Address of the vault that a command is given."""
    from passport.vault.engine import default_url

    return given or default_url()


def operator_file() -> Path:
    """File of the operator's key, which signs heads of the journal, and what else the operator signs."""
    from referentials.home import home

    named = os.environ.get(OPERATOR_KEY)
    return Path(named).expanduser() if named else home() / "vault" / "operator.json"


def operator_authority() -> Authority | None:
    """The operator with their key; None where there is none. Raises RegistryError for a file that is no key."""
    from passport.proof.authority import load_authority

    path = operator_file()
    return load_authority(path) if path.exists() else None


def operator_keys(passports: Passports) -> tuple[IssuerKey, ...]:
    """Public keys of the operator before the one at hand: those that the registry has of an operator."""
    from passport.proof.registry import IssuerRole

    issuers = passports.registry.issuers
    return tuple(key for issuer in issuers if issuer.role is IssuerRole.OPERATOR for key in issuer.keys)


@contextmanager
def opened(
    vault: str | None, certifications: Mapping[str, date | None] | None = None, *, make: bool = False
) -> Iterator[Passports]:
    """The door to stored passports, closed when the block ends.

    `certifications`: those of the referential, against which a feed is held; `make`: a vault is made where there
    is none. Raises UnusableVaultError, UnusableKeyError, RegistryError, MissingExtraError.
    """
    from passport.proof.registry_file import default_registry
    from passport.service.passports import Passports
    from passport.vault.keys import default_keys
    from passport.vault.store import Vault
    from referentials.home import home

    keys, registry, operator = default_keys(), default_registry(home()), operator_authority()
    store = Vault.open(vault_url(vault), keys, make=make)
    try:
        yield Passports(store, registry, operator=operator, via=CONSOLE, certifications=certifications)
    finally:
        store.close()


def end_of_day(day: date) -> datetime:
    """The instant at which a day is over in France, for what lasts until it, that day included."""
    from datetime import time, timedelta

    from referentials.days import FRANCE

    near = min(day, date.max - timedelta(days=2))  # the calendar ends there: a share is refused long before
    return datetime.combine(near + timedelta(days=1), time.min, FRANCE).astimezone(UTC)
