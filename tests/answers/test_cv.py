"""A CV: what it shows of a passport, how it looks, that it is the same each time, and that its pages are checked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from answers.cv.attached import id_of, read_content, written
from answers.cv.check import CvProblem, CvStands, Printed, check_cv
from answers.cv.content import CvChoice
from answers.cv.errors import CvError, CvFault
from answers.cv.issue import Issuing, issue_cv
from answers.cv.keeping import FileKeeper
from answers.cv.layout import inputs_of, laid_out, qr_code
from answers.cv.make import make_cv
from answers.cv.page import page_of
from answers.cv.register import read_register, revoke_cv
from answers.words.cv import WORDS
from passport.document.model import Passport
from passport.document.read import passport_from
from passport.proof.authority import Authority
from passport.proof.pdf import Signing, attached_file, sign_pdf, signed_part
from passport.proof.registry import IssuerRole, Registry
from passport.proof.status_list import status_list
from recommend.engine import Engine
from recommend.profile.profile import Profile
from tests.support.authority import authority as signer_of
from tests.support.authority import vouched
from tests.support.signing import authority, key, now, page, roots

DAY = date(2026, 11, 26)
BASE = "https://acquis.example"
DOCUMENT: dict[str, Any] = {
    "version": 1,
    "holder": {"id": "exemple-cv", "name": "Camille Exemple"},
    "experiences": [
        {"id": "exp-1", "kind": "employment", "title": "Vendeuse en boulangerie", "rome": "D1106",
         "organisation": "Boulangerie inventée, Tours", "start": "2019-09", "end": "2023-06"},
        {"id": "exp-2", "kind": "volunteering", "title": "Bénévole à l'épicerie", "organisation": "Panier inventé",
         "start": "2021-01", "attestation": {"status": "guaranteed", "issuer": "Panier inventé", "date": "2026-09-15"}},
        {"id": "exp-3", "kind": "employment", "title": "Hôtesse de caisse", "start": "2018-07", "end": "2018-08"},
    ],
    "trainings": [{"id": "for-1", "title": "Hygiène", "start": "2020-02-03", "end": "2020-02-04", "hours": 14}],
    "blocs": [
        {"id": "bloc-1", "code": "RNCP37099BC02", "date": "2024-03-22",
         "attestation": {"status": "guaranteed", "issuer": "Ministère inventé", "date": "2024-04-10"}},
    ],
    "qualifications": [{"id": "qual-1", "title": "Permis B", "kind": "driving_licence", "date": "2017"}],
    "languages": [{"id": "lang-1", "language": "en", "level": "A2"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def person(engine: Engine) -> tuple[Passport, Profile]:
    """An invented passport, its claims proven and checked, and its profile."""
    passport = vouched(passport_from(DOCUMENT), DAY)
    return passport, engine.profile(passport, DAY)


def made(engine: Engine, person: tuple[Passport, Profile], **chosen: Any) -> Any:
    """A CV of the invented passport."""
    return make_cv(*person, engine.catalogue, CvChoice(base=BASE, **chosen))


def text(pdf: bytes) -> str:
    """What the pages print, on one line."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join("".join(one.get_textpage().get_text_bounded() for one in document).split())


def test_each_line_says_whether_it_is_guaranteed_by_whom_and_since_when(
    engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """In words, beside a mark of another form: never by a colour alone."""
    cv = made(engine, person)
    printed = text(cv.pdf)
    assert printed.count("Garanti ·") == 2
    assert "Garanti · Ministère inventé, le 10 avril 2024" in printed
    assert printed.count("Déclaré") >= 5
    assert "2 lignes sur 7 sont garanties" in printed
    standing = {line.record: line.standing.status for line in cv.content.lines}
    assert [name for name, status in standing.items() if status == "guaranteed"] == ["exp-2", "bloc-1"]


def test_a_claim_without_a_proof_is_shown_as_unverified(engine: Engine) -> None:
    """Whatever the passport says of itself, and whatever competencies follow."""
    passport = passport_from(DOCUMENT)
    cv = make_cv(passport, engine.profile(passport, DAY), engine.catalogue, CvChoice())
    assert {line.standing.status for line in cv.content.lines} == {"declared", "unverified"}
    assert all(line.standing.issuer is None for line in cv.content.lines)
    assert {one.guarantee for one in cv.content.competencies} == {"none"}
    assert "attestation non vérifiée" in text(cv.pdf)


def test_competencies_say_what_they_rest_on_guaranteed_first(engine: Engine, person: tuple[Passport, Profile]) -> None:
    """Assessed by a jury, then declared; each with a line of the CV."""
    content = made(engine, person).content
    kinds = [one.guarantee for one in content.competencies]
    assert kinds[0] == "assessed"
    assert kinds == sorted(kinds, key=["assessed", "employment_attested", "title_attested", "none"].index)
    assert all(one.records for one in content.competencies)
    assert all(one.records[0] == "bloc-1" for one in content.competencies if one.guarantee == "assessed")


def test_what_the_holder_hides_is_nowhere(engine: Engine, person: tuple[Passport, Profile]) -> None:
    """Neither on the pages, nor in what is attached, nor in competencies, nor counted."""
    cv = made(engine, person, without=frozenset({"bloc-1", "exp-1"}))
    attached = attached_file(cv.pdf, "acquis-cv.json") or b""
    for hidden in ("bloc-1", "exp-1", "boulangerie", "RNCP37099"):
        assert hidden.encode() not in attached
        assert hidden not in text(cv.pdf)
    assert {one.guarantee for one in cv.content.competencies} <= {"none"}
    assert cv.content.lines_left_out == 0
    only = made(engine, person, only=frozenset({"exp-2"}), competencies=False).content
    assert ([one.record for one in only.lines], only.competencies) == (["exp-2"], [])


def test_the_same_passport_day_and_choice_give_the_same_bytes(engine: Engine, person: tuple[Passport, Profile]) -> None:
    """Before signing; the id is made from the content."""
    first, second = made(engine, person), made(engine, person)
    assert first.pdf == second.pdf
    assert first.content.id == id_of(first.content) == second.content.id
    assert made(engine, person, headline="Vendeuse").content.id != first.content.id


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_are_tagged_with_title_language_and_alternative_text(
    language: Any, engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """PDF/UA-1, which typst refuses to claim otherwise; and as this reader sees it."""
    cv = made(engine, person, language=language)
    with pypdfium2.PdfDocument(cv.pdf) as document:
        assert document.is_tagged()
        metadata = document.get_metadata_dict()
    assert metadata["Title"] == page_of(cv.content)["metadata"]["title"]
    assert cv.content.id in metadata["Subject"]
    assert metadata["Author"] == "Camille Exemple"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in cv.pdf.replace(b" ", b"")
    assert re.search(rb"/Lang\s*\(%s\)" % language.encode(), cv.pdf)
    assert b"/Alt" in cv.pdf
    assert b"/H1" in cv.pdf
    assert b"/LI" in cv.pdf
    assert cv.pages == 1


def test_english_words_are_english(engine: Engine, person: tuple[Passport, Profile]) -> None:
    """But for titles, which are the passport's."""
    printed = text(made(engine, person, language="en").pdf)
    for words in (
        "Experience",
        "Guaranteed · Ministère inventé, 10 April 2024",
        "Declared",
        "since Jan 2021",
        "English",
    ):
        assert words in printed, words
    assert not re.search(r"Déclaré|Garanti\b|depuis", printed)


def test_french_has_its_narrow_spaces() -> None:
    """Before ; ! ? », after «; before a colon one that does not break."""
    said = WORDS["fr"].typographic("Qu'est-ce : « un CV » ; bien !")
    assert said == "Qu’est-ce\u00a0: «\u202fun CV\u202f»\u202f; bien\u202f!"


def test_the_address_is_printed_and_its_code_says_the_same(engine: Engine, person: tuple[Passport, Profile]) -> None:
    """Without an address, neither."""
    cv = made(engine, person, competencies=False)  # how many fit would depend on the address
    assert cv.content.address == f"{BASE}/v/{cv.content.id}"
    assert cv.content.address.removeprefix("https://") in text(cv.pdf)
    assert qr_code(cv.content.address) != qr_code(f"{BASE}/v/another")
    bare = make_cv(*person, engine.catalogue, CvChoice(competencies=False))
    assert bare.content.address is None
    assert bare.content.id == cv.content.id


def test_a_long_passport_is_cut_to_two_pages_and_says_what_is_left_out(engine: Engine) -> None:
    """What is guaranteed and what is recent stay."""
    many: list[dict[str, Any]] = [
        {"id": f"exp-{year}", "kind": "employment", "title": f"Emploi de {year}", "start": f"{year}-01",
         "end": f"{year}-12", "organisation": "Une organisation au nom assez long pour tenir toute la ligne, inventée"}
        for year in range(1950, 2026)
    ]  # fmt: skip
    many[0]["attestation"] = {"status": "guaranteed", "issuer": "Employeur inventé", "date": "2020-01-01"}
    passport = vouched(passport_from({**DOCUMENT, "experiences": many}), DAY)
    cv = make_cv(passport, engine.profile(passport, DAY), engine.catalogue, CvChoice())
    kept = {line.record for line in cv.content.lines}
    assert cv.pages == 2
    assert {"exp-1950", "exp-2025", "bloc-1"} <= kept
    assert "exp-1951" not in kept
    assert cv.content.lines_left_out == len(passport.records) - len(kept) > 0
    assert f"{cv.content.lines_left_out} lignes laissées de côté" in text(cv.pdf)


def long_lines(engine: Engine, number: int) -> tuple[Passport, Profile]:
    """A passport of that many experiences, with titles as long as may be."""
    title = "Responsable inventée de beaucoup de choses à la fois, " * 3
    many = [
        {"id": f"exp-{rank}", "kind": "employment", "title": f"{title}{rank}", "rome": "D1106",
         "organisation": "Une organisation au nom bien long, inventée, " * 4, "start": f"{1980 + rank}-01",
         "end": f"{1980 + rank}-12"}
        for rank in range(number)
    ]  # fmt: skip
    passport = passport_from({**DOCUMENT, "experiences": many})
    return passport, engine.profile(passport, DAY)


def test_lines_that_the_holder_names_stay_and_competencies_make_room(engine: Engine) -> None:
    """Of forty long lines, those of no name are cut to two pages; twelve that are named are all there."""
    person = long_lines(engine, 40)
    cut = made(engine, person)
    assert (cut.pages, cut.content.lines_left_out > 0) == (2, True)
    named = frozenset(f"exp-{rank}" for rank in range(16))
    kept = made(engine, person, only=named)
    shown = frozenset(line.record for line in kept.content.lines)
    assert (kept.pages, shown, kept.content.lines_left_out) == (2, named, 0)
    assert kept.content.competencies_left_out > 0
    assert all(one.records and shown.issuperset(one.records) for one in kept.content.competencies)


def test_what_cannot_fit_in_two_pages_is_refused(engine: Engine) -> None:
    """Forty long lines that the holder names all; a contact of three pages, where nothing of the lines is at fault."""
    person = long_lines(engine, 40)
    for chosen in ({"only": frozenset(f"exp-{rank}" for rank in range(40))}, {"contact": ("Tours, " * 3_000,)}):
        with pytest.raises(CvError) as error:
            made(engine, person, **chosen)
        assert error.value.fault is CvFault.TOO_LONG


def test_the_content_attached_is_read_back_and_a_change_in_it_is_seen(
    engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """Its id is made from it."""
    content = made(engine, person).content
    assert read_content(written(content)) == content
    assert read_content(written(content).replace(b"Minist\xc3\xa8re", b"Bureau")) is None
    assert read_content(b"{}") is None
    assert read_content(b"\xff") is None


@pytest.fixture
def issued(engine: Engine, person: tuple[Passport, Profile], tmp_path: Path) -> Any:
    """A CV that was signed and registered, and how."""
    issuing = Issuing(signing=Signing(key=key()), keeper=FileKeeper(tmp_path / "register.json"))
    return issue_cv(*person, engine.catalogue, CvChoice(base=BASE), issuing), issuing


def test_an_issued_cv_is_valid_and_stands_until_it_is_revoked(
    issued: Any, engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """And what was revoked does not come back under its id."""
    done, issuing = issued
    found = check_cv(done.file, roots(), now(), read_register(issuing.keeper.path))
    assert (found.problems, found.stands, found.printed) == ((), CvStands.STANDS, Printed.SAME)
    assert found.content == done.cv.content
    revoke_cv(issuing.keeper.path, done.cv.content.id, DAY)
    found = check_cv(done.file, roots(), now(), read_register(issuing.keeper.path))
    assert (found.problems, found.stands) == ((CvProblem.REVOKED,), CvStands.REVOKED)
    again = issue_cv(*person, engine.catalogue, CvChoice(base=BASE), issuing)
    assert (again.cv.content.edition, again.cv.content.id != done.cv.content.id) == (2, True)
    with pytest.raises(CvError) as error:
        revoke_cv(issuing.keeper.path, done.cv.content.id, DAY)
    assert error.value.fault is CvFault.ALREADY_REVOKED


def test_a_cv_that_another_replaces_says_by_which(
    issued: Any, engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """Superseded: authentic, and not to be relied on."""
    done, issuing = issued
    newer = replace(issuing, supersedes=done.cv.content.id)
    second = issue_cv(*person, engine.catalogue, CvChoice(base=BASE, headline="Vendeuse"), newer)
    found = check_cv(done.file, roots(), now(), read_register(issuing.keeper.path))
    assert (found.problems, found.superseded_by) == ((CvProblem.SUPERSEDED,), second.cv.content.id)
    assert check_cv(second.file, roots(), now(), read_register(issuing.keeper.path)).valid
    places = [one.status_index for one in read_register(issuing.keeper.path).cvs]
    assert len(set(places)) == 2


def test_signing_the_same_cv_again_adds_a_file_to_its_entry(
    issued: Any, engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """Both stand; a file that the register has not seen is refused."""
    done, issuing = issued
    second = issue_cv(*person, engine.catalogue, CvChoice(base=BASE), issuing)
    register = read_register(issuing.keeper.path)
    assert second.cv.content.id == done.cv.content.id
    assert len(register.cvs) == 1
    assert hashlib.sha256(second.file).hexdigest() in register.cvs[0].digests
    unknown = sign_pdf(done.cv.pdf, Signing(key=key(), reason="another"))
    assert check_cv(unknown, roots(), now(), register).problems == (CvProblem.UNREGISTERED,)
    found = check_cv(unknown, roots(), now(), None)
    assert (found.problems, found.stands) == ((), CvStands.UNKNOWN)


@pytest.mark.parametrize(
    "changed", [{"name": "Un Autre"}, {"contact": ("06 00 00 00 00",)}, {"base": "https://autre.example"}]
)
def test_pages_that_say_other_than_the_signed_content_are_refused(
    changed: dict[str, Any], engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """Though the signature is right: the pages, or the code, of one CV with the content of another."""
    mine = made(engine, person)
    other = make_cv(*person, engine.catalogue, CvChoice(**{"base": BASE, **changed}))
    pages = laid_out({**inputs_of(mine.content), "content": written(other.content).decode()}, DAY)[0]
    found = check_cv(sign_pdf(pages, Signing(key=key())), roots(), now())
    assert (found.problems, found.printed) == ((CvProblem.PRINTED_DIFFERS,), Printed.DIFFERS)


def test_a_list_of_revocations_tells_whether_a_cv_stands(
    engine: Engine, person: tuple[Passport, Profile], tmp_path: Path
) -> None:
    """At the place that the signed content says; of an operator of the registry, and fresh."""
    keeper, address = FileKeeper(tmp_path / "register.json"), f"{BASE}/statuses"
    issuing = Issuing(signing=Signing(key=key()), keeper=keeper)
    done = issue_cv(*person, engine.catalogue, CvChoice(base=BASE, statuses=address), issuing)
    status = done.cv.content.status
    assert status is not None
    assert done.entry is not None
    assert (status.address, status.index) == (address, done.entry.status_index)
    assert id_of(done.cv.content) == done.cv.content.id
    operator, other = signer_of("Opérateur", IssuerRole.OPERATOR), signer_of("Employeur", IssuerRole.EMPLOYER)

    def told(
        by: Authority, revoked: tuple[int, ...], until: timedelta, since: timedelta = timedelta(days=-2)
    ) -> CvStands:
        listed = status_list(address, by, revoked, at=now() + since, until=now() + until)
        known = Registry(issuers=(operator.issuer(), other.issuer()), status_lists={address: listed})
        return check_cv(done.file, roots(), now(), None, known).stands

    day = timedelta(days=1)
    assert told(operator, (), day) is CvStands.STANDS
    assert told(operator, (status.index,), day) is CvStands.REVOKED
    assert told(operator, (status.index,), -day) is CvStands.REVOKED
    assert told(operator, (), -day) is CvStands.UNKNOWN
    assert told(operator, (), 2 * day, since=day) is CvStands.UNKNOWN
    assert told(other, (status.index,), day) is CvStands.UNKNOWN
    assert check_cv(done.file, roots(), now()).stands is CvStands.UNKNOWN


def test_a_signed_pdf_that_is_no_cv_is_not_one() -> None:
    """Nor a CV whose signature is not trusted: its content is not shown."""
    found = check_cv(sign_pdf(page(), Signing(key=key())), roots(), now())
    assert found.problems == (CvProblem.NO_CONTENT,)


def test_what_is_not_trusted_is_not_shown(issued: Any) -> None:
    """Nothing of a document by another key is believed."""
    done, _ = issued
    found = check_cv(done.file, roots(authority("second")), now())
    assert not found.valid
    assert found.content is None


def test_a_record_that_is_not_there_and_an_empty_cv_are_errors(
    engine: Engine, person: tuple[Passport, Profile]
) -> None:
    """Named; nothing is made."""
    every = frozenset(one.id for one in person[0].records)
    wrong: tuple[tuple[dict[str, Any], CvFault], ...] = (
        ({"only": frozenset({"exp-9"})}, CvFault.UNKNOWN_RECORD),
        ({"without": every}, CvFault.NOTHING_LEFT),
    )
    for chosen, fault in wrong:
        with pytest.raises(CvError) as error:
            issue_cv(*person, engine.catalogue, CvChoice(**chosen), Issuing())
        assert error.value.fault is fault


def test_an_unsigned_cv_is_a_draft_that_nobody_registers(
    engine: Engine, person: tuple[Passport, Profile], tmp_path: Path
) -> None:
    """No signature, no entry."""
    done = issue_cv(*person, engine.catalogue, CvChoice(), Issuing(keeper=FileKeeper(tmp_path / "register.json")))
    assert (done.entry, signed_part(done.file)) == (None, done.file)
    assert not (tmp_path / "register.json").exists()
