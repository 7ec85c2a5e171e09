"""SQLAlchemy, or the name of the extra that brings it."""

from __future__ import annotations

from referentials.errors import MissingExtraError

try:
    import sqlalchemy as sa
except ImportError as error:
    raise MissingExtraError("sqlalchemy", "vault") from error

__all__ = ["sa"]
