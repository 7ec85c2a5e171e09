"""docs/forgeries.md: what a forger does to a signed CV, and what each verifier said of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.support.data import ROOT
from tests.support.forgeries import Forgery, Verdict, judged, pdf, tokens

PAGE = ROOT / "docs" / "forgeries.md"
REFUSED, ACCEPTED, BLIND = "refused", "**accepted**", "—"
_HEAD = """# Forgeries

Written by `python -m tests.support.forgeries`; `tests/passport/proof/test_forgeries.py` says that it still holds.

What a forger does to the signed CV of an invented person, and what verifiers say: acquis, and others that share no code
with it. « — »: a verifier that has no way to know, since it knows neither our register
nor lists of revocations, nor who issues CVs.
"""
_PDF = """## PDF

pyHanko judges with its own validator, the same roots and lists of revoked certificates; pdfsig (poppler) with a
database of NSS that trusts the same roots. pdfsig accepts when it says « Signature is Valid », « Total document
signed » and « Certificate is Trusted »: an edit after signing leaves the first true. pyHanko accepts when its bottom
line does, and the signature covers the whole file.

Any byte that is signed may be changed: 30 places of the file are drawn at each run of the tests, and the three refuse
each. What is not signed is the room of the signature itself, where zeros follow it.
"""
_JWT = """## Open Badge (VC-JWT)

openbadgeslib has the operator's public key, and fetches the list of revocations. A superseded CV is in that list, as a
revoked one is.
"""
_SD_JWT = """## SD-JWT VC

openvc-core has the keys of the issuers; the list is opened with PyJWT, and must be of the issuer of the CV.
"""
_TABLES = (
    (_PDF, pdf.FORGERIES),
    (_JWT, tokens.JWT_FORGERIES),
    (_SD_JWT, tokens.SD_JWT_FORGERIES),
)


def page() -> str:
    """The page."""
    return "\n".join((_HEAD, *(f"{head}\n{_table(forgeries)}" for head, forgeries in _TABLES)))


def structure(text: str) -> list[list[str]]:
    """The rows of the tables of a page: each forgery, and whether each refuses it; the words are left out."""
    rows = [[cell.strip() for cell in line.strip("| \n").split(" | ")] for line in text.splitlines() if line[:1] == "|"]
    return [[row[0], *(cell.partition(":")[0] for cell in row[1:])] for row in rows]


def _table(forgeries: Sequence[Forgery]) -> str:
    return "\n".join(_rows(forgeries)) + "\n"


def _rows(forgeries: Sequence[Forgery]) -> Iterable[str]:
    names = list(judged(forgeries[0]))
    yield f"| what is done | {' | '.join(names)} |"
    yield "| --- " * (len(names) + 1) + "|"
    for forgery in forgeries:
        said = judged(forgery)
        yield f"| {forgery.name} | {' | '.join(_cell(said[name]) for name in names)} |"


def _cell(verdict: Verdict | None) -> str:
    if verdict is None:
        return BLIND
    words = verdict.words.replace("|", "/")
    return f"{REFUSED}: {words}" if verdict.refused else ACCEPTED
