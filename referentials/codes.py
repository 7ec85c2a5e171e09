"""Typed codes: parsed once at the edge, frozen, hashable, ordered; one code has one spelling.

What people and files write for a code is one pattern, `WRITTEN`, which the parser obeys and the schemas publish
(`written`): blanks and invisible characters, small letters, a bare number, zeros before it, « RNCP 37 099 »,
« RNCP32198BC6 ». What comes out has the official spelling, `PATTERN`.

>>> RomeCode.parse(" d1106 ")
RomeCode('D1106')
>>> BlocCode.parse("RNCP37674BC01").certification
RncpCode('RNCP37674')
>>> str(RncpCode.parse("37674")), str(RncpCode.parse("rncp 00 020")), str(BlocCode.parse("RNCP32198 BC6"))
('RNCP37674', 'RNCP20', 'RNCP32198BC06')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from referentials.errors import CodeError, CodeKind

_BLANK = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]"
"""What a copied text has between letters and nobody sees; as a pattern that Python and ECMAScript read alike."""
_ASIDE = rf"(?:{_BLANK}|[-_.:/\u2010-\u2014])*"
"""What people write between the parts of a code."""
_NUMBER = rf"(?:0{_BLANK}*){{0,20}}[1-9](?:{_BLANK}*[0-9]){{0,5}}"
_RANK = rf"(?:0{_BLANK}*){{0,20}}[0-9](?:{_BLANK}*[0-9]){{0,2}}"
_SHOWN = 80
"""Characters of a text that an error carries."""


@dataclass(frozen=True, order=True, slots=True, repr=False)
class Code:
    """A code of an official referential; build it with `parse`."""

    value: str

    KIND: ClassVar[CodeKind] = CodeKind.ANY
    PATTERN: ClassVar[str] = r".+"
    """What snapshots hold, those of before « one code, one spelling » too."""
    WRITTEN: ClassVar[str] = r"[\s\S]+"
    """The spellings that are read."""

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read a code as people and files write it; raise CodeError when it is not one."""
        given = _as_text(text)
        found = re.fullmatch(cls.WRITTEN, given)
        if not found:
            raise CodeError(cls.KIND, given[:_SHOWN])
        return cls(cls._spelt(found))

    @classmethod
    def _spelt(cls, found: re.Match[str]) -> str:
        """The official spelling of what `WRITTEN` found."""
        return _bare(found[0]).upper()

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"


class RomeCode(Code):
    """ROME occupation (fiche métier), 4.0 or version-3 grain: a letter (A to N today) and four digits."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.ROME, r"[A-Z]\d{4}"
    WRITTEN = rf"{_BLANK}*[A-Za-z](?:{_BLANK}*[0-9]){{4}}{_BLANK}*"

    @property
    def domain(self) -> str:
        """Letter of the grand domaine."""
        return self.value[0]


class OgrCode(Code):
    """ROME item (competence, savoir, appellation, work context): a number."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.OGR, r"[1-9]\d{0,7}"
    WRITTEN = rf"{_BLANK}*[1-9](?:{_BLANK}*[0-9]){{0,7}}{_BLANK}*"


class _CertificationCode(Code):
    __slots__ = ()
    PREFIX: ClassVar[str] = ""

    @classmethod
    def _spelt(cls, found: re.Match[str]) -> str:
        return f"{cls.PREFIX}{int(_bare(found['number']))}"


class RncpCode(_CertificationCode):
    """Certification of the Répertoire national des certifications professionnelles."""

    __slots__ = ()
    KIND, PATTERN, PREFIX = CodeKind.RNCP, r"RNCP[1-9]\d{0,5}", "RNCP"
    WRITTEN = rf"{_BLANK}*(?:[Rr][Nn][Cc][Pp]{_ASIDE})?(?P<number>{_NUMBER}){_BLANK}*"


class RsCode(_CertificationCode):
    """Certification or habilitation of the Répertoire spécifique."""

    __slots__ = ()
    KIND, PATTERN, PREFIX = CodeKind.RS, r"RS[1-9]\d{0,5}", "RS"
    WRITTEN = rf"{_BLANK}*(?:[Rr][Ss]{_ASIDE})?(?P<number>{_NUMBER}){_BLANK}*"


class BlocCode(Code):
    """Bloc de compétences of an RNCP certification."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.BLOC, r"RNCP[1-9]\d{0,5}BC\d{1,3}"
    WRITTEN = (
        rf"{_BLANK}*(?:[Rr][Nn][Cc][Pp]{_ASIDE})?(?P<number>{_NUMBER}){_ASIDE}"
        rf"[Bb][Cc]{_ASIDE}(?P<rank>{_RANK}){_BLANK}*"
    )

    @classmethod
    def _spelt(cls, found: re.Match[str]) -> str:
        return f"RNCP{int(_bare(found['number']))}BC{int(_bare(found['rank'])):02d}"

    @classmethod
    def of(cls, certification: CertificationCode, text: object) -> Self:
        """Read the code of a bloc where its certification is known, and files may leave it out.

        >>> BlocCode.of(RncpCode("RNCP100"), "BC2"), BlocCode.of(RncpCode("RNCP100"), "RNCP50BC02")
        (BlocCode('RNCP100BC02'), BlocCode('RNCP50BC02'))
        """
        given = _as_text(text)
        short = _bare(given)[:2].upper() == "BC" and isinstance(certification, RncpCode)
        try:
            return cls.parse(f"{certification}{given}" if short else given)
        except CodeError as error:
            raise CodeError(cls.KIND, given[:_SHOWN]) from error

    @property
    def certification(self) -> RncpCode:
        """Certification the bloc is part of."""
        return RncpCode(self.value.split("BC")[0])


class EscoUri(Code):
    """Concept of the European ESCO classification (occupation, skill or group)."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.ESCO, r"http://data\.europa\.eu/esco/[A-Za-z0-9/._-]+"
    WRITTEN = rf"{_BLANK}*https?(?P<rest>://data\.europa\.eu/esco/[A-Za-z0-9/._-]+){_BLANK}*"

    @classmethod
    def _spelt(cls, found: re.Match[str]) -> str:
        """Concepts are named with http:, whatever the page was read through."""
        return f"http{found['rest']}"


class Formacode(Code):
    """Term of the Formacode thesaurus: five digits."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.FORMACODE, r"\d{5}"
    WRITTEN = rf"{_BLANK}*[0-9]{{1,5}}{_BLANK}*"

    @classmethod
    def _spelt(cls, found: re.Match[str]) -> str:
        """Restore the leading zeros that spreadsheets drop."""
        return _bare(found[0]).zfill(5)


class FapCode(Code):
    """Family of occupations of the Dares (FAP, 2009): `J5Z60` of 225, `J5Z` of 87, `J` of 22."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.FAP, r"[A-Z](\d[A-Z](\d\d)?)?"
    WRITTEN = rf"{_BLANK}*[A-Za-z](?:[0-9][A-Za-z](?:[0-9][0-9])?)?{_BLANK}*"


class Siret(Code):
    """Establishment of a certifier or of a partner: fourteen digits, that files write with blanks."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.SIRET, r"\d{14}"
    WRITTEN = rf"{_BLANK}*[0-9](?:{_BLANK}*[0-9]){{13}}{_BLANK}*"


CertificationCode = RncpCode | RsCode


def parse_certification(text: object) -> CertificationCode:
    """Read an RNCP or RS code; a bare number is of the RNCP.

    >>> parse_certification("RS5719")
    RsCode('RS5719')
    """
    given = _as_text(text)
    return RsCode.parse(given) if _bare(given[:_SHOWN])[:2].upper() == "RS" else RncpCode.parse(given)


def parse_certification_or_bloc(text: object) -> CertificationCode | BlocCode:
    """Read an RNCP, RS or bloc code.

    >>> parse_certification_or_bloc("rncp37674bc01")
    BlocCode('RNCP37674BC01')
    """
    given = _as_text(text)
    return BlocCode.parse(given) if "BC" in given[:_SHOWN].upper() else parse_certification(given)


def parse_reading(text: object) -> RomeCode | OgrCode:
    """Read the code of what a text may be read as: an occupation, or a competency or savoir.

    >>> parse_reading("d1106"), parse_reading(118069)
    (RomeCode('D1106'), OgrCode('118069'))
    """
    return OgrCode.parse(text) if _bare(_as_text(text)).isdigit() else RomeCode.parse(text)


def spelt(text: str) -> list[str]:
    """The official spelling of the code of a certification or of a bloc, where a text is one and names its register.

    >>> spelt("rncp 37 099"), spelt("37099"), spelt("D1106")
    (['RNCP37099'], [], [])
    """
    try:
        return [] if _bare(text).isdecimal() else [str(parse_certification_or_bloc(text))]
    except CodeError:
        return []


def written(*kinds: type[Code]) -> str:
    """Pattern of the spellings that the parsers of these kinds read, for a JSON Schema.

    Names of groups, that ECMAScript would have once each, are left out.
    """
    patterns = (re.sub(r"\(\?P<\w+>", "(?:", kind.WRITTEN) for kind in kinds)
    return f"^(?:{'|'.join(patterns)})$"


def _bare(text: str) -> str:
    """Without what nobody sees."""
    return re.sub(_BLANK, "", text)


def _as_text(value: object) -> str:
    """What is to be read as a code; a number of thousands of digits, that Python does not write, is none."""
    if isinstance(value, str):
        return value
    try:
        return str(value)
    except (ValueError, RecursionError):
        return ""
