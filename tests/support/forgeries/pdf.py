"""What a forger does to the signed PDF of a CV."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import segno
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from answers.cv.attached import written
from answers.cv.layout import rendered
from tests.support.forgeries import Forgery
from tests.support.forgeries.readers import PDFSIG, PYHANKO, judged_pdf
from tests.support.forgeries.signed import ELSEWHERE, NOW, content, register, signed, signed_cv

OTHER = "Zoé Autre-Inventée"
_CONTENTS = re.compile(rb"/Contents <([0-9a-fA-F]+)>")


def signed_ranges(document: bytes) -> tuple[range, range]:
    """The bytes that a signature covers: before its own hexadecimal, and after."""
    start, first, second, last = map(int, re.findall(rb"\d+", document.split(b"/ByteRange")[1][:80])[:4])
    return range(start, start + first), range(second, second + last)


def flipped(document: bytes, place: int, mask: int = 1) -> bytes:
    """A document with a byte that is another."""
    return document[:place] + bytes([document[place] ^ mask]) + document[place + 1 :]


def flipped_in_content() -> bytes:
    """A byte of the page is another."""
    document = signed_cv().pdf
    return flipped(document, document.index(b"stream") + 40)


def updated(change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The signed document with an update after it, as editors write them."""
    writer = IncrementalPdfFileWriter(BytesIO(signed_cv().pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _first_page(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    return page


def annotated() -> bytes:
    """A note is laid over the page: « garanti »."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        note = generic.DictionaryObject(  # type: ignore[no-untyped-call]
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(one) for one in (50, 500, 300, 540)]),  # type: ignore[no-untyped-call]
                pdf_name("/Contents"): generic.pdf_string("Garanti"),
            }
        )
        page = _first_page(writer)
        page[pdf_name("/Annots")] = generic.ArrayObject([writer.add_object(note)])
        writer.update_container(page)

    return updated(change)


def _repainted(paint: bytes, *, instead: bool) -> bytes:
    def change(writer: IncrementalPdfFileWriter) -> None:
        page = _first_page(writer)
        added = writer.add_object(generic.StreamObject(stream_data=paint))
        before = page.raw_get("/Contents")
        kept = [] if instead else list(before) if isinstance(before, generic.ArrayObject) else [before]
        page[pdf_name("/Contents")] = generic.ArrayObject([*kept, added])
        writer.update_container(page)

    return updated(change)


def shadowed() -> bytes:
    """The page is replaced by another (shadow attack, replace)."""
    return _repainted(b"0 0 1 rg 100 100 200 200 re f", instead=True)


def qr_swapped() -> bytes:
    """The code leads to the forger's page: a square is painted over it."""
    squares = [b"1 g 60 60 90 90 re f 0 g"]
    for row, line in enumerate(segno.make(f"{ELSEWHERE}/v/{signed_cv().content.id}").matrix):
        squares += [b"%d %d 3 3 re f" % (60 + 3 * column, 147 - 3 * row) for column, dark in enumerate(line) if dark]
    return _repainted(b"\n".join(squares), instead=False)


def attachment_swapped() -> bytes:
    """The content that machines read is that of another."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
        holder = names[1]["/EF"]
        holder[pdf_name("/F")] = writer.add_object(generic.StreamObject(stream_data=written(content(OTHER))))
        writer.update_container(holder)

    return updated(change)


def copied_onto_another() -> bytes:
    """The signature of one CV, in the place of that of another."""
    taken = _CONTENTS.search(signed_cv().pdf)
    target = signed_cv(OTHER).pdf
    place = _CONTENTS.search(target)
    assert taken is not None
    assert place is not None
    assert len(taken[1]) == len(place[1])
    return target[: place.start(1)] + taken[1] + target[place.end(1) :]


def emptied() -> bytes:
    """The signature is there, and is nothing."""
    document = signed_cv().pdf
    place = _CONTENTS.search(document)
    assert place is not None
    return document[: place.start(1)] + b"0" * len(place[1]) + document[place.end(1) :]


def signed_elsewhere() -> bytes:
    """Another CV, whose code leads to the forger's page, signed with a key of theirs under the same names."""
    return signed(rendered(content(base=ELSEWHERE))[0], "impostor")


def _pdf(name: str, make: Callable[[], bytes], *, blind: frozenset[str] = frozenset()) -> Forgery:
    return Forgery(name=name, judge=lambda: judged_pdf(make()), blind=blind)


_ALONE = frozenset({PYHANKO, PDFSIG})
"""What a register says, no reader of PDF knows."""
FORGERIES = (
    _pdf("a byte of the page is changed", flipped_in_content),
    _pdf("the signature is taken off", lambda: signed_cv().page),
    _pdf("the signature is emptied", emptied),
    _pdf("a note is laid over the page, by an update after signing", annotated),
    _pdf("the page is replaced, by an update after signing (shadow attack)", shadowed),
    _pdf("the QR code is swapped, by an update after signing", qr_swapped),
    _pdf("the attached content is swapped, by an update after signing", attachment_swapped),
    _pdf("bytes are appended after the end", lambda: signed_cv().pdf + b"\n% added\n"),
    _pdf("the signature is copied onto another CV", copied_onto_another),
    _pdf("the same CV is signed with another key, under the same names", lambda: signed(signed_cv().page, "impostor")),
    _pdf("a CV with another QR code is signed with another key, under the same names", signed_elsewhere),
    _pdf("it is signed with a certificate that has expired", lambda: signed(signed_cv().page, "expired")),
    _pdf(
        "it is signed with a certificate that was revoked",
        lambda: signed(signed_cv().page, "revoked"),
        blind=frozenset({PDFSIG}),
    ),
    Forgery(
        name="a revoked CV is shown again",
        judge=lambda: judged_pdf(signed_cv().pdf, register(revoked=NOW.date() - timedelta(days=1))),
        blind=_ALONE,
    ),
    Forgery(
        name="a CV is shown that another superseded",
        judge=lambda: judged_pdf(signed_cv().pdf, register(superseded_by="b" * 20)),
        blind=_ALONE,
    ),
)
