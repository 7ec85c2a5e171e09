"""Damage to a snapshot, to what is derived from it or to a model is seen before it answers, and said in one message."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.app import create_app
from api.settings import Settings
from cli.main import app
from matching.encoders.encoder import verify
from matching.encoders.french import FrenchEncoder
from matching.errors import DamagedModelError
from matching.matcher import Matcher, derive
from recommend.engine import Engine, open_snapshot
from recommend.integrity import mended, verified
from referentials import seal
from referentials.errors import DamagedFileError, SnapshotError
from referentials.progress import unheard
from referentials.snapshot import DERIVED, MANIFEST, Snapshot, write_snapshot
from referentials.tables import TABLES
from referentials.teaching import teaching_snapshot
from tests.support.commands import acquis
from tests.support.errors import refused
from tests.support.matching_world import small_world

DERIVE, IMPORT = "acquis referentials derive", "acquis referentials import"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small snapshot with what is derived from it."""
    snapshot = small_world(tmp_path_factory.mktemp("whole"))
    Matcher.open(snapshot).link()
    return snapshot.path


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged, whose files were once hashed."""
    copy = tmp_path / "snapshots" / whole.name
    shutil.copytree(whole, copy)
    snapshot = Snapshot.open(copy)
    snapshot.check_derived()
    return copy


def flip(file: Path, bits: int = 1) -> None:
    """Flip bits of a file, far from its beginning."""
    content = bytearray(file.read_bytes())
    for at in range(bits):
        content[len(content) // 2 + at * 7] ^= 1 << (at % 8)
    file.write_bytes(bytes(content))


def cut(file: Path) -> None:
    """Leave the first half of a file."""
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def rewrite(file: Path) -> None:
    """Write other rows in a table."""
    rows = pl.read_parquet(file, memory_map=False)
    rows.with_columns(pl.lit("Autre").alias("label")).write_parquet(file)


def opened(path: Path, *, thorough: bool = False) -> Engine:
    """As a command does, or a server that starts."""
    return Engine.open(Snapshot.open(path, thorough=thorough), thorough=thorough)


@pytest.mark.parametrize("damage", [flip, cut, Path.unlink], ids=["flipped", "truncated", "missing"])
@pytest.mark.parametrize(
    ("pattern", "remedy"),
    [
        ("derived/*/items.npy", DERIVE),
        ("derived/*/everyday.npy", DERIVE),
        ("derived/*/titles.bm25/data.csc.index.npy", DERIVE),
        ("derived/*/unit_competencies.parquet", DERIVE),
        ("derived/*-l*/nearness.npy", DERIVE),
        ("derived/*-l*/carry.data.npy", DERIVE),
        ("competencies.parquet", IMPORT),
        ("quality.json", IMPORT),
    ],
)
def test_damage_to_any_file_is_named_when_a_command_opens_it(
    path: Path, pattern: str, remedy: str, damage: Callable[[Path], None]
) -> None:
    """With what makes it again, whatever the kind of file and of damage."""
    file = next(iter(path.glob(pattern)))
    damage(file)
    with refused(DamagedFileError, remedy) as caught:
        opened(path)
    assert isinstance(caught.value, DamagedFileError)
    assert caught.value.file == file.relative_to(path).as_posix()


def test_a_table_rewritten_with_other_rows_is_refused(path: Path) -> None:
    """Even a sound Parquet file, where its time of writing was set back."""
    file = path / "competencies.parquet"
    before = file.stat()
    rewrite(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    with refused(DamagedFileError, "competencies.parquet.*" + IMPORT):
        opened(path)


def test_a_bit_that_the_disk_lost_is_seen_by_a_thorough_opening(path: Path) -> None:
    """Nothing tells it but its content: a server that starts sees it, and so does a verification."""
    file = next(iter(path.glob("derived/*/items.npy")))
    flip(file)
    about = file.stat()
    folder = file.parent
    seen = json.loads((folder / ".seen.json").read_text(encoding="utf-8"))
    seen["items.npy"][1:] = [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
    (folder / ".seen.json").write_text(json.dumps(seen, separators=(",", ":")), encoding="utf-8")
    opened(path)
    with refused(DamagedFileError, "items.npy.*" + DERIVE):
        opened(path, thorough=True)
    with refused(DamagedFileError, "items.npy"):
        verified(Snapshot.open(path, thorough=True), FrenchEncoder())


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '"x"', "{}", "[" * 100_000, "\udcff", '{"schema": 2}', '{"schema": 2, "id": 3}']
)
def test_a_manifest_that_says_nothing_is_refused(path: Path, content: str) -> None:
    """Whatever it holds."""
    (path / MANIFEST).write_bytes(content.encode("utf-8", "surrogateescape"))
    with refused(SnapshotError, "manifeste.*illisible.*" + IMPORT):
        opened(path)


def test_a_manifest_that_says_something_else_is_refused(path: Path) -> None:
    """It has a digest of its own: another id, another count, another digest of a file."""
    whole = (path / MANIFEST).read_text(encoding="utf-8")
    said = json.loads(whole)
    digest = said["files"]["competencies.parquet"]["sha256"]
    for old, new in ((said["id"], "0" * 16), ('"teaching": false', '"teaching": true'), (digest, "0" * 64)):
        assert old in whole
        (path / MANIFEST).write_text(whole.replace(old, new), encoding="utf-8")
        with refused(SnapshotError, "manifeste"):
            opened(path)


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"files": {}}'])
def test_a_seal_that_says_nothing_is_refused(path: Path, content: str) -> None:
    """The folder is derived anew."""
    folder = next(iter((path / DERIVED).iterdir()))
    (folder / seal.DIGESTS).write_text(content, encoding="utf-8")
    with refused(DamagedFileError, "digests.json.*" + DERIVE):
        opened(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"../../etc", b"0123"])
def test_a_pointer_that_names_no_snapshot_is_refused(own_home: Path, content: bytes) -> None:
    """And never taken for none, which is the teaching referential."""
    (own_home / "current").write_bytes(content)
    with refused(SnapshotError, "instantané est en usage"):
        open_snapshot()


def test_what_is_unchanged_is_not_hashed_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless one asks; a memory that is lost or absurd only costs time."""
    hashed: list[Path] = []
    digest = seal.sha256

    def counted(file: Path) -> str:
        hashed.append(file)
        return digest(file)

    monkeypatch.setattr(seal, "sha256", counted)
    opened(path)
    assert hashed == []
    opened(path, thorough=True)
    every = len(hashed)
    assert every > 40
    for content in ("{", "[]", '{"competencies.parquet": 3}'):
        hashed.clear()
        (path / ".seen.json").write_text(content, encoding="utf-8")
        opened(path)
        assert 20 < len(hashed) < every
        opened(path)
        assert len(hashed) < every


def test_what_is_damaged_is_derived_anew_and_the_rest_kept(path: Path) -> None:
    """Vectors that are what was written are taken over, damaged ones are not; the answer is the first one."""
    first = Matcher.open(Snapshot.open(path)).unit_links
    vectors = next(iter(path.glob("derived/*/vectors.npy")))
    flip(vectors, 20)
    again = derive(Snapshot.open(path), FrenchEncoder(), unheard, unsealed=False)
    assert again == [vectors.parent.name]
    assert Matcher.open(Snapshot.open(path, thorough=True)).unit_links.equals(first)
    assert not list(path.glob("derived/*.damaged"))


def test_the_import_of_the_same_files_mends_their_tables(path: Path) -> None:
    """The rows are the same, so is the id; the files are written again, and what was derived stays."""
    whole = Snapshot.open(path)
    tables = {name: whole.stored(name).clone() for name in TABLES}
    flip(path / "competencies.parquet")
    (path / "occupations.parquet").unlink()
    assert write_snapshot(tables, path.parent, sources=[], quality={}, mend=True).path == path
    opened(path, thorough=True)


def unseal(path: Path) -> None:
    """Make a snapshot what older versions wrote."""
    document = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
    del document["files"], document["sha256"]
    (path / MANIFEST).write_text(json.dumps(document), encoding="utf-8")
    for file in path.rglob(seal.DIGESTS):
        file.unlink()


def test_a_snapshot_without_digests_is_opened_with_a_remark(path: Path) -> None:
    """Those of older versions; deriving them again gives them digests."""
    unseal(path)
    opened(path)
    found = verified(Snapshot.open(path, thorough=True), FrenchEncoder())
    assert (found.tables, found.derived, len(found.without)) == (False, (), 2)
    snapshot = mended(str(path))
    assert len(derive(snapshot, FrenchEncoder(), unheard, unsealed=True)) == 2
    found = verified(Snapshot.open(path, thorough=True), FrenchEncoder())
    assert (found.tables, len(found.derived), found.without) == (True, 2, ())


def test_tables_of_other_rows_than_the_id_get_no_digest(path: Path) -> None:
    """They may be damaged: no digest says they are not."""
    unseal(path)
    rewrite(path / "competencies.parquet")
    assert not Snapshot.open(path).seal()


@pytest.mark.parametrize("damage", [cut, Path.unlink])
@pytest.mark.parametrize("name", ["items.npy", "titles.npy", "labels.parquet", "nearness.npy", "taught.shape.npy"])
def test_damage_without_digests_is_still_one_message(path: Path, name: str, damage: Callable[[Path], None]) -> None:
    """Of a snapshot of an older version: what a library raises is not what a person reads."""
    unseal(path)
    damage(next(iter(path.glob(f"derived/*/{name}"))))
    engine = opened(path)
    with refused(DamagedFileError, DERIVE):
        _ = engine.matcher.items(["vendre"]), engine.matcher.title_index, engine.matcher.search("pain")
        _ = engine.matcher.between.nearness, engine.matcher.between.teaching


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A copy of the model that ships."""
    return Path(shutil.copytree(str(files("matching.encoders") / "french_model"), tmp_path / "model"))


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
@pytest.mark.parametrize(
    "damage", [lambda file: flip(file, 20), cut, Path.unlink], ids=["flipped", "truncated", "missing"]
)
def test_a_damaged_model_reads_nothing(model: Path, name: str, damage: Callable[[Path], None]) -> None:
    """Its digests ship with it."""
    damage(model / name)
    encoder = FrenchEncoder(model)
    with refused(DamagedModelError, f"{name}.*Réinstallez acquis"):
        encoder.encode(["vendre"])
    with refused(DamagedModelError, name):
        verify(encoder)


@pytest.mark.parametrize("content", ["", "abc  model.onnx", "\xff"])
def test_digests_of_a_model_that_say_nothing_are_refused(model: Path, content: str) -> None:
    """Without them it has no name."""
    (model / "SHA256SUMS").write_text(content, encoding="latin-1")
    with refused(DamagedModelError, "SHA256SUMS"):
        FrenchEncoder(model)


def test_another_model_has_another_id(model: Path) -> None:
    """Made from its bytes; the one that ships keeps its name wherever it lies."""
    assert FrenchEncoder(model).id == FrenchEncoder().id == "acquis-fr-1"
    for name in ("model.onnx", "tokenizer.json"):
        flip(model / name)
        other = seal.sha256(model / name)
        sums = (model / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
        changed = [f"{other}  {name}" if line.endswith(name) else line for line in sums]
        before = FrenchEncoder(model).id
        (model / "SHA256SUMS").write_text("\n".join(changed) + "\n", encoding="utf-8")
        assert FrenchEncoder(model).id not in (before, "acquis-fr-1")


def test_the_commands_refuse_what_is_damaged(path: Path) -> None:
    """One message and exit code 2, before anything is served too."""
    flip(path / "competencies.parquet")
    for command in (["search", "vente"], ["serve", "--port", "8999"]):
        done = acquis(*command, "--snapshot", path, home=path.parents[1])
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") == 1
        assert done.stderr.startswith("acquis : competencies.parquet, de l'instantané")


def test_the_teaching_referential_is_mended_by_a_command(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening it tells of the damage, and never mends it in silence; `acquis referentials derive` writes it again."""
    run = CliRunner()
    path = teaching_snapshot().path
    flip(path / "competencies.parquet")
    with refused(DamagedFileError, "competencies.parquet.*" + DERIVE):
        open_snapshot()
    monkeypatch.setattr("matching.matcher.derive", lambda *_, **__: [])
    assert run.invoke(app, ["referentials", "derive"]).exit_code == 0
    done = run.invoke(app, ["referentials", "status", "--verify"])
    assert "chaque fichier a son empreinte" in done.output


def test_serving_is_refused_by_any_server(path: Path) -> None:
    """An application that another server runs does not start, and says why."""
    flip(next(iter(path.glob("derived/*/items.npy"))))
    refusal = pytest.raises(RuntimeError, match=rf"items\.npy.*{DERIVE}")
    with refusal, TestClient(create_app(Settings(snapshot=str(path)))):
        pass
