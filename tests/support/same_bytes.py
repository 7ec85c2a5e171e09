"""Digests of what acquis answers, so that a change which should change nothing is seen to change nothing.

`python -m tests.support.same_bytes HOME` asks every question and writes the digests again; HOME is an ACQUIS_HOME into
which the full referential was imported. Digests, and not the answers: these quote the official files. The version of
acquis in them, which every line of code changes, is left out.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from answers.version import acquis_version
from answers.words.errors import told
from answers.words.surfaces import Surface
from api.app import create_app
from cli.main import app
from recommend.engine import Engine
from referentials.errors import AcquisError
from tests.support.data import ISSUERS, ROOT

DIGESTS = ROOT / "tests" / "same_bytes.json"
DAY = ("--as-of", "2026-11-23")
CANARY = ("vendeuse en boulangerie", "entretien d'espaces verts", "j'encaisse les clients", "soudeur à l'arc")
"""Texts whose vectors say whether this processor computes as the one that wrote the digests."""

ASKED = {
    "teaching": {"other": "D1102", "bloc": "RNCP37099BC01", "certification": "RNCP37099", "specific": "RS5801"},
    "full": {"other": "D1106", "bloc": "RNCP37099BC01", "certification": "RNCP37099", "specific": "RS5719"},
}
TARGETS = {"vente-benevolat": "D1106", "service-civique": "G1203", "technicien-maintenance": "F1602"}


def questions(snapshot: str) -> Iterator[list[str]]:
    """Arguments of each command, on the three examples and one snapshot; then what asks for no passport."""
    codes = ASKED[snapshot]
    for example, target in TARGETS.items():
        passport, aim = f"examples/{example}.json", ("--target", target)
        for command in (
            ["analyse", passport, *aim], ["gap", passport, *aim], ["plan", passport, *aim],
            ["plan", passport, *aim, "--hours", "400", "--budget", "3000", "--level-to", "5", "--steps", "5"],
            ["plan", passport, "--target", codes["certification"], "--cpf"],
            ["plan", passport, "--target", codes["bloc"]],
            ["explore", passport, "-n", "60"], ["explore", passport, "--domain", "D", "--new"],
            ["paths", passport, *aim], ["paths", passport, "--target", codes["other"]], ["paths", passport],
            ["what-if", passport, codes["bloc"]], ["what-if", passport, codes["certification"]],
            ["what-if", passport, codes["specific"]],
            ["rights", passport, codes["certification"], codes["bloc"], codes["specific"]],
            ["rights", passport, codes["certification"], "--applied", f"{codes['certification']}@2026-02-01"],
        ):  # fmt: skip
            yield [*command, *DAY, "--json"]
            yield [*command, *DAY]
        for form in ("html", "markdown"):
            yield ["report", passport, *aim, "--format", form, *DAY]
    annonce = ["read", "tests/cli/annonce.txt", "--title", "Vendeuse en boulangerie"]
    titles = ["evaluate", "titles", "tests/cli/titles.tsv"]
    for command in (annonce, ["search", "boulanger"], ["search", "secours", "-n", "40"], titles, ["weights"],
                    ["graph", "show", "D1106"]):  # fmt: skip
        yield [*command, "--json"]
        yield command
    yield ["referentials", "status", "--json"]
    yield ["plan", "examples/vente-benevolat.json", "--target", "Z9999", "--json"]
    yield ["rights", "examples/vente-benevolat.json", "RNCP1", "--json"]


def answered(arguments: list[str], engine: Engine) -> str:
    """What a command prints, or the message of the error that it ends with."""
    done = CliRunner().invoke(
        app, arguments, env={"COLUMNS": "110", "ACQUIS_ISSUERS": str(ISSUERS)}, catch_exceptions=True
    )
    if isinstance(done.exception, AcquisError):
        return f"{done.output}\nacquis : {told(done.exception, Surface.CLI)}"
    if done.exit_code:
        raise AssertionError(f"{arguments}: {done.output}\n{done.exception!r}")
    return done.output.replace(str(engine.snapshot.path), "SNAPSHOT").replace(acquis_version(), "ACQUIS")


def digest(text: str | bytes) -> str:
    """Short digest of an answer."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()[:16]


def arithmetic(engine: Engine) -> str:
    """Digest of the vectors of CANARY: another one, and probabilities may differ in their last digits."""
    return digest(engine.matcher.encoder.encode(list(CANARY)).tobytes())


def computed(name: str, engine: Engine) -> Iterator[tuple[str, str]]:
    """Each question on one snapshot, and the digest of its answer."""
    opened = patch.object(Engine, "open", lambda *_, **__: engine)
    chosen = patch("recommend.engine.open_snapshot", lambda *_, **__: engine.snapshot)
    with opened, chosen:
        for arguments in questions(name):
            yield " ".join([name, *arguments]), digest(answered(arguments, engine))
    client = TestClient(create_app(open_engine=lambda: engine))
    yield f"{name} /openapi.json", digest(client.get("/openapi.json").content)


def main() -> None:
    """Write the digests again; the full referential is the one in use in the ACQUIS_HOME given."""
    os.chdir(ROOT)
    home = Path(sys.argv[1]).resolve()
    os.environ["ACQUIS_HOME"] = str(home)
    engines = {"teaching": Engine.open("teaching"), "full": Engine.open()}
    found = {key: value for name, engine in engines.items() for key, value in computed(name, engine)}
    document = {"arithmetic": arithmetic(engines["teaching"]), "answers": found}
    DIGESTS.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
