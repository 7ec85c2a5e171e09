"""The pages of a CV against what is signed: byte for byte, else read in order; never « valid » when nobody compared."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
import segno

from answers.cv.check import CvCheck, CvProblem, Printed, check_cv
from answers.cv.content import CvChoice
from answers.cv.layout import inputs_of, laid_out, qr_code
from answers.cv.make import make_cv
from answers.cv.page import page_of
from answers.cv.version import layout_version
from answers.shapes.cv import CvContent
from answers.words.cv_checks import verdict_told
from passport.document.read import passport_from
from passport.proof.pdf import Signing, sign_pdf
from recommend.engine import Engine
from referentials.errors import MissingExtraError
from tests.answers.test_cv import BASE, DAY, DOCUMENT
from tests.support.authority import vouched
from tests.support.signing import key, now, roots


@pytest.fixture(scope="module")
def content(engine: Engine) -> CvContent:
    """What a CV says."""
    passport = vouched(passport_from(DOCUMENT), DAY)
    return make_cv(passport, engine.profile(passport, DAY), engine.catalogue, CvChoice(base=BASE)).content


@pytest.fixture(scope="module")
def long(engine: Engine) -> CvContent:
    """One of two pages."""
    many = [{**DOCUMENT["experiences"][0], "id": f"e{one}", "start": f"{1990 + one}-01", "end": f"{1990 + one}-12"}
            for one in range(30)]  # fmt: skip
    passport = vouched(passport_from({**DOCUMENT, "experiences": many}), DAY)
    return make_cv(passport, engine.profile(passport, DAY), engine.catalogue, CvChoice(base=BASE)).content


def of_another_version(content: CvContent) -> CvContent:
    """The same, that another version laid out."""
    return content.model_copy(update={"layout": "0" * 16})


def checked(content: CvContent, **changed: Any) -> CvCheck:
    """What a verification finds of the pages of a content, laid out with other inputs, on a day that alters bytes."""
    pages = laid_out({**inputs_of(content), **changed}, DAY.replace(day=1))[0]
    return check_cv(sign_pdf(pages, Signing(key=key())), roots(), now())


def printing(content: CvContent, **changed: Any) -> str:
    """What typst is given of pages that say otherwise."""
    return json.dumps({**page_of(content), **changed}, ensure_ascii=False)


@pytest.mark.parametrize("which", ["content", "long"])
def test_pages_of_another_version_are_compared_as_text(which: str, request: pytest.FixtureRequest) -> None:
    """Other bytes, the same words in the same order: a PDF that says it was laid out another day."""
    found = checked(of_another_version(request.getfixturevalue(which)))
    assert (found.printed, found.valid) == (Printed.SAME_WORDS, True)


def test_pages_of_this_version_are_the_same_bytes_or_differ(content: CvContent) -> None:
    """Whatever their words: who can make them again reads nothing."""
    assert content.layout == layout_version()
    found = checked(content)
    assert (found.printed, found.problems) == (Printed.DIFFERS, (CvProblem.PRINTED_DIFFERS,))


def test_standings_of_two_lines_may_not_be_swapped(content: CvContent) -> None:
    """Each word is there, and under another line."""
    old = of_another_version(content)
    said = page_of(old)
    first, second, *others = said["sections"][0]["lines"]
    assert first["guaranteed"] != second["guaranteed"]
    swapped = [{**one, **{name: other[name] for name in ("guaranteed", "standing", "by")}}
               for one, other in ((first, second), (second, first))]  # fmt: skip
    sections = [{**said["sections"][0], "lines": [*swapped, *others]}, *said["sections"][1:]]
    assert checked(old, page=printing(old, sections=sections)).printed is Printed.DIFFERS


def test_what_is_printed_and_not_signed_is_seen(content: CvContent) -> None:
    """A word more, wherever it is."""
    old = of_another_version(content)
    verify = page_of(old)["verify"]
    more = {**verify, "sentences": [*verify["sentences"], "Garanti."]}
    assert checked(old, page=printing(old, verify=more)).printed is Printed.DIFFERS
    assert checked(old, page=printing(old, contact=["Tours"])).printed is Printed.DIFFERS


@pytest.mark.parametrize("place", ["other", "none"])
def test_a_qr_code_that_leads_elsewhere_is_seen(place: str, content: CvContent) -> None:
    """Read from the page, module by module; or absent."""
    old = of_another_version(content)
    assert content.address is not None
    other = content.address.replace("acquis.example", "escroc.example")
    assert segno.make(other, error="m").version == segno.make(content.address, error="m").version
    code = qr_code(other) if place == "other" else '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    assert checked(old, qr=code).printed is Printed.DIFFERS


def test_without_what_compares_a_cv_is_not_said_to_be_valid(
    content: CvContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages of one CV, signed with the content of another: nobody looked."""
    other = content.model_copy(update={"name": "Un Autre"})
    forged = {"page": inputs_of(other)["page"]}
    assert checked(content, **forged).problems == (CvProblem.PRINTED_DIFFERS,)

    def absent(_: object) -> None:
        raise MissingExtraError("typst", "sign")

    monkeypatch.setattr("answers.cv.check.rendered", absent)
    assert checked(content, **forged).problems == (CvProblem.PRINTED_DIFFERS,)
    assert checked(content).printed is Printed.SAME_WORDS
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    found = checked(content, **forged)
    assert (found.printed, found.valid, found.undecided) == (Printed.NOT_COMPARED, False, True)
    assert verdict_told(found) == "CV NON COMPARÉ"
