"""The schema, step by step, up and down, with data in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from passport.vault import migrations, tables
from passport.vault.engine import connect
from passport.vault.errors import UnusableVaultError, VaultProblem
from passport.vault.library import sa
from passport.vault.schema import latest, migrate, steps
from passport.vault.store import Vault
from tests.support.vaults import KEYS, everything


def test_the_steps_make_the_tables_that_the_store_uses(vault: Vault) -> None:
    """Whatever is added to the tables needs a step."""
    with vault.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []


def test_the_steps_are_those_that_alembic_runs() -> None:
    """They are read from the names of their files, which spares each command the import of Alembic."""
    from alembic.script import ScriptDirectory

    folder = str(Path(migrations.__file__).parent)
    assert steps() == tuple(one.revision for one in reversed([*ScriptDirectory(folder).walk_revisions()]))


@pytest.mark.parametrize("step", steps()[:-1])
def test_a_vault_with_data_goes_down_to_a_step_and_up_again(full: Vault, step: str, database_url: str) -> None:
    """Nothing that a person or an issuer put is lost, and the journal stays whole."""
    with full.reading() as store:
        before = everything(store)
    assert migrate(full.engine, step).after == step
    with pytest.raises(UnusableVaultError) as caught:
        Vault.open(database_url, KEYS)
    assert caught.value.problem is VaultProblem.OLDER
    assert migrate(full.engine).before == step
    again = Vault.open(database_url, KEYS)
    with again.reading() as store:
        assert everything(store) == before
    again.close()


def test_a_step_that_fails_leaves_the_vault_where_it_was(full: Vault) -> None:
    """Two passages of one rank: the step that lets there be none is undone, whole."""
    migrate(full.engine, "0002")
    with full.engine.begin() as connection:
        connection.execute(sa.text("DROP INDEX receipts_position"))
    with pytest.raises(sa.exc.DBAPIError):
        migrate(full.engine, "0001")
    with full.engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one() == "0002"
        assert connection.execute(sa.text("SELECT max(position) FROM receipts")).scalar_one() == 3


def test_there_is_nothing_before_the_first_step(full: Vault) -> None:
    """No migration removes a vault."""
    for step in ("base", "0000", "9999"):
        with pytest.raises(UnusableVaultError) as caught:
            migrate(full.engine, step)
        assert caught.value.problem is VaultProblem.UNKNOWN_STEP


def test_a_vault_of_a_later_version_is_not_touched(vault: Vault, database_url: str) -> None:
    """Nor opened, nor migrated."""
    with vault.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (lambda: Vault.open(database_url, KEYS), lambda: migrate(vault.engine)):
        with pytest.raises(UnusableVaultError) as caught:
            attempt()
        assert caught.value.problem is VaultProblem.NEWER
        assert caught.value.parameters == {"found": "9999", "latest": latest()}


def test_a_database_of_something_else_is_not_touched(database_url: str) -> None:
    """Its tables are another's."""
    engine = connect(database_url)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE customers (id INTEGER)"))
    with pytest.raises(UnusableVaultError) as caught:
        Vault.open(database_url, KEYS)
    assert caught.value.problem is VaultProblem.NOT_A_VAULT
    assert sa.inspect(engine).get_table_names() == ["customers"]
    engine.dispose()
