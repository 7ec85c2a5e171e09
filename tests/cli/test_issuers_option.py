"""Commands check who vouches for a passport: the registry of --issuers, of ACQUIS_ISSUERS, or of ACQUIS_HOME."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cli.main import app
from recommend.engine import Engine
from tests.support.authority import registry_file, signed_document
from tests.support.passports import DAY, GUARANTEED, claimed, job

CLAIMED: dict[str, Any] = {
    "version": 1,
    "holder": {"id": "essai"},
    "experiences": [job(attestation=GUARANTEED)],
}
ASKED = {
    "analyse": ("--target", "D1106"), "gap": ("--target", "D1106"), "plan": ("--target", "D1106"), "explore": (),
    "paths": (), "what-if": ("RNCP37099BC01",), "rights": (),
}  # fmt: skip


@pytest.fixture
def signed(tmp_path: Path) -> Path:
    """A passport with the proof of what it claims."""
    return written(tmp_path / "signed.json", signed_document(CLAIMED))


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The registry that its issuer is in."""
    return registry_file(tmp_path / "registry.json", claimed(experiences=[job(attestation=GUARANTEED)]))


@pytest.fixture(autouse=True)
def opened(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine is open already, and no registry is named."""
    monkeypatch.setattr(Engine, "open", lambda *_, **__: engine)
    monkeypatch.delenv("ACQUIS_ISSUERS")


def written(path: Path, document: dict[str, Any]) -> Path:
    """A passport as a file."""
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def told(command: str, file: Path, *options: str | Path) -> dict[str, Any]:
    """What a command says of those who vouch for the records."""
    arguments = [command, file, *ASKED[command], "--as-of", str(DAY), *options, "--json"]
    done = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)
    found: dict[str, Any] = json.loads(done.stdout)["attestations"]
    return found


@pytest.mark.parametrize("command", ASKED)
def test_every_command_checks_the_proofs(command: str, signed: Path, registry: Path, tmp_path: Path) -> None:
    """Guaranteed with its proof and the registry; a claim alone is not verified, whatever the registry."""
    assert told(command, signed, "--issuers", registry)["guaranteed"] == 1
    alone = told(command, written(tmp_path / "claimed.json", CLAIMED), "--issuers", registry)
    assert (alone["guaranteed"], alone["unverified"], alone["records"][0]["problem"]) == (0, 1, "no_proof")


def test_the_registry_is_that_of_the_option_of_the_variable_or_of_the_home(
    signed: Path, registry: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this order; without any, nothing is guaranteed."""
    assert told("gap", signed)["guaranteed"] == 0
    (own_home / "issuers.json").write_bytes(registry.read_bytes())
    assert told("gap", signed)["guaranteed"] == 1
    other = registry_file(registry.with_name("other.json"))
    monkeypatch.setenv("ACQUIS_ISSUERS", str(other))
    assert told("gap", signed)["guaranteed"] == 0
    assert told("gap", signed, "--issuers", registry)["guaranteed"] == 1


def test_the_proof_is_checked_for_the_day_of_the_analysis(signed: Path, registry: Path) -> None:
    """Signed in 2000: before that, it was not."""
    document = json.loads(signed.read_text(encoding="utf-8"))
    document["experiences"][0] |= {"start": "1990", "end": "1995"}
    early = written(
        signed, signed_document({**CLAIMED, "experiences": [job(start="1990", end="1995", attestation=GUARANTEED)]})
    )
    found = told("rights", early, "--issuers", registry, "--as-of", "1999-12-31")
    assert (found["checked"], found["records"][0]["problem"]) == ("1999-12-31", "not_yet")


def test_a_line_that_was_changed_after_signing_is_not_verified(signed: Path, registry: Path) -> None:
    """Ten years more of the same job, in the terminal too."""
    document = json.loads(signed.read_text(encoding="utf-8"))
    document["experiences"][0]["start"] = "2010-01"
    forged = written(signed, document)
    assert told("gap", forged, "--issuers", registry)["records"][0]["problem"] == "altered"
    arguments = ["analyse", str(forged), "--as-of", str(DAY), "--issuers", str(registry)]
    shown = " ".join(CliRunner().invoke(app, arguments, env={"COLUMNS": "110"}, catch_exceptions=False).stdout.split())
    assert "attestation non vérifiée : la ligne ne dit plus ce qui a été signé" in shown
    assert "garanti" not in shown
    assert "attesté par" not in shown


def test_the_report_says_it_too(signed: Path, registry: Path) -> None:
    """Who vouches, and that nobody does without the registry."""
    arguments = ["report", str(signed), "--target", "D1106", "--as-of", str(DAY), "-f", "markdown"]
    sure = CliRunner().invoke(app, [*arguments, "--issuers", str(registry)], catch_exceptions=False).stdout
    unsure = CliRunner().invoke(app, arguments, catch_exceptions=False).stdout
    assert "attesté par « Employeur inventé »" in sure
    assert "attesté par" not in unsure
    assert "attestation non vérifiée" in unsure
