"""An invented person, their passport, and a certifier, for the commands of passports that are kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from passport.proof.registry import Issuer, IssuerRole, Registry
from tests.support.authority import authority
from tests.support.commands import Ran, ran

HOLDER = "exemple-berthe"
CERTIFIER, OTHER = "03VML243", "03AUTRE1"
"""The certifier of `tests.support.feeds`, and another one."""
IDENTITY = {"family_name": "Haba", "given_name": "Berthe", "birthdate": "1993-05-23", "gender": "female"}
DOCUMENT: dict[str, Any] = {
    "version": 1,
    "holder": {"id": HOLDER, "name": "Berthe Haba"},
    "experiences": [
        {
            "id": "exp-1", "kind": "volunteering", "title": "Bénévole à l'accueil",
            "organisation": "Le Comptoir Inventé", "start": "2020-01", "end": "2022-06",
            "description": "Accueillir et orienter les visiteurs.",
            "attestation": {"status": "guaranteed", "issuer": "Le Comptoir Inventé", "date": "2022-07-01"},
        },
        {"id": "exp-2", "kind": "employment", "title": "Caissière", "start": "2022-09", "end": "2024-08"},
    ],
    "languages": [{"id": "lang-1", "language": "en", "level": "A2"}],
}  # fmt: skip


def certifier_and(registry: Registry, *names: str) -> Registry:
    """A registry with certifiers of these ids besides; whoever is in the XML has no use for its key here."""
    since = date(2000, 1, 1)
    more = tuple(
        Issuer(
            id=name,
            name=f"Certificateur {name}",
            role=IssuerRole.CERTIFIER,
            keys=(authority(f"Certificateur {name}").key(since),),
        )
        for name in names
    )
    return Registry(issuers=(*registry.issuers, *more), status_lists=registry.status_lists)


def as_holder(*arguments: str | Path) -> Ran:
    """A command of the person."""
    return ran("passport", *arguments, "--as", f"holder:{HOLDER}")


def lines() -> dict[str, dict[str, Any]]:
    """Lines of the person's passport as they see them, by what each is."""
    shown = as_holder("show", HOLDER, "--json").json
    return {line["record"].get("title") or line["kind"]: line for line in shown["lines"]}
