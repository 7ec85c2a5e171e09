"""Posts to fill by 2030, of the Dares and France Stratégie (« Métiers en 2030 »): a JSON list, by family and region.

Posts are jobs created and retirements, 2019 to 2030, in thousands. Some figures are of several families at once: the
code has them all (`J4Z;J5Z;J6Z`, in Corsica) or is one of the projection alone (`D0A`).
"""

from __future__ import annotations

from typing import Any

from referentials.codes import FapCode
from referentials.extract import Extract, Origin, Part
from referentials.places import places
from referentials.readers.dares_families import LICENCE
from referentials.readers.json_list import json_list
from referentials.remarks import Oddity
from referentials.source import Source, date_in_name

_FAP, _LABEL, _REGION, _JOBS, _POSTS = (
    "code_fap", "fap_libelle", "region", "effectifs_2019_milliers", "postes_a_pourvoir_milliers",
)  # fmt: skip
_GROUPS = {
    "D0A": ("D0Z", "D3Z"),
    "F0A": ("F0Z", "F1Z"),
    "F2A": ("F2Z", "F3Z"),
    "XK_": ("K0Z", "X0Z"),
}
"""FAP 87 of the codes of the projection, as their labels say: unskilled workers of metal and mechanics; of textile and
leather; of wood and furniture; craftsmen, politics and clergy."""
_SINCE, _UNTIL = 2019, 2030


class DaresOpeningsReader:
    """Reads how many posts each family has to fill in each region."""

    name = "dares_openings"

    def accepts(self, source: Source) -> bool:
        """Judge by the first object."""
        if source.is_zip:
            return False
        head = source.head(source.name)
        return head.lstrip().startswith("[") and f'"{_FAP}"' in head and f'"{_POSTS}"' in head

    def read(self, source: Source) -> Extract:
        """Fill market_openings, a row for each FAP 87. Raises SourceError when it is not a JSON list of objects."""
        origin = Origin("Dares et France Stratégie", f"Métiers en {_UNTIL}", LICENCE, date=date_in_name(source.name))
        extract = Extract(source, self.name, origin, newest_wins=True)
        part = extract.part("market_openings", source.name)
        for line, row in json_list(source, part):
            _take(part, line, row)
        return extract


def _take(part: Part, line: int, row: dict[str, Any]) -> None:
    families, region = str(row.get(_FAP)), places().region(str(row.get(_REGION)))
    if not region:
        part.reject(line, _REGION, str(row.get(_REGION)), Oddity.UNKNOWN_PLACE)
        return
    jobs, posts = (_units(row.get(column)) for column in (_JOBS, _POSTS))
    if posts is None:
        part.reject(line, _POSTS, str(row.get(_POSTS)), Oddity.NUMBER)
        return
    for code in (one for named in families.split(";") for one in _GROUPS.get(named, (named,))):
        if fap := part.parse(line, _FAP, FapCode.parse, code):
            part.add(
                fap=fap.value, families=families, label=str(row.get(_LABEL) or families), region=region.code,
                jobs=jobs, posts=posts, since=_SINCE, until=_UNTIL,
            )  # fmt: skip


def _units(thousands: object) -> int | None:
    """Jobs, of a number of thousands; None when it is none."""
    if isinstance(thousands, bool) or not isinstance(thousands, int | float) or not abs(thousands) < 100_000:
        return None
    return round(thousands * 1000)
