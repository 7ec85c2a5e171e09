"""The PDF of a content: laid out by typst (PDF/UA-1), with the content attached.

The same content gives the same bytes, whatever the machine: typst's own fonts, the day of the CV as its time.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from answers.cv.attached import NAME, written
from answers.cv.errors import CvError, CvFault
from answers.cv.page import page_of
from answers.shapes.cv import CvContent
from referentials.errors import MissingExtraError

if TYPE_CHECKING:
    from typst import Compiler

_NO_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


def rendered(content: CvContent) -> tuple[bytes, int]:
    """The PDF of a content, and its pages. Raises MissingExtraError, CvError."""
    return laid_out(inputs_of(content), content.issued)


def inputs_of(content: CvContent) -> dict[str, str]:
    """What typst is given: the texts of the pages, the content to attach, the code."""
    return {
        "page": json.dumps(page_of(content), ensure_ascii=False),
        "content": written(content).decode(),
        "name": NAME,
        **({"qr": qr_code(content.address)} if content.address else {}),
    }


def laid_out(inputs: dict[str, str], day: date) -> tuple[bytes, int]:
    """A PDF of a day, and its pages. Raises MissingExtraError, CvError."""
    compiler = _compiler()
    at = datetime.combine(day, time(), UTC)
    pdf = _compiled(compiler, sys_inputs=inputs, format="pdf", pdf_standards=["ua-1"], timestamp=at)
    assert isinstance(pdf, bytes)
    return pdf, int(json.loads(compiler.query("<pages>", field="value", one=True)))


def _compiled(compiler: Compiler, **options: Any) -> Any:
    """What typst makes; PDF/UA wants a sign for every letter. Raises CvError."""
    from typst import TypstError

    try:
        return compiler.compile(**options)
    except TypstError as error:
        if (found := _NO_SIGN.search(str(error))) is None:
            raise
        raise CvError(CvFault.UNPRINTABLE, said=found[1]) from error


def pictures(content: CvContent, dots_per_inch: int = 96) -> list[bytes]:
    """The pages as PNG images, to look at."""
    at = datetime.combine(content.issued, time(), UTC)
    found = _compiled(_compiler(), sys_inputs=inputs_of(content), format="png", ppi=dots_per_inch, timestamp=at)
    return [found] if isinstance(found, bytes) else list(found or [])


QR: dict[str, Any] = {"error": "m", "micro": False}
"""How codes are made, and made again where they are compared."""


def qr_code(address: str) -> str:
    """A QR code as SVG."""
    try:
        import segno
    except ImportError as error:
        raise MissingExtraError("segno", "sign") from error
    out = BytesIO()
    segno.make(address, **QR).save(out, kind="svg", xmldecl=False, border=1, dark="#1b1b1b")
    return out.getvalue().decode()


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("typst", "sign") from error
    return typst.Compiler(Path(__file__).with_name("page.typ"), ignore_system_fonts=True)
