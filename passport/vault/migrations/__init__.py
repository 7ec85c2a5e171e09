"""Migrations of the vault (Alembic): one file a step in `versions`, up and down; `passport.vault.schema` runs them."""
