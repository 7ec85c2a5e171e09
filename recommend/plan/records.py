"""What a plan is: steps in order, what each brings, and how good it is.

A step is a unit (a bloc, or a certification without blocs: `catalogue.Unit`), or by apprenticeship a whole one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from passport.document.model import LanguageLevel
from recommend.directions.what_if import Nearer
from recommend.gap.target import Target
from recommend.law.levels import Level
from recommend.law.standing import Standing
from recommend.law.strains import Limit
from recommend.law.whole import Outcome, Whole
from recommend.plan.choose import Method
from recommend.plan.leads import Lead
from recommend.plan.limits import Aim
from recommend.plan.modality import Modality
from recommend.plan.refusals import LeftOut
from recommend.profile.held import Held
from recommend.world.near import Nearness
from referentials.catalogue import Certification, Course, Unit


@dataclass(frozen=True, slots=True)
class Gained:
    """What a unit brings to one need: probability before and after, and the points of coverage it adds."""

    item: str
    before: float
    after: float
    points: float


@dataclass(frozen=True, slots=True)
class Step:
    """What to take. `gain` is in points of coverage (0 to 100); `score` is the sum of `terms`, in points too."""

    unit: Unit
    parts: tuple[str, ...]
    """Itself; of a whole certification, its missing blocs."""
    confers: tuple[str, ...]
    """Units of other certifications that it gives by correspondence (R6113-9)."""
    certification: Certification
    gain: float
    coverage_after: float
    score: float
    terms: Mapping[str, float]
    """gain; `weighed`: what the factors take off it or add; `effort`: cost; `completes`, `opening`: bonuses."""
    factors: Mapping[str, float]
    gained: tuple[Gained, ...]
    modality: Modality
    hours: float
    told_by_law: bool
    """Whether what the law asks for to exercise the target is this certification, and says how long it takes."""
    price: float | None
    opens: tuple[Nearer, ...]
    """Occupations that this step brings within reach, once the steps before it are done."""
    whole: Outcome | None
    """What its fiche says of having every bloc, where no bloc is then missing; None where one is."""
    blocs_held: tuple[str, ...]
    """Blocs of the same certification held already."""
    level: Level
    """What its certification gives, and asks for to enter."""
    level_held: int | None
    """Highest level of the certifications held."""
    level_guaranteed: int | None
    """Highest level of those that an issuer guarantees."""
    routes: tuple[str, ...]
    routes_from: str | None
    """The certification that it replaced, whose routes these are, where its own are not known."""
    blocs_from: str | None
    """The certification that it replaced, whose blocs tell what it teaches."""
    courses: tuple[Course, ...]
    courses_known: int
    near: Nearness | None
    """Of the courses, where a place was asked for and one is taken."""


class Ready(StrEnum):
    """Why someone has what it takes to exercise an occupation."""

    HELD = "held"
    """A certification that leads there."""
    COVERED = "covered"
    """Most of what it asks for."""


class Empty(StrEnum):
    """Why a plan has no step."""

    HELD = "held"
    """The target is."""
    READY = "ready"
    NOTHING_LEADS = "nothing_leads"
    """No certification that one may enter leads there, nor near."""
    LIMITS = "limits"
    """What leads there is out of the limits."""
    RECOGNITION = "recognition"
    """The occupation of health was exercised with a diploma from abroad: that is to be recognised, not taken again."""
    ACCESS = "access"
    """What the law asks for to exercise is the next step: no certification that leads there names the occupation."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps in order. No plan within the limits is worth more than `bound`, in points; `score` is this one's worth."""

    aim: Aim
    coverage_before: float
    steps: tuple[Step, ...]
    considered: int
    """In a mix, units that could add something; else certifications looked at; left out or not."""
    left_out: Mapping[LeftOut, int]
    """How many of these each reason left out."""
    leading: tuple[Lead, ...]
    """Certifications that lead to the target, best first; near ones when none does."""
    ready: Ready | None
    """Why nothing more is needed to exercise, but what the law asks for beside; None when it is."""
    ready_by: tuple[str, ...]
    """Certifications held that lead there, where that is why."""
    shut: bool
    """Whether the law, or nearly every employer, asks, to exercise the target, for what the passport does not show."""
    limits: tuple[Limit, ...]
    """Of what the holder has to keep away from, what is met in the target."""
    open_now: bool
    """Whether ROME says that one enters the occupation without a diploma, and enough of it is there already."""
    french_first: LanguageLevel | None
    """Level of French declared, where learning French comes first; None elsewhere."""
    empty: Empty | None
    """Why there is no step; None when there is one."""
    score: float
    bound: float
    method: Method
    target: Target
    held: Held | None
    """How a target that is a certification or a bloc is held already."""
    standing: Standing | None
    """Where the certification of such a target stands."""
    whole: Whole | None
    """What its fiche says of holding every bloc, where they all are and the certification is not."""
    as_of: date

    @property
    def is_needless(self) -> bool:
        """Whether nothing of the target is left to take."""
        return self.held is not None or self.whole is not None

    @property
    def hours(self) -> float:
        """Hours in all."""
        return round(sum(step.hours for step in self.steps), 1)

    @property
    def price(self) -> float | None:
        """Euros in all; None when the price of a step is not known."""
        prices = [step.price for step in self.steps]
        return None if None in prices else round(sum(price for price in prices if price is not None), 2)

    @property
    def coverage_after(self) -> float:
        """Coverage once every step is done."""
        return self.steps[-1].coverage_after if self.steps else self.coverage_before
