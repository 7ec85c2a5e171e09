"""The service checks who vouches for a passport against the registry that it read when it started."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api import app as service
from api.app import create_app
from api.openapi.passport import PASSPORT
from api.settings import Settings
from passport.proof.registry import EMPTY
from passport.proof.registry_file import read_registry
from recommend.engine import Engine
from tests.support.authority import registry_file, signed_document
from tests.support.data import ISSUERS
from tests.support.passports import DAY, GUARANTEED, claimed, job

CLAIMED: dict[str, Any] = {"version": 1, "holder": {"id": "essai"}, "experiences": [job(attestation=GUARANTEED)]}
ASKED: dict[str, dict[str, Any]] = {
    "profile": {}, "gap": {"target": "D1106"}, "plan": {"target": "D1106"}, "explore": {}, "paths": {},
    "what-if": {"code": "RNCP37099BC01"}, "rights": {},
}  # fmt: skip


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The registry that the issuer of the passport is in."""
    return registry_file(tmp_path / "registry.json", claimed(experiences=[job(attestation=GUARANTEED)]))


@contextmanager
def client(engine: Engine, issuers: Path | None, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """The service with a registry, its engine warm already."""
    monkeypatch.setattr(service, "warm", lambda engine: None)
    with TestClient(create_app(Settings(issuers=issuers), lambda: engine)) as opened:
        yield opened


def told(opened: TestClient, name: str, passport: dict[str, Any]) -> dict[str, Any]:
    """What an operation says of those who vouch for the records."""
    body = {"passport": passport, "as_of": str(DAY), **ASKED[name]}
    found: dict[str, Any] = opened.post(f"/v1/{name}", json=body).raise_for_status().json()["attestations"]
    return found


def test_every_advice_checks_the_proofs_and_names_the_registry(
    engine: Engine, registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guaranteed with its proof; a claim alone is unverified, and counts as declared."""
    with client(engine, registry, monkeypatch) as opened:
        digest = opened.get("/health/ready").json()["issuers"]
        assert digest == read_registry(registry).digest
        for name in ASKED:
            sure, alone = told(opened, name, signed_document(CLAIMED)), told(opened, name, CLAIMED)
            assert (sure["registry"], sure["guaranteed"], sure["checked"]) == (digest, 1, str(DAY))
            assert (alone["guaranteed"], alone["unverified"]) == (0, 1)
            assert alone["records"][0]["told"].startswith("attestation non vérifiée")
        lines = opened.post("/v1/gap", json={"passport": CLAIMED, "as_of": str(DAY), "target": "D1106"}).json()
        assert lines["guaranteed_coverage"] == 0.0
        assert {line["guarantee"] for line in lines["lines"]} == {"none"}


def test_without_a_registry_nothing_is_guaranteed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the answers say that it is empty."""
    monkeypatch.delenv("ACQUIS_ISSUERS")
    with client(engine, None, monkeypatch) as opened:
        found = told(opened, "rights", signed_document(CLAIMED))
    assert (found["registry"], found["guaranteed"], found["unverified"]) == (EMPTY.digest, 0, 1)


def test_the_example_of_the_document_is_guaranteed_by_the_registry_of_the_examples(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bloc has the proof that examples/ has: who signs these again copies it (api/openapi/passport.py)."""
    with client(engine, ISSUERS, monkeypatch) as opened:
        found = told(opened, "rights", PASSPORT)
    assert [one["standing"] for one in found["records"]] == ["declared", "guaranteed"]


def test_a_registry_that_cannot_be_read_stops_the_service(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says which file; to serve without it would call everything unverified."""
    missing = tmp_path / "nowhere.json"
    with pytest.raises(RuntimeError, match=r"nowhere\.json"), client(engine, missing, monkeypatch):
        pass
