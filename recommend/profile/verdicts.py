"""What the holder says of readings: confirmed ones are believed, refused ones are not; both stay in the passport."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from passport.document.errors import Fault, FaultCode
from passport.document.model import Experience, Passport, ReadingVerdict, TrainingFollowed, Verdict
from recommend.profile.evidence import Evidence
from referentials.catalogue import Catalogue
from referentials.codes import RomeCode
from referentials.text import fold

Spanning = Experience | TrainingFollowed
SECTIONS = ("experiences", "trainings")


def occupations_said(experience: Experience, verdict: Verdict) -> list[str]:
    """Occupations that the holder confirms, or refuses, as readings of the title."""
    found = (str(one.code) for one in experience.readings if one.verdict is verdict and isinstance(one.code, RomeCode))
    return list(dict.fromkeys(found))


def confirmed_items(record: Spanning) -> list[tuple[str, str]]:
    """Each item that the holder confirms, with the words it was read in."""
    said = (one for one in record.readings if one.verdict is Verdict.CONFIRMED and not isinstance(one.code, RomeCode))
    return list(dict.fromkeys((str(one.code), one.text or record.title) for one in said))


class Refusals:
    """Readings of a passport that its holder refuses."""

    def __init__(self, passport: Passport) -> None:
        self._said: dict[tuple[str, str], list[ReadingVerdict]] = defaultdict(list)
        self._titles: dict[str, str] = {}
        for record in (*passport.experiences, *passport.trainings):
            for one in record.readings:
                if one.verdict is Verdict.REFUSED:
                    self._said[record.id, str(one.code)].append(one)
                    self._titles[record.id] = record.title

    def refused(self, record: str, item: str, words: str) -> bool:
        """Whether an item is not to be read in some words of a record."""
        said = self._said.get((record, item), ())
        return any(speaks_of(one, words, self._titles[record]) for one in said)

    def unrefused(self, found: Iterable[Evidence]) -> Iterator[Evidence]:
        """Evidence, without that of readings that the holder refuses."""
        return (one for one in found if not self.refused(one.record, one.item, one.source.words))


def unheard(passport: Passport, titles: Collection[str]) -> list[Fault]:
    """Verdicts that nothing can be made of; `titles`: items that are diplomas, licences, cards."""
    found = []
    for section in SECTIONS:
        for rank, record in enumerate(getattr(passport, section)):
            for place, one in enumerate(record.readings):
                if code := _fault_of(one, record, titles):
                    parameters = {"code": str(one.code)}
                    found.append(Fault(f"{section}[{rank}].readings[{place}]", code, parameters))
    return found


def without(passport: Passport, paths: Collection[str]) -> Passport:
    """The passport without some verdicts, by their paths."""
    kept: dict[str, tuple[Spanning, ...]] = {}
    for section in SECTIONS:
        records = []
        for rank, record in enumerate(getattr(passport, section)):
            place = f"{section}[{rank}].readings[{{}}]"
            left = tuple(one for at, one in enumerate(record.readings) if place.format(at) not in paths)
            same = len(left) == len(record.readings)
            records.append(record if same else record.model_copy(update={"readings": left}))
        kept[section] = tuple(records)
    return passport.model_copy(update=kept)


def unknown_readings(passport: Passport, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Path and code of each verdict on a code that the snapshot does not hold."""
    for section in SECTIONS:
        for rank, record in enumerate(getattr(passport, section)):
            for place, one in enumerate(record.readings):
                known = catalogue.occupations if isinstance(one.code, RomeCode) else catalogue.items
                if str(one.code) not in known:
                    yield f"{section}[{rank}].readings[{place}].code", str(one.code)


def _fault_of(one: ReadingVerdict, record: Spanning, titles: Collection[str]) -> FaultCode | None:
    of_title = one.text is None or _within(one.text, record.title)
    if one.text is not None and not of_title and not _within(one.text, record.description):
        return FaultCode.NOT_SAID
    no_occupation = isinstance(one.code, RomeCode) and not (of_title and isinstance(record, Experience))
    no_competency = one.verdict is Verdict.CONFIRMED and str(one.code) in titles
    return FaultCode.NO_SUCH_READING if no_occupation or no_competency else None


def speaks_of(one: ReadingVerdict, words: str, title: str) -> bool:
    """Whether a verdict is on these words of its record; a sentence may be cut otherwise than when it was quoted."""
    if one.text is None or words == title:
        return _within(words, title) if one.text is None else _within(one.text, title)
    return _within(one.text, words) or _within(words, one.text)


def _within(part: str, whole: str) -> bool:
    said = _plain(part)
    return bool(said.strip()) and said in _plain(whole)


def _plain(text: str) -> str:
    """Folded words, blanks around each."""
    return f" {' '.join(''.join(c if c.isalnum() else ' ' for c in fold(text)).split())} "
