"""What goes wrong with a database is told as what it is; what does not fit is refused in both alike."""

from __future__ import annotations

import ast
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from passport.vault import engine
from passport.vault.errors import UnusableVaultError, VaultProblem
from passport.vault.library import sa
from passport.vault.store import Vault
from tests.support.data import ROOT
from tests.support.process import free_port
from tests.support.vaults import KEYS, entry, receipt, record


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("nothing", VaultProblem.BAD_URL),
        ("mysql://localhost/x", VaultProblem.BAD_URL),
        ("sqlite://", VaultProblem.BAD_URL),
        ("sqlite:////proc/nowhere/vault.sqlite", VaultProblem.UNREACHABLE),
        (f"postgresql://someone:s3cret@127.0.0.1:{free_port()}/x", VaultProblem.UNREACHABLE),
    ],
)
def test_an_address_that_leads_nowhere_says_so(url: str, problem: VaultProblem) -> None:
    """And a password in it is not repeated."""
    with pytest.raises(UnusableVaultError) as caught:
        Vault.open(url, KEYS)
    assert caught.value.problem is problem
    assert "s3cret" not in str(caught.value)


def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path) -> None:
    """A letter, say."""
    path = tmp_path / "letter.txt"
    path.write_text("Madame, Monsieur, " * 100)
    with pytest.raises(UnusableVaultError) as caught:
        Vault.open(f"sqlite:///{path}", KEYS)
    assert caught.value.problem is VaultProblem.NOT_A_VAULT
    assert path.read_text().startswith("Madame")


def test_an_empty_database_becomes_a_vault_only_for_who_makes_one(database_url: str) -> None:
    """Whoever comes to use one is told that there is none, and leaves it empty."""
    for _ in range(2):
        with pytest.raises(UnusableVaultError) as caught:
            Vault.open(database_url, KEYS, make=False)
        assert caught.value.problem is VaultProblem.ABSENT
    Vault.open(database_url, KEYS).close()
    Vault.open(database_url, KEYS, make=False).close()


def test_the_file_of_a_vault_is_its_owners_alone(tmp_path: Path) -> None:
    """The log that SQLite writes beside it too."""
    vault = Vault.open(f"sqlite:///{tmp_path / 'deep' / 'vault.sqlite'}", KEYS)
    with vault.transaction() as store:
        store.append(entry())
        files = list((tmp_path / "deep").iterdir())
        assert {file.name for file in files} >= {"vault.sqlite", "vault.sqlite-wal"}
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    vault.close()


def test_who_waits_too_long_is_told_that_the_vault_is_busy(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The journal has one end: its other writers wait; whoever only reads does not."""
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.3)
    vault = Vault.open(database_url, KEYS)
    with vault.transaction() as store:
        store.append(entry())
        with pytest.raises(UnusableVaultError) as caught, vault.transaction() as other:
            other.append(entry())
        assert caught.value.problem is VaultProblem.BUSY
        with vault.reading() as reader:
            assert list(reader.entries()) == []
    with vault.reading() as reader:
        assert len(list(reader.entries())) == 1
    vault.close()


@pytest.mark.parametrize("bad", ["x" * 201, "a\0b"])
def test_what_fits_no_column_is_refused_by_both(kept: Vault, bad: str) -> None:
    """Neither cut, nor an error of the database in the middle of a feed."""
    with kept.transaction() as store:
        with pytest.raises(ValueError, match=r"records\.external_id"):
            store.put_record(replace(record("r-3"), external_id=bad), 0)
        with pytest.raises(ValueError, match=r"receipts\.feed"):
            store.put_receipt(replace(receipt(1), feed=bad))
        store.put_record(replace(record("r-3"), external_id="x" * 200), 0)


def test_whoever_only_reads_cannot_write(kept: Vault) -> None:
    """The database says so; the next one writes."""
    with pytest.raises((sa.exc.DBAPIError, UnusableVaultError)), kept.reading() as store:
        store.put_record(record("r-3"), 0)
    with kept.transaction() as store:
        store.put_record(record("r-4"), 0)
    with kept.reading() as store:
        assert store.record("r-3") is None


def test_sqlalchemy_is_used_in_the_vault_and_nowhere_else() -> None:
    """The rooms above see rows and a store."""
    rooms = ("referentials", "passport", "matching", "graph", "recommend", "answers", "api", "cli", "acquis", "lab")
    users = {
        path.relative_to(ROOT).parts[:2]
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if {"sqlalchemy", "alembic", "psycopg"} & _imported(path)
    }
    assert users == {("passport", "vault")}


def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names
