"""Typed codes: parsed once at the edge, frozen, hashable, ordered.

>>> RomeCode.parse(" d1106 ")
RomeCode('D1106')
>>> BlocCode.parse("RNCP37674BC01").certification
RncpCode('RNCP37674')
>>> str(RncpCode.parse("37674"))
'RNCP37674'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, Self

from referentials.errors import CodeError, CodeKind


@dataclass(frozen=True, order=True, slots=True, repr=False)
class Code:
    """A code of an official referential; build it with `parse`."""

    value: str

    KIND: ClassVar[CodeKind] = CodeKind.ANY
    PATTERN: ClassVar[str] = r".+"

    @classmethod
    def parse(cls, text: object) -> Self:
        """Read a code as people and files write it; raise CodeError when it is not one."""
        value = cls.normalise(str(text))
        if not re.fullmatch(cls.PATTERN, value, flags=re.ASCII):
            raise CodeError(cls.KIND, str(text)[:80])
        return cls(value)

    @classmethod
    def normalise(cls, text: str) -> str:
        """Canonical spelling of a code, before its form is checked."""
        return "".join(text.split()).upper()

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"


class RomeCode(Code):
    """ROME occupation (fiche métier), 4.0 or version-3 grain: a letter A to N and four digits."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.ROME, r"[A-N]\d{4}"

    @property
    def domain(self) -> str:
        """Letter of the grand domaine."""
        return self.value[0]


class OgrCode(Code):
    """ROME item (competence, savoir, appellation, work context): a number."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.OGR, r"[1-9]\d{0,7}"


class _CertificationCode(Code):
    __slots__ = ()
    PREFIX: ClassVar[str] = ""

    @classmethod
    def normalise(cls, text: str) -> str:
        """Add the register's name to a bare number."""
        value = Code.normalise(text)
        return cls.PREFIX + value if value.isdigit() else value


class RncpCode(_CertificationCode):
    """Certification of the Répertoire national des certifications professionnelles."""

    __slots__ = ()
    KIND, PATTERN, PREFIX = CodeKind.RNCP, r"RNCP[1-9]\d{0,5}", "RNCP"


class RsCode(_CertificationCode):
    """Certification or habilitation of the Répertoire spécifique."""

    __slots__ = ()
    KIND, PATTERN, PREFIX = CodeKind.RS, r"RS[1-9]\d{0,5}", "RS"


class BlocCode(Code):
    """Bloc de compétences of an RNCP certification."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.BLOC, r"RNCP[1-9]\d{0,5}BC\d{1,3}"

    @property
    def certification(self) -> RncpCode:
        """Certification the bloc is part of."""
        return RncpCode(self.value.split("BC")[0])


class EscoUri(Code):
    """Concept of the European ESCO classification (occupation, skill or group)."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.ESCO, r"http://data\.europa\.eu/esco/[A-Za-z0-9/._-]+"

    @classmethod
    def normalise(cls, text: str) -> str:
        """Concepts are named with http:, whatever the page was read through."""
        return text.strip().replace("https://", "http://", 1)


class Formacode(Code):
    """Term of the Formacode thesaurus: five digits."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.FORMACODE, r"\d{5}"

    @classmethod
    def normalise(cls, text: str) -> str:
        """Restore the leading zeros that spreadsheets drop."""
        return text.strip().zfill(5) if text.strip().isdigit() else text.strip()


class FapCode(Code):
    """Family of occupations of the Dares (FAP, 2009): `J5Z60` of 225, `J5Z` of 87, `J` of 22."""

    __slots__ = ()
    KIND, PATTERN = CodeKind.FAP, r"[A-Z](\d[A-Z](\d\d)?)?"


CertificationCode = RncpCode | RsCode


def parse_certification(text: object) -> CertificationCode:
    """Read an RNCP or RS code.

    >>> parse_certification("RS5719")
    RsCode('RS5719')
    """
    if Code.normalise(str(text)).startswith("RS"):
        return RsCode.parse(text)
    return RncpCode.parse(text)


def parse_certification_or_bloc(text: object) -> CertificationCode | BlocCode:
    """Read an RNCP, RS or bloc code.

    >>> parse_certification_or_bloc("rncp37674bc01")
    BlocCode('RNCP37674BC01')
    """
    return BlocCode.parse(text) if "BC" in Code.normalise(str(text)) else parse_certification(text)


def parse_reading(text: object) -> RomeCode | OgrCode:
    """Read the code of what a text may be read as: an occupation, or a competency or savoir.

    >>> parse_reading("d1106"), parse_reading(118069)
    (RomeCode('D1106'), OgrCode('118069'))
    """
    return OgrCode.parse(text) if Code.normalise(str(text)).isdigit() else RomeCode.parse(text)
