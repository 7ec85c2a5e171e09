"""The claim of who began a certification before it closed (L6113-9)."""

from __future__ import annotations

from datetime import date

from recommend.law.rules import RULES, Law
from recommend.profile.held import Held
from recommend.profile.profile import Profile
from referentials.catalogue import Catalogue


def kept_claim(certification: str, profile: Profile, catalogue: Catalogue) -> bool:
    """Whether a closed certification, not held, was surely begun before its registration ended, and may be delivered.

    A passport does not tell who is enrolled: a bloc of it obtained by then is the only proof. One obtained since, or
    conferred by a correspondence, proves nothing.
    """
    fiche, day = catalogue.certifications[certification], profile.as_of
    end = fiche.registration_end
    if end is None or end >= day or not RULES[Law.CLAIM].in_force(day) or certification in profile.holdings:
        return False
    if fiche.last_delivery and fiche.last_delivery < day:
        return False
    return any(_obtained_by(end, profile.holdings.get(bloc)) for bloc in catalogue.blocs_of.get(certification, ()))


def _obtained_by(day: date, held: Held | None) -> bool:
    """Whether a record of its own says so; a year or a month counts up to its last day."""
    return held is not None and not held.chain and held.until <= day.toordinal()
