"""How much there is to read in a passport, known at little cost before anything is read."""

from __future__ import annotations

from matching.index.expected import Expected
from passport.document.model import Experience, Passport, TrainingFollowed
from recommend.profile.infer import said_in


def sentences(passport: Passport) -> int:
    """Sentences of descriptions, and titles without a code: what is read of it, equal records once."""
    records: list[Experience | TrainingFollowed] = [*passport.experiences, *passport.trainings]
    said = {(_spoken_of(record), one.read) for record in records for one in said_in(record, Expected())}
    uncoded = (one for one in passport.experiences if not one.rome)
    return len(said) + len({(one.title, one.kind, one.organisation, one.description) for one in uncoded})


def _spoken_of(record: Experience | TrainingFollowed) -> str:
    """What makes other items expected in the same sentence."""
    return str(record.rome or record.title) if isinstance(record, Experience) else ""
