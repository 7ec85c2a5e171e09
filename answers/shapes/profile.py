"""Of a profile: `acquis analyse`, `POST /v1/profile`."""

from __future__ import annotations

from typing import Literal

from answers.shapes.base import Advice, BlocField, Document, Item, ItemLabel, Probability, RomeField
from answers.shapes.diplomas import DiplomaRead
from recommend.gap.gap import Status
from recommend.profile.evidence import Guarantee, Rule


class Evidence(Document):
    """One reason to believe one item."""

    record: str
    """id of the record of the passport that it rests on"""
    rule: Rule
    """what made the inference"""
    detail: str
    """the sentence read, the occupation or the bloc; of `carried_over`, the item it is carried over from"""
    through: ItemLabel | None
    """of `carried_over`: the item that the record tells of, near this one; else null"""
    probability: Probability
    guaranteed: bool
    """whether an issuer vouches for what the inference rests on"""
    degree: Probability
    """how near: what that from which it is carried over gives of it; 1 where nothing is carried over"""
    confirmed: bool
    """whether the holder confirms the reading that it rests on (`readings` of the record)"""
    reason: str
    """in French"""


class Recognised(Item):
    """A competency that the passport attests, and all that speaks for it."""

    probability: Probability
    guaranteed_probability: Probability
    """the same, on what issuers vouch for alone"""
    guarantee: Guarantee
    """what an issuer vouches for, as its proofs show: nothing, that the job was had (`employment_attested`), that
    the title is held (`title_attested`), that a jury assessed it (`assessed`)"""
    status: Status
    """how sure the engine is that it is gained"""
    evidence: list[Evidence]


class Exercised(Document):
    """An occupation that an experience may be."""

    record: str
    """id of the experience"""
    code: RomeField
    label: str
    probability: Probability
    confirmed: bool
    """whether the holder confirms this reading of the title (`readings` of the experience)"""
    reason: str
    """in French"""


class TitleChoice(Document):
    """An occupation that a title may mean."""

    code: RomeField
    label: str
    probability: Probability


class TitleRead(Document):
    """How the title of an experience was read."""

    record: str
    """id of the experience"""
    title: str
    """as the record has it"""
    set_aside: list[str]
    """words of it about the contract, the stage, the hours, the place, the employer, the seniority"""
    choices: list[TitleChoice]
    """where no occupation is sure: those that it may mean, two or three, likeliest first; else empty"""
    question: str | None
    """what to ask the holder, in French; null when there is nothing to ask"""


class BlocHeld(Document):
    """A bloc held: obtained, or following from what was."""

    code: BlocField
    record: str
    """id of the record that it goes back to"""
    rule: Rule
    """what makes it held"""
    guaranteed: bool
    """whether an issuer vouches for it"""
    via: str | None
    """what the last correspondence rests on; null without one"""
    read_in: str | None
    """title of the record in which it was read; null where the record gives its code"""


class LanguageSpoken(Document):
    """A language of the passport."""

    record: str
    """id of the record"""
    language: str
    """ISO 639 code"""
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2"]
    """of the European framework"""
    guaranteed: bool
    """whether an issuer vouches for it"""


class Ignored(Document):
    """What was left out of the passport."""

    path: str
    """place in the passport, e.g. `experiences[0].rome`"""
    reason: str
    """in French"""


class NearestReading(Item):
    """What a sentence may tell, too unsure to be relied upon."""

    probability: Probability


class SentenceUnread(Document):
    """A sentence of a record that was not understood: a reading may be confirmed or refused (`readings`)."""

    record: str
    """id of the record"""
    text: str
    """the sentence, as `readings` names it"""
    nearest: list[NearestReading]
    """most probable first; empty when nothing is near"""


class ProfileFields(Document):
    """Competencies that a passport attests, most probable first, each with its evidence."""

    competencies: list[Recognised]
    """most probable first"""
    occupations_exercised: list[Exercised]
    """as codes, titles, descriptions and kinds of experiences say"""
    titles: list[TitleRead]
    """how the title of each experience was read, and what to ask about those that are not sure"""
    blocs_held: list[BlocHeld]
    """obtained, or following from what was"""
    diplomas: list[DiplomaRead]
    """those told by their titles; the holder is asked about those that are not sure"""
    languages: list[LanguageSpoken]
    """those of the passport"""
    sentences_unread: list[SentenceUnread]
    """sentences of descriptions that were not understood, in the order of the passport"""
    ignored: list[Ignored]
    """what was left out of the passport, and why"""


class ProfileAnswer(ProfileFields, Advice):
    """Competencies that a passport attests, most probable first, each with its evidence."""

    format: Literal["acquis/profile"] = "acquis/profile"
