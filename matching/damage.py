"""Damage to derived files that have no digest: what their readers raise is said as one error of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from referentials.errors import AcquisError, DamagedFileError, FileFault, Rebuild
from referentials.seal import DIGESTS
from referentials.snapshot import DERIVED

_POLARS = (pl.exceptions.PolarsError, pl.exceptions.PanicException)
_RAISED = (OSError, ValueError, EOFError, LookupError, TypeError, *_POLARS)
"""By numpy, polars, bm25s, scipy, for a file that is not theirs."""


@contextmanager
def whole_files(folder: Path, name: str = "") -> Iterator[None]:
    """Read a derived file, or several of a folder, of a snapshot. Raises DamagedFileError where they cannot be.

    Only of a folder without digests, made before there were any: the files of the others are what was written, and
    what is raised is a mistake of ours, to be seen as it is.
    """
    try:
        yield
    except AcquisError:
        raise
    except _RAISED as error:
        if (folder / DIGESTS).exists():
            raise
        where = "/".join(filter(None, (DERIVED, folder.name, name)))
        raise DamagedFileError(folder.parents[1].name, where, FileFault.UNREADABLE, Rebuild.DERIVE) from error
