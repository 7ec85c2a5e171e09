"""The journal says who did what, shows what was done to it, and the vault is kept: backups, keys, schema, purge."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from answers.shapes.journal import HeadAnswer, JournalAnswer, JournalCheckAnswer
from answers.shapes.vault import (
    BackupAnswer,
    DeathAnswer,
    MigratedAnswer,
    PurgedAnswer,
    RotatedAnswer,
    VaultAnswer,
)
from passport.journal.chain import Tip
from passport.journal.heads import sign_head
from passport.proof.registry import IssuerRole
from tests.support.authority import authority
from tests.support.commands import ran
from tests.support.door import AT
from tests.support.kept import HOLDER, as_holder, lines

COLUMNS = "at, actor_kind, actor_id, action, holder, records, nature, ground, outcome, details, previous, hash"


def tamper(kept: Path, statement: str) -> None:
    """Change the database behind the back of acquis, as its administrator may."""
    with sqlite3.connect(kept / "vault" / "passports.sqlite") as database:
        triggers = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        assert database.execute(statement).rowcount
    database.close()


def test_the_journal_tells_its_holder_who_did_what_and_how_they_came_in(kept: Path) -> None:
    """Refusals too; that it was said at the console, and not proven."""
    ran("passport", "show", HOLDER, "--as", "agent:a-1@plie", "--mission", "support")
    answer = JournalAnswer.model_validate(as_holder("journal", "--json").json)
    last = answer.entries[-1]
    assert (last.actor.id, last.body, last.outcome, last.via) == ("a-1", "plie", "refused", "console")
    assert "Berthe" not in as_holder("journal", "--json").out
    assert "dit à la console de l'opérateur" in as_holder("journal").out
    assert ran("passport", "journal", HOLDER, "--as", "operator").code == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET action = 'export' WHERE seq = 2",
        "DELETE FROM journal WHERE seq = 2",
        f"INSERT INTO journal (seq, {COLUMNS}) SELECT 99, {COLUMNS} FROM journal WHERE seq = 2",
    ],
    ids=["changed", "removed", "inserted"],
)
def test_a_journal_that_was_touched_is_found_with_exit_code_2(kept: Path, statement: str) -> None:
    """A line changed, removed or inserted; whole before."""
    before = ran("passport", "journal", "--verify", "--json")
    assert JournalCheckAnswer.model_validate(before.json).whole
    tamper(kept, statement)
    done = ran("passport", "journal", "--verify")
    assert done.code == 2
    assert "Journal altéré" in done.out
    assert "entrée" in done.out
    assert ran("passport", "journal", "--verify", "--sign-head").code == 2


def test_a_head_kept_elsewhere_shows_that_the_end_was_cut(kept: Path) -> None:
    """Even where the heads of the database, and its end, were put back with it."""
    head = HeadAnswer.model_validate(ran("passport", "journal", "--sign-head", "--json").json)
    assert head.signed
    assert not HeadAnswer.model_validate(ran("passport", "journal", "--sign-head", "--json").json).signed
    copies = kept / "heads.txt"
    copies.write_text(f"{head.jws}\n", encoding="utf-8")
    compared = ran("passport", "journal", "--verify", "--copies", copies)
    assert (compared.code, "Comparé à 1 tête gardée ailleurs" in compared.out) == (0, True)
    tamper(kept, "DELETE FROM journal_heads")
    tamper(kept, "DELETE FROM journal WHERE seq > 1")
    tamper(kept, "UPDATE journal_chain SET seq = 1, hash = (SELECT hash FROM journal WHERE seq = 1)")
    stranger = authority("Autre", IssuerRole.OPERATOR)
    foreign = kept / "foreign.txt"
    foreign.write_text(sign_head(Tip(journal="j", seq=3, hash="0" * 64), None, stranger, AT).jws, encoding="utf-8")
    assert "Non comparé" in ran("passport", "journal", "--verify", "--copies", foreign).out
    alone = ran("passport", "journal", "--verify")
    assert (alone.code, "Non comparé à des têtes gardées ailleurs" in alone.out) == (0, True)
    assert ran("passport", "journal", "--verify", "--copies", copies).code == 2
    copies.write_text("autre chose\n", encoding="utf-8")
    assert "ligne 1" in ran("passport", "journal", "--verify", "--copies", copies).said


def test_a_vault_is_made_once_and_says_where_it_is(kept: Path) -> None:
    """Keys are for their owner alone, and never replaced."""
    key = (kept / "vault" / "master.key").read_bytes()
    again = VaultAnswer.model_validate(ran("vault", "init", "--json").json)
    assert (again.made, (kept / "vault" / "master.key").read_bytes()) == ([], key)
    for name in ("master.key", "operator.json"):
        assert (kept / "vault" / name).stat().st_mode & 0o077 == 0
    assert "passports.sqlite" in ran("vault", "status").out
    assert ran("vault", "init", "--as", f"holder:{HOLDER}").code == 2
    (kept / "vault" / "operator.json").unlink()
    for command in (("passport", "journal", "--sign-head"), ("vault", "purge")):
        assert "acquis vault init" in ran(*command).said
    assert "signatures non vérifiées" in ran("passport", "journal", "--verify").out


def test_a_backup_is_restored_elsewhere_and_keys_are_rotated(kept: Path) -> None:
    """The same lines; what was restored is checked; another master key opens it after a change."""
    before = lines()
    file, elsewhere = kept / "backup.gz", f"sqlite:///{kept / 'other.sqlite'}"
    made = BackupAnswer.model_validate(ran("vault", "backup", file, "--json").json)
    assert RotatedAnswer.model_validate(ran("vault", "rotate", "--json").json).rows == 4
    restore = ("vault", "restore", file, "--vault", elsewhere)
    assert BackupAnswer.model_validate(ran(*restore, "--json").json).rows == made.rows
    assert ran(*restore).code == 2
    told = ran("vault", "restore", file, "--vault", f"sqlite:///{kept / 'third.sqlite'}").out
    assert "décidé depuis le " in told
    assert "--verify --copies" in told
    there = as_holder("show", "--vault", elsewhere, "--json").json
    assert {line["id"] for line in there["lines"]} == {line["id"] for line in before.values()}
    new = kept / "new.key"
    assert RotatedAnswer.model_validate(ran("vault", "rotate", "--master", new, "--json").json).master == str(new)
    assert as_holder("show").code == 2
    new.replace(kept / "vault" / "master.key")
    assert lines() == before


def test_the_schema_goes_down_and_up_with_the_data(kept: Path) -> None:
    """Between the two, commands say which one to run."""
    before = lines()
    down = MigratedAnswer.model_validate(ran("vault", "downgrade", "0001", "--json").json)
    assert down.after == "0001"
    assert "acquis vault upgrade" in as_holder("show").said
    assert MigratedAnswer.model_validate(ran("vault", "upgrade", "--json").json).before == "0001"
    assert lines() == before
    assert "0001" in ran("vault", "downgrade", "1999").said


def test_the_dead_are_kept_three_years_and_removed(kept: Path) -> None:
    """Nobody opens the passport meanwhile."""
    answer = DeathAnswer.model_validate(ran("vault", "death", HOLDER, "2026-11-01", "--json").json)
    assert str(answer.removable_from) == "2029-11-02"
    assert "décédé" in as_holder("show").said
    assert PurgedAnswer.model_validate(ran("vault", "purge", "--json").json).passports == 0
    assert ran("vault", "death", HOLDER, "2020-01-01").code == 0
    assert PurgedAnswer.model_validate(ran("vault", "purge", "--json").json).passports == 1
    assert ran("vault", "purge", "--as", f"holder:{HOLDER}").code == 2
    assert ran("passport", "journal", "--verify").code == 0


def test_a_death_recorded_by_mistake_is_undone_and_none_is_to_come(kept: Path) -> None:
    """The passport opens again, and its journal has both; without a day, or with one and --undo, nothing is done."""
    for said in (("2999-01-01",), (), ("2026-11-01", "--undo")):
        done = ran("vault", "death", HOLDER, *said)
        assert (done.code, "jour" in done.said) == (2, True)
    assert as_holder("show").code == 0
    assert ran("vault", "death", HOLDER, "2026-11-01").code == 0
    assert as_holder("show").code == 2
    undone = DeathAnswer.model_validate(ran("vault", "death", HOLDER, "--undo", "--json").json)
    assert (undone.died_on, undone.removable_from) == (None, None)
    assert as_holder("show").code == 0
    assert "annuler l'enregistrement d'un décès" in as_holder("journal").out


def test_what_is_done_with_the_vault_has_its_line_in_the_journal(kept: Path) -> None:
    """A new master key, another schema, a restoration: by the operator, with what changed."""
    file, elsewhere = kept / "backup.gz", kept / "other.sqlite"
    new, url = kept / "new.key", f"sqlite:///{elsewhere}"
    assert ran("vault", "backup", file).code == 0
    assert ran("vault", "restore", file, "--vault", url).code == 0
    for command in (("downgrade", "0002"), ("upgrade",), ("upgrade",), ("rotate", "--master", new)):
        assert ran("vault", *command, "--vault", url, "--as", "operator:moi").code == 0
    with sqlite3.connect(elsewhere) as database:
        found = database.execute("SELECT actor_id, details FROM journal ORDER BY seq DESC LIMIT 4").fetchall()
    database.close()
    done = [(who, json.loads(details)) for who, details in reversed(found)]
    assert [(who, said["change"]) for who, said in done] == [
        ("console", "restored"), ("moi", "downgraded"), ("moi", "upgraded"), ("moi", "master"),
    ]  # fmt: skip
    assert (done[1][1]["after"], done[2][1]["before"]) == ("0002", "0002")
    new.replace(kept / "vault" / "master.key")
    assert ran("passport", "journal", "--verify", "--vault", url).code == 0
    for refused in (("upgrade",), ("downgrade", "0002"), ("restore", file)):
        assert ran("vault", *refused, "--as", f"holder:{HOLDER}").code == 2


def test_only_who_makes_a_vault_makes_one(kept: Path) -> None:
    """An address with a slip is told, and nothing is at it afterwards; an empty database is no vault either."""
    slip, empty = kept / "nowhere" / "x.sqlite", kept / "empty.sqlite"
    empty.touch()
    asked = (
        ("vault", "status"), ("vault", "upgrade"), ("vault", "downgrade", "0002"), ("vault", "rotate"),
        ("passport", "show", HOLDER, "--as", "holder"), ("passport", "journal", "--verify"),
    )  # fmt: skip
    for path in (slip, empty):
        for command in asked:
            done = ran(*command, "--vault", f"sqlite:///{path}")
            assert (done.code, "acquis vault init" in done.said) == (2, True), command
    assert not slip.parent.exists()
    assert ran("vault", "init", "--vault", f"sqlite:///{empty}").code == 0
    assert ran("vault", "status", "--vault", f"sqlite:///{empty}").code == 0


def test_a_head_that_was_not_signed_of_late_is_told(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None at all; today's and yesterday's are of late; that of the day before is not. The journal is whole."""
    never = JournalCheckAnswer.model_validate(ran("passport", "journal", "--verify", "--json").json)
    assert (never.head_late, never.signed_on, never.whole) == (True, None, True)
    assert "Aucune tête n'a été signée" in ran("passport", "journal", "--verify").out
    assert ran("passport", "journal", "--sign-head").code == 0
    today = datetime.now(UTC)
    for days, late in ((0, False), (1, False), (2, True)):
        monkeypatch.setattr("cli.passport.journal.now", lambda after=days: today + timedelta(days=after))
        done = ran("passport", "journal", "--verify")
        assert (done.code, "Dernière tête signée le" in done.out) == (0, late), days
