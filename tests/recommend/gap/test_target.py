"""A bare number as a target: a certification, or an appellation, which stands for its occupation."""

from __future__ import annotations

import pytest

from recommend.engine import Engine
from recommend.errors import TargetError
from recommend.gap.target import read_target
from recommend.gap.words import in_words
from referentials.catalogue import Catalogue
from referentials.codes import BlocCode, Code, RncpCode, RomeCode
from referentials.errors import CodeError, UnknownCodeError
from tests.support.errors import refused


def test_a_number_is_a_certification_or_an_appellation(engine: Engine) -> None:
    """What is neither is unknown as it was written."""
    assert read_target("37099", engine.catalogue) == RncpCode("RNCP37099")
    assert read_target(" 905003 ", engine.catalogue) == RomeCode("D1106")
    assert read_target("d1106", engine.catalogue) == RomeCode("D1106")
    with refused(UnknownCodeError, "Le code 99999 est inconnu"):
        read_target("99999", engine.catalogue)
    with pytest.raises(CodeError):
        read_target("0", engine.catalogue)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("RNCP0037099", RncpCode("RNCP37099")), ("rncp 37 099", RncpCode("RNCP37099")),
        ("37 099", RncpCode("RNCP37099")),
        ("RNCP37099BC2", BlocCode("RNCP37099BC02")), ("rncp-37099 bc 2", BlocCode("RNCP37099BC02")),
    ],
)  # fmt: skip
def test_a_code_has_one_spelling_whatever_is_written(engine: Engine, written: str, code: Code) -> None:
    """And none of these is taken for words."""
    assert not in_words(written)
    assert read_target(written, engine.catalogue) == code


def test_a_number_that_is_both_is_told_with_the_two_ways_to_write_it(engine: Engine) -> None:
    """Neither is chosen silently."""
    catalogue = Catalogue(engine.snapshot)
    catalogue.appellations["37099"] = "D1106"
    with refused(TargetError, "visez D1106 ou RNCP37099"):
        read_target("37099", catalogue)
