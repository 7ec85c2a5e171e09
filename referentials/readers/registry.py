"""The readers acquis knows, in the order they are asked whether a file is theirs."""

from __future__ import annotations

from referentials.extract import Reader
from referentials.readers.crosswalk import CrosswalkReader
from referentials.readers.dares_families import DaresFamiliesReader
from referentials.readers.dares_openings import DaresOpeningsReader
from referentials.readers.dares_salaries import DaresSalariesReader
from referentials.readers.dares_tensions import DaresTensionsReader
from referentials.readers.esco import EscoReader
from referentials.readers.formacode import FormacodeReader
from referentials.readers.onisep import OnisepReader
from referentials.readers.rncp_csv import RncpCsvReader
from referentials.readers.rncp_xml import RncpXmlReader
from referentials.readers.rome import RomeReader
from referentials.readers.rome_v3 import RomeV3Reader
from referentials.source import Source

READERS: tuple[Reader, ...] = (
    RomeReader(),
    RomeV3Reader(),
    RncpCsvReader(),
    RncpXmlReader(),
    EscoReader(),
    CrosswalkReader(),
    FormacodeReader(),
    OnisepReader(),
    DaresFamiliesReader(),
    DaresTensionsReader(),
    DaresSalariesReader(),
    DaresOpeningsReader(),
)


def reader_for(source: Source) -> Reader | None:
    """First reader that recognises the file, None when no reader does."""
    return next((reader for reader in READERS if reader.accepts(source)), None)
