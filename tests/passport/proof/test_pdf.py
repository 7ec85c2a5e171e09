"""A signed PDF is valid as it was signed, and in no other form; what is wrong is told by its code."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from asn1crypto import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext

from passport.proof.pdf import (
    KeyFile,
    Level,
    LongTerm,
    PdfProblem,
    Signing,
    SigningError,
    SigningProblem,
    attached_file,
    check_pdf,
    sign_pdf,
    signed_part,
)
from tests.support.signing import SIGNER, authority, der, key, now, page, pdfsig, roots, signed
from tests.support.time_stamps import time_stamping

CONTENTS = re.compile(rb"/Contents <([0-9a-fA-F]+)>")
"""A signature, in the room that is kept for it."""


def problems(document: bytes, **trusted: object) -> set[PdfProblem]:
    """Codes of what is wrong with a document, now."""
    return set(check_pdf(document, roots(**trusted), now()).problems)  # type: ignore[arg-type]


def revised(document: bytes, title: str = "Autre") -> bytes:
    """A document with another title, as an incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(document))
    pdf: Any = generic  # whose classes are not all annotated
    writer.set_info(pdf.DictionaryObject({pdf.pdf_name("/Title"): pdf.pdf_string(title)}))
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def signed_otherwise(document: bytes, **changes: object) -> bytes:
    """A document signed by the same key, in another manner than ours."""
    said = {"field_name": "acquis", "md_algorithm": "sha256", "subfilter": SigSeedSubFilter.PADES, "certify": True,
            "docmdp_permissions": MDPPerm.NO_CHANGES, **changes}  # fmt: skip
    signer = signers.SimpleSigner.load_pkcs12_data(key().content, [], key().passphrase.encode())
    writer = IncrementalPdfFileWriter(BytesIO(document))
    out: BytesIO = signers.sign_pdf(writer, signers.PdfSignatureMetadata(**said), signer=signer)  # type: ignore[arg-type]
    return out.getvalue()


def test_what_was_signed_is_valid_whole_certified_and_says_by_whom() -> None:
    """By pyHanko and by poppler alike."""
    found = check_pdf(signed(), roots(revocations=authority().revocations), now())
    assert (found.problems, found.total, found.intact, found.trusted, found.certified) == ((), True, True, True, True)
    assert (found.signer, found.level, found.revocation_known) == (SIGNER, Level.BASIC, True)
    said = pdfsig(signed())
    assert "Signature is Valid" in said
    assert "- Total document signed" in said


def test_signing_adds_after_the_page_and_leaves_it_as_it_was() -> None:
    """The page, byte for byte, and its attachment."""
    assert signed_part(signed()) == page()
    assert attached_file(signed(), "essai.json") == b"{}"
    assert attached_file(signed(), "autre.json") is None


@settings(max_examples=25)
@given(st.integers(min_value=0, max_value=10**6), st.integers(min_value=1, max_value=255))
def test_no_byte_may_be_another(place: int, flip: int) -> None:
    """Wherever it is signed: in the page, in what the signature says of itself."""
    forged, room = bytearray(signed()), CONTENTS.search(signed())
    assert room is not None
    forged[place % len(forged)] ^= flip
    if not room.start(1) <= place % len(forged) < room.end(1):  # CMS repeats outside what it signs what it signs inside
        assert problems(bytes(forged))


def test_nothing_is_hidden_behind_the_signature() -> None:
    """The room that is kept for it is longer than it: zeros follow."""
    room = CONTENTS.search(signed())
    assert room is not None
    hidden = signed()[: room.end(1) - 4] + b"face" + signed()[room.end(1) :]
    assert problems(hidden) == {PdfProblem.NOT_TOTAL}


def test_a_flipped_byte_is_told_by_poppler_too() -> None:
    """In the page."""
    forged = bytearray(signed())
    forged[signed().index(b"stream") + 20] ^= 1
    assert PdfProblem.ALTERED in problems(bytes(forged))
    assert "Signature is Valid" not in pdfsig(bytes(forged))


def test_an_edit_after_signing_leaves_the_signature_valid_and_the_document_not() -> None:
    """What poppler calls « Not total document signed »."""
    assert problems(revised(signed())) == {PdfProblem.NOT_TOTAL, PdfProblem.CHANGED_AFTER}
    assert "Not total document signed" in pdfsig(revised(signed()))


def test_bytes_before_or_after_are_seen() -> None:
    """Even those that no reader shows."""
    assert PdfProblem.NOT_TOTAL in problems(signed() + b"\n% more")
    assert problems(b"% more\n" + signed())


def test_a_signature_copied_onto_another_document_is_seen() -> None:
    """By both."""
    forged = page("Au revoir") + signed()[len(page()) :]
    assert problems(forged)
    assert "Signature is Valid" not in pdfsig(forged)


def test_another_key_with_the_same_names_is_not_trusted() -> None:
    """Names prove nothing."""
    found = check_pdf(signed(which="second"), roots(), now())
    assert (found.problems, found.signer, found.trusted) == ((PdfProblem.UNTRUSTED,), SIGNER, False)


def test_who_else_the_root_certifies_is_another_signer() -> None:
    """Where the signer is named."""
    assert problems(signed(), signers=frozenset({SIGNER})) == set()
    assert problems(signed(), signers=frozenset({"Caisse des Dépôts"})) == {PdfProblem.OTHER_SIGNER}


def test_a_certificate_made_for_something_else_signs_no_document() -> None:
    """That of the time-stamping authority."""
    stamper = KeyFile(content=authority().stamper, passphrase=authority().passphrase)
    assert problems(sign_pdf(page(), Signing(key=stamper))) == {PdfProblem.WRONG_PURPOSE}


def test_a_certificate_that_was_revoked_signs_nothing() -> None:
    """As soon as the list is at hand."""
    other = authority("third", revoked=True)
    document = sign_pdf(page(), Signing(key=key(other)))
    assert check_pdf(document, roots(other, revocations=other.revocations), now()).problems == (PdfProblem.REVOKED,)
    found = check_pdf(document, roots(other), now())
    assert (found.problems, found.revocation_known) == ((), False)


def test_a_certificate_out_of_its_period_is_told() -> None:
    """Too late; and a signature of tomorrow."""
    found = check_pdf(signed(), roots(), now() + timedelta(days=4 * 365))
    assert PdfProblem.EXPIRED in found.problems
    assert PdfProblem.NOT_YET in check_pdf(signed(), roots(), now() - timedelta(minutes=30)).problems


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"certify": False}, PdfProblem.NOT_CERTIFIED),
        ({"docmdp_permissions": MDPPerm.FILL_FORMS}, PdfProblem.CHANGES_ALLOWED),
        ({"docmdp_permissions": MDPPerm.ANNOTATE}, PdfProblem.CHANGES_ALLOWED),
        ({"subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED}, PdfProblem.NOT_PADES),
    ],
)
def test_a_signature_that_promises_less_is_refused(changes: dict[str, object], problem: PdfProblem) -> None:
    """Though the key is the right one."""
    assert problems(signed_otherwise(page(), **changes)) == {problem}


def test_what_was_hidden_before_signing_is_refused() -> None:
    """A shadow: contents of an earlier revision, that an update could bring back."""
    assert problems(signed_otherwise(revised(page()))) == {PdfProblem.EARLIER_REVISIONS}


def test_a_second_signature_is_refused() -> None:
    """One signs, and nobody after."""
    first = signed_otherwise(page(), certify=False)
    assert PdfProblem.SEVERAL_SIGNATURES in problems(signed_otherwise(first, field_name="other", certify=False))


def test_a_gap_in_what_is_signed_is_refused() -> None:
    """A signature that leaves more out than itself: what stands in the gap may change."""
    document = signed()
    start = document.index(b"/ByteRange [0 ") + len(b"/ByteRange [0 ")
    first, second = document[start:].split(b" ")[:2]
    moved = document.replace(first + b" " + second, b"%d %d" % (int(first) - 9, int(second) - 9), 1)
    assert {PdfProblem.ALTERED, PdfProblem.NOT_TOTAL} <= problems(moved)


@given(st.binary(max_size=200), st.integers(min_value=0, max_value=30_000))
@settings(max_examples=25)
def test_no_document_makes_a_check_raise(noise: bytes, cut: int) -> None:
    """Noise, a document cut, noise in a document: a verdict, never valid."""
    assert problems(noise) in ({PdfProblem.UNREADABLE}, {PdfProblem.UNSIGNED})
    assert problems(signed()[: cut % len(signed())])
    if noise:
        assert problems(signed()[:cut] + noise + signed()[cut:])


def test_an_unsigned_document_is_unsigned() -> None:
    """And says so."""
    assert problems(page()) == {PdfProblem.UNSIGNED}


def test_a_time_stamp_holds_after_the_signers_certificate_is_revoked_or_ended() -> None:
    """B-T: what was signed in time stays; until the time stamp's own certificate ends."""
    with time_stamping(authority()) as address:
        document = sign_pdf(page(), Signing(key=key(), stamper=address))
    found = check_pdf(document, roots(), now())
    assert (found.problems, found.level, found.total) == ((), Level.TIMED, True)
    assert found.stamped_at == found.issued_at
    assert "- Total document signed" in pdfsig(document)
    assert PdfProblem.BAD_TIME_STAMP in check_pdf(document, roots(), now() + timedelta(days=4 * 365)).problems


def test_a_time_stamp_of_nobody_trusted_is_refused() -> None:
    """Whoever makes one says the time they like."""
    with time_stamping(authority("second")) as address:
        document = sign_pdf(page(), Signing(key=key(), stamper=address))
    assert problems(document) == {PdfProblem.BAD_TIME_STAMP}
    assert problems(document, stampers=(der(authority("second").root),)) == set()


def test_long_term_has_all_that_a_check_needs_under_a_last_time_stamp() -> None:
    """B-LTA: the lists of revocations are in it, and the last time stamp covers the whole file."""
    made = authority()
    long_term = LongTerm(roots=(der(made.root),), revocations=made.revocations)
    with time_stamping(made) as address:
        document = sign_pdf(page(), Signing(key=key(), stamper=address, long_term=long_term))
    found = check_pdf(document, roots(), now())
    assert (found.problems, found.level, found.revocation_known) == ((), Level.LONG_TERM, True)
    assert "- Total document signed" in pdfsig(document).split("Signature #2")[1]
    assert PdfProblem.NOT_TOTAL in problems(document + b"\n")
    assert PdfProblem.NOT_TOTAL in problems(revised(document))


def test_a_slow_stamper_does_not_make_a_long_term_signature_look_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second later, metadata would say another day of change: nothing but the stamp comes after it."""
    asked = HTTPTimeStamper.async_request_tsa_response

    async def slowly(self: HTTPTimeStamper, request: Any) -> Any:
        time.sleep(0.6)
        return await asked(self, request)

    monkeypatch.setattr(HTTPTimeStamper, "async_request_tsa_response", slowly)
    made = authority()
    long_term = LongTerm(roots=(der(made.root),), revocations=made.revocations)
    with time_stamping(made) as address:
        document = sign_pdf(page(), Signing(key=key(), stamper=address, long_term=long_term))
    found = check_pdf(document, roots(), now())
    assert (found.problems, found.level, found.total) == ((), Level.LONG_TERM, True)


def test_a_time_stamp_over_an_edit_does_not_make_it_ours() -> None:
    """Anyone may have the time of anything stamped: the last stamp covers the file, and the edit stays seen."""
    with time_stamping(authority()) as address:
        document = signers.PdfTimeStamper(HTTPTimeStamper(address)).timestamp_pdf(
            IncrementalPdfFileWriter(BytesIO(revised(signed()))), "sha256", _trusting()
        )
    assert PdfProblem.CHANGED_AFTER in problems(document.getvalue())


def _trusting() -> ValidationContext:
    return ValidationContext(trust_roots=[x509.Certificate.load(der(authority().root))])


@pytest.mark.parametrize(
    ("signing", "problem"),
    [
        (Signing(key=KeyFile(content=b"no key", where="cle.p12")), SigningProblem.KEY),
        (Signing(key=KeyFile(content=authority().signer, passphrase="autre", where="cle.p12")), SigningProblem.KEY),
        (Signing(key=key(), stamper="http://127.0.0.1:9/"), SigningProblem.STAMPER),
    ],
)
def test_what_cannot_sign_is_one_error(signing: Signing, problem: SigningProblem) -> None:
    """Named by what is at fault; the passphrase is in no message."""
    with pytest.raises(SigningError) as error:
        sign_pdf(page(), signing)
    assert error.value.problem is problem
    assert "autre" not in str(error.value)


@pytest.mark.parametrize("document", [b"no PDF", signed()], ids=["not a PDF", "signed already"])
def test_only_an_unsigned_pdf_is_signed(document: bytes) -> None:
    """Nothing is signed over a signature."""
    with pytest.raises(SigningError) as error:
        sign_pdf(document, Signing(key=key()))
    assert error.value.problem is SigningProblem.DOCUMENT
