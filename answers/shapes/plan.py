"""Of a plan: `acquis plan`, `POST /v1/plan`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from answers.shapes.access import AccessAnswer
from answers.shapes.base import (
    Advice,
    Amount,
    BlocField,
    CertificationField,
    CertificationTitle,
    Count,
    Coverage,
    Document,
    Factor,
    ItemBefore,
    LevelField,
    OccupationBefore,
    Points,
    Share,
    UnitField,
    one_of,
)
from answers.shapes.diplomas import DiplomasRead
from answers.shapes.market import Market, Somewhere
from answers.words.plan import FACTOR, LEFT_OUT, ROUTE
from passport.document.model import LanguageLevel
from recommend.law.rules import Law
from recommend.law.standing import Entry
from recommend.law.vae import Admissible
from recommend.law.whole import Outcome
from recommend.plan.choose import Method
from recommend.plan.judged import Doubt
from recommend.plan.leads import Towards
from recommend.plan.limits import Aim, Route
from recommend.plan.records import Empty, Ready

TERMS = ("gain", "weighed", "effort", "opening", "completes")
Percent = Annotated[int, Field(ge=0, le=100, title="percent")]
AccessRoute = Annotated[str, one_of(ROUTE)]
"""A way into a certification, as its fiche says."""


class UnitTitle(Document):
    """What is obtained in one go: a bloc, or a certification that has none."""

    code: UnitField
    kind: Literal["bloc", "certification"]
    """what the code is of"""
    title: str


class Insertion(Document):
    """What became of those who obtained a certification, as its certifier declares."""

    year: int
    """in which they obtained it: the latest that has a rate"""
    certified: Count | None
    """how many they were"""
    employed: Percent | None
    """employed after six months"""
    in_trade: Percent | None
    """in the trade aimed at, after six months"""
    in_trade_later: Percent | None
    """the same after two years"""


class OwningCertification(CertificationTitle):
    """The certification of a step."""

    registration_end: date | None
    """last day on which one may enter, where the fiche says"""
    insertion: Insertion | None
    """of those who obtained it; null when nothing says"""


class Gained(ItemBefore):
    """What a step brings to one item of the target."""

    points: Points
    """those of a step add up to its `gain`"""


class VaeOpinion(Document):
    """Whether it may be asked for by VAE: an indication, never a decision."""

    admissible: Admissible
    """`needless`: it is held already"""
    reason: str
    """in French"""
    rules: list[Law]
    """those that this rests on"""


class RestsOn(Document):
    """What of a unit experience covers already."""

    covered: Share
    """share of it that experience covers"""
    guaranteed: Share
    """share of it that an issuer vouches for"""
    records: list[str]
    """ids of the records that this experience is in, most telling first"""
    blocs_held: list[BlocField]
    """blocs of the same certification that are held"""


class TrainingFound(Document):
    """A training of a catalogue; what it does not say is null."""

    id: str
    title: str
    provider: str | None
    city: str | None
    months: Count | None
    hours: Count | None
    """of the whole certification"""
    price: Count | None
    """euros, of the whole certification; 0 when it is free of charge"""
    mode: str | None
    """`presentiel`, `distance`, `alternance`"""
    url: str | None


class TrainingsNear(Document):
    """How many of the trainings known are near the place asked for."""

    place: Somewhere
    here: Count
    """in the same département, or in the region asked for; listed first"""
    remote: Count
    """followed from anywhere"""
    elsewhere: Count
    unplaced: Count
    """whose catalogue says no place"""
    text: str
    """in French"""


class PlanStep(Document):
    """One bloc or certification to take."""

    unit: UnitTitle
    parts: list[UnitField]
    """itself; of a certification taken whole by apprenticeship, its missing blocs"""
    confers: list[UnitField]
    """units of other certifications that it gives by correspondence (R6113-9)"""
    certification: OwningCertification
    """that of the bloc, or itself"""
    gain: Points
    coverage_after: Coverage
    score: Points
    """sum of `terms`"""
    terms: dict[Annotated[str, one_of(TERMS)], Points]
    """`gain`, `weighed` (what the factors take off it or add), `effort` (what the step costs), `opening` and
    `completes` (bonuses); those that are 0 are left out"""
    factors: dict[Annotated[str, one_of(FACTOR)], Factor]
    """what multiplies its worth; those that change nothing are left out"""
    gained: list[Gained]
    """items of the target that it brings"""
    level_required: LevelField | None
    """lowest level that its fiche asks for to enter; null when it names none"""
    level_held: LevelField | None
    """highest level of the certifications held"""
    level_guaranteed: LevelField | None
    """highest level of those that an issuer guarantees"""
    prerequisites: str | None
    """as the fiche has them"""
    bloc_prerequisites: str | None
    """what the fiche asks for before a bloc is validated"""
    regulations: str | None
    """of the activity that it leads to, as the fiche has them"""
    route: Route | None
    """how it would be taken; null when none, of those asked for if any, is known to be open"""
    routes: list[AccessRoute]
    """ways into its certification, as its fiche says"""
    routes_from: CertificationField | None
    """the certification that it replaced, whose ways these are; null when they are its own, or unknown"""
    blocs_from: CertificationField | None
    """the certification that it replaced, whose blocs tell what it teaches; null when they are its own, or unknown"""
    hours: Amount
    """of training, or of the VAE"""
    hours_known: bool
    """false: an order of magnitude"""
    price: Amount | None
    """euros, for its share of the certification; null when no catalogue says"""
    vae: VaeOpinion
    rests_on: RestsOn
    completes: bool
    """whether the certification is then whole, as its fiche says"""
    last_bloc: Outcome | None
    """where no bloc of it is then missing, what its fiche says of having them all; null where one is"""
    opens: list[OccupationBefore]
    """occupations that it brings within reach, once the steps before it are done"""
    trainings: list[TrainingFound]
    """some of those known that are taken that way"""
    trainings_known: Count
    """how many there are, beside those listed"""
    trainings_near: TrainingsNear | None
    """where they are; null when no place was asked for, or when it is taken by VAE"""
    what: str
    """in French: a whole certification, the rest of one, a bloc; by VAE or not"""
    why: str
    """in French"""


class LeadingCertification(Document):
    """A certification that leads to the target, whether its blocs are known or not."""

    certification: OwningCertification
    towards: Towards
    """`near`: to a near occupation, when none leads to the target"""
    replaces: CertificationField | None
    """the closed certification that it stands for"""
    entry: Entry
    """`unknown`: said active, or not said closed, without a date"""
    realistic: bool
    """whether nothing is doubted"""
    doubts: list[Doubt]
    blocs: Count
    """blocs that tell what it teaches; 0 when none is known"""
    blocs_from: CertificationField | None
    """the certification that it replaced, when these blocs are that one's"""
    vae: VaeOpinion
    vae_open: bool
    """whether a VAE may be proposed, to be checked unless it is admissible"""
    covered: Share
    """share of what it teaches that experience covers"""
    trainings_known: Count
    held: list[UnitField]
    """itself or what it replaced, where held; else its blocs that are"""
    alike: list[CertificationField]
    """others of the same title and level, of other certifiers"""
    score: Factor
    """its worth, the product of `factors`"""
    factors: dict[Annotated[str, one_of(FACTOR)], Factor]
    why: str
    """in French"""


class LeftOut(Document):
    """Units that the limits or the law leave out."""

    reason: Annotated[str, one_of(LEFT_OUT)]
    units: Count
    """how many"""
    why: str
    """in French"""


class BeforePlan(Document):
    """What there was to choose from."""

    access: AccessAnswer | None
    """what it takes to exercise the target, said first; null where the target is no occupation"""
    notes: list[str]
    """in French; of a target that is a certification or a bloc: that it is held, closed, replaced, told by another"""
    ready: bool
    """whether nothing more is needed to exercise, but what the law asks for beside"""
    ready_reason: Ready | None
    ready_by: list[CertificationField]
    """certifications held that lead there"""
    french_first: LanguageLevel | None
    """level of French declared, where learning French comes first"""
    empty: Empty | None
    """why there is no step; null when there is one"""
    remarks: list[str]
    """in French: what is ready, what comes first, why there is no step"""
    leading: list[LeadingCertification]
    """certifications that lead to the target, best first, the first of them"""
    leading_known: Count
    """how many were weighed"""
    coverage_before: Coverage
    considered: Count
    """certifications that lead to the target; in a mix, blocs and certifications that could add something"""
    left_out: list[LeftOut]
    """certifications, or units of a mix, that the limits or the law leave out"""
    market: Market | None
    """of the occupation aimed at; null when the target is a certification or a bloc"""


class WholePlan(Document):
    """A plan as a whole."""

    aim: Aim
    """what it is best at"""
    coverage_after: Coverage
    hours: Amount
    """in all"""
    price: Amount | None
    """euros in all; null when that of a step is not known"""
    opens: Count
    """occupations brought within reach"""
    score: Points
    """sum of the scores of the steps"""
    bound: Points
    """no plan within these limits is worth more"""
    method: Method
    """`ranked`: one certification, the first that the limits leave; of a mix, `exact`: mixed-integer programming"""
    summary: str
    """in French: coverage, hours, price, occupations opened"""
    optimality: str
    """in French: how far from the best it can be"""


class Alternative(WholePlan):
    """The plan of another aim, in short."""

    steps: list[UnitTitle]


class PlanFields(WholePlan, BeforePlan):
    """Blocs and certifications that close the gap within limits, and a plan for each other aim to compare."""

    understood: str | None
    """what was understood of the words of the target, in French; null where its code was given"""
    steps: list[PlanStep]
    """in the order in which to take them"""
    alternatives: list[Alternative]
    """a plan for each other aim"""


class PlanAnswer(PlanFields, DiplomasRead, Advice):
    """Blocs and certifications that close the gap within limits, and a plan for each other aim to compare."""

    format: Literal["acquis/plan"] = "acquis/plan"
