"""An answer never outlives the code, weights and rules that made it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

import answers.version
import matching
import recommend
from answers.version import acquis_version, code_digest
from api.app import create_app
from api.settings import Settings
from cli.main import app
from recommend.engine import Engine

ADDRESS = "/v1/occupations/D1106"


@pytest.fixture
def fresh() -> Iterator[None]:
    """The version computed anew, before and after."""
    acquis_version.cache_clear()
    yield
    acquis_version.cache_clear()


@pytest.mark.parametrize(
    ("package", "file", "old", "new"),
    [
        (recommend, "weights.py", 'Weight("ceiling", 0.98', 'Weight("ceiling", 0.97'),
        (matching, "coefficients.json", "1", "2"),
    ],
)
@pytest.mark.usefixtures("fresh")
def test_another_weight_is_another_etag(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: object, file: str, old: str, new: str
) -> None:
    """A client that has the advice of yesterday's weights gets today's, not 304."""
    folder = Path(str(package.__file__)).parent  # type: ignore[attr-defined]
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("__pycache__", "french_model"))
    monkeypatch.setattr(answers.version, "_folders", lambda: [copy])
    with TestClient(create_app(Settings(), lambda: engine)) as client:
        first = client.get(ADDRESS)
        held = {"If-None-Match": first.headers["etag"]}
        assert client.get(ADDRESS, headers=held).status_code == 304
        text = (copy / file).read_text(encoding="utf-8")
        assert old in text
        (copy / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        acquis_version.cache_clear()
        again = client.get(ADDRESS, headers=held)
    assert again.status_code == 200
    assert again.json()["acquis"] != first.json()["acquis"]


def test_what_python_or_an_editor_leaves_is_not_code(tmp_path: Path) -> None:
    """The same digest on every machine that has the same files."""
    (tmp_path / "weights.py").write_text("A = 1\n", encoding="utf-8")
    first = code_digest([tmp_path])
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "weights.pyc").write_bytes(b"x")
    (tmp_path / ".weights.py.swp").write_bytes(b"x")
    assert code_digest([tmp_path]) == first
    (tmp_path / "rules.json").write_text("{}", encoding="utf-8")
    assert code_digest([tmp_path]) != first


def test_the_command_tells_its_version() -> None:
    """The one that answers have."""
    done = CliRunner().invoke(app, ["--version"])
    assert done.output == f"acquis {acquis_version()}\n"
