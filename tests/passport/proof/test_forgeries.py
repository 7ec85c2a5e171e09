"""Forgeries of a signed CV: each is refused by acquis, and by at least two verifiers where two may know."""

from __future__ import annotations

import os
from collections.abc import Mapping
from shutil import which

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.support.forgeries import Forgery, Verdict, judged, pdf, tokens
from tests.support.forgeries.page import PAGE, page, structure
from tests.support.forgeries.readers import PDFSIG, judged_pdf
from tests.support.forgeries.signed import signed_cv

ALL = (*pdf.FORGERIES, *tokens.JWT_FORGERIES, *tokens.SD_JWT_FORGERIES)


def _accepted(said: Mapping[str, Verdict]) -> bool:
    return not any(verdict.refused for verdict in said.values())


def test_what_is_genuine_is_accepted_by_all() -> None:
    """Else a refusal would show nothing."""
    assert _accepted(judged_pdf(signed_cv().pdf))
    assert _accepted(tokens.judged_jwt(tokens.badge()))
    assert _accepted(tokens.judged_sd_jwt(str(tokens.whole())))
    assert _accepted(tokens.judged_sd_jwt(str(tokens.shown()), audience=tokens.RECRUITER))


@pytest.mark.parametrize("forgery", ALL, ids=lambda forgery: forgery.name)
def test_a_forgery_is_refused_by_all_who_may_know(forgery: Forgery) -> None:
    """By two at least, but where the register alone knows."""
    said = {name: verdict for name, verdict in judged(forgery).items() if verdict is not None}
    assert [name for name, verdict in said.items() if not verdict.refused] == []
    assert "acquis" in said
    assert len(said) >= 2 or forgery.blind


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_any_byte_that_is_signed_may_not_be_another(data: st.DataObject) -> None:
    """Over the whole file, but the room of the signature itself."""
    document = signed_cv().pdf
    before, after = pdf.signed_ranges(document)
    place = data.draw(st.one_of(st.sampled_from(before), st.sampled_from(after)))
    forged = pdf.flipped(document, place, data.draw(st.integers(1, 255)))
    assert [name for name, verdict in judged_pdf(forged).items() if not verdict.refused] == []


LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.mark.parametrize("kind", ["vc-jwt", "sd-jwt"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_letter_of_a_token_may_not_be_another(kind: str, data: st.DataObject) -> None:
    """Our own verifier refuses each; others too, but where the letter's last bits say nothing, which they pass over."""
    text = tokens.badge() if kind == "vc-jwt" else str(tokens.whole())
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from(LETTERS))
    assume(text[place] not in (other, ".", "~"))
    forged = text[:place] + other + text[place + 1 :]
    said = tokens.judged_jwt(forged) if kind == "vc-jwt" else tokens.judged_sd_jwt(forged)
    end_of_part = text[place + 1 : place + 2] in ("", ".", "~")
    assert said["acquis"].refused
    assert end_of_part or not [name for name, verdict in said.items() if not verdict.refused]


def test_the_page_of_forgeries_says_what_verifiers_say() -> None:
    """Else: `python -m tests.support.forgeries`."""
    if not which(PDFSIG):
        assert not os.environ.get("ACQUIS_REQUIRE_DATA"), "pdfsig is absent (poppler-utils)"
        pytest.skip("pdfsig is absent (poppler-utils)")
    assert structure(page()) == structure(PAGE.read_text(encoding="utf-8"))
