"""`acquis referentials pull` against a local server that behaves like the portal."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import stamina

from referentials.download import Patience
from tests.support.commands import acquis, answer
from tests.support.official_files import STANDARD, rncp_archive, rome_archive
from tests.support.portal_server import RNCP, ROME, FakePortal, serving

FICHE = """<?xml version="1.0" encoding="UTF-8"?>
<FICHES><VERSION_FLUX>4.1</VERSION_FLUX><FICHE><NUMERO_FICHE>{code}</NUMERO_FICHE><INTITULE>Essai</INTITULE>
<ACTIF>Oui</ACTIF></FICHE></FICHES>"""


def publish_all(fake: FakePortal, folder: Path) -> None:
    """Put the four official files on the portal."""
    csv = rncp_archive(folder / "csv.zip", "2026_08_26", Standard=STANDARD).read_bytes()
    fake.publish(ROME, "RefRomeCsv_v461.zip", rome_archive(folder / "rome.zip").read_bytes())
    fake.publish(RNCP, "export-fiches-csv-2026-08-26.zip", csv)
    for register, code in (("rncp", "RNCP7"), ("rs", "RS8")):
        body = FICHE.format(code=code).encode()
        fake.publish(RNCP, f"export-fiches-{register}-v4-1-2026-08-26.zip", zipped(folder, register, body))


def zipped(folder: Path, name: str, body: bytes) -> bytes:
    path = folder / f"{name}.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(f"{name}.xml", body)
    return path.read_bytes()


def test_pull_downloads_and_imports_then_finds_everything_up_to_date(tmp_path: Path) -> None:
    """The snapshot in use comes from the files of the portal; a second pull downloads nothing."""
    (tmp_path / "made").mkdir()
    with serving() as fake:
        publish_all(fake, tmp_path / "made")
        first = answer("referentials", "pull", "--portal", fake.url, home=tmp_path)
        again = answer("referentials", "pull", "--portal", fake.url, "--no-import", home=tmp_path)
    assert {one["outcome"] for one in first["resources"]} == {"downloaded"}
    assert first["imported"]["tables"]["certifications"] == 4
    assert answer("referentials", "status", home=tmp_path)["snapshot"] == first["imported"]["snapshot"]
    assert {one["outcome"] for one in again["resources"]} == {"up_to_date"}
    assert again["imported"] is None


def test_a_missing_file_stops_the_import_and_says_which(tmp_path: Path) -> None:
    """What was obtained stays; nothing is imported; exit code 2."""
    with serving() as fake:
        fake.publish(ROME, "RefRomeCsv_v461.zip", rome_archive(tmp_path / "rome.zip").read_bytes())
        done = acquis("referentials", "pull", "--portal", fake.url, "--json", home=tmp_path / "home")
    assert done.returncode == 2
    outcomes = {one["name"]: one["outcome"] for one in json.loads(done.stdout)["resources"]}
    assert outcomes["rome"] == "downloaded"
    assert outcomes["rncp-csv"] == "failed"
    assert "rien n'a été importé" in done.stderr
    assert not (tmp_path / "home" / "current").exists()


def test_without_network_the_command_says_what_to_do_by_hand(tmp_path: Path) -> None:
    """Nothing listens there: pages to download from, the command to run next, exit code 2; the waits are left out."""
    with stamina.set_testing(True, attempts=Patience().attempts):
        done = acquis("referentials", "pull", "--portal", "http://127.0.0.1:9", home=tmp_path)
    assert done.returncode == 2
    assert "https://www.data.gouv.fr/datasets/" in done.stderr
    assert "acquis referentials import" in done.stderr
    assert "Traceback" not in done.stderr
