"""What Alembic runs: the steps, on the connection that `passport.vault.schema` gives."""

from __future__ import annotations

from alembic import context


def run() -> None:
    """Run the steps in the transaction of the connection that is given."""
    context.configure(connection=context.config.attributes["connection"])
    context.run_migrations()


if __name__ == "env_py":  # the name that Alembic loads this file by; anyone else only looks at it
    run()
