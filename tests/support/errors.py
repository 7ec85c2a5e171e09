"""Errors as a person reads them on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from answers.words.errors import told
from answers.words.surfaces import Surface
from referentials.errors import AcquisError


@contextmanager
def refused(kind: type[AcquisError], said: str) -> Iterator[pytest.ExceptionInfo[AcquisError]]:
    """Expect an error of a kind whose sentence on the command line has what a pattern finds."""
    with pytest.raises(kind) as caught:
        yield caught
    sentence = told(caught.value, Surface.CLI)
    assert re.search(said, sentence), sentence
