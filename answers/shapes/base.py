"""What the shapes of several answers share: codes, amounts, and what every answer begins with.

The title of a type says what its values are; what a field says is its docstring.

An answer that has the fields of several shapes names them from the last to the first: `PlanAnswer(PlanFields, Advice)`
begins with the fields of `Advice`, as pydantic has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from passport.document.standing import ProofMethod, ProofProblem, Standing
from recommend.law.rules import FIGURES, Figure
from referentials import kinds
from referentials.codes import BlocCode, Code, OgrCode, RncpCode, RomeCode, RsCode

DIGITS = 4
"""Of a number that was computed."""


def one_of(values: Iterable[str]) -> Any:
    """Describe a text that is one of these, kept where the engine has them."""
    return Field(json_schema_extra={"enum": list(values)})


def _written(about: str, *kinds: type[Code]) -> Any:
    return Field(pattern=f"^(?:{'|'.join(kind.PATTERN for kind in kinds)})$", title=about)


def _rounded(value: Any) -> float:
    return round(float(value), DIGITS)


RomeField = Annotated[str, _written("code of an occupation (`D1106`)", RomeCode)]
OgrField = Annotated[str, _written("code OGR of ROME (`900258`)", OgrCode)]
BlocField = Annotated[str, _written("code of a bloc (`RNCP37099BC01`)", BlocCode)]
CertificationField = Annotated[str, _written("code of a certification (`RNCP37099`, `RS5801`)", RncpCode, RsCode)]
UnitField = Annotated[str, _written("code of a bloc or of a certification", BlocCode, RncpCode, RsCode)]
TargetField = Annotated[
    str, _written("code of an occupation, of a bloc or of a certification", RomeCode, BlocCode, RncpCode, RsCode)
]
Rounded = BeforeValidator(_rounded)
"""Last in an annotation: what was computed is written with 4 digits."""
Share = Annotated[float, Field(ge=0, le=1, title="share, 0 to 1"), Rounded]
Probability = Annotated[float, Field(ge=0, le=1, title="probability, 0 to 1"), Rounded]
Coverage = Annotated[float, Field(ge=0, le=1, title="share of the weights that is covered, 0 to 1"), Rounded]
Points = Annotated[float, Field(title="points of coverage, 0 to 100"), Rounded]
Factor = Annotated[float, Field(ge=0, title="what multiplies a worth; 1 changes nothing"), Rounded]
LevelField = Annotated[
    int, Field(ge=1, le=FIGURES[Figure.LEVELS].value, title="level of the national framework (D6113-19), 1 to 8")
]
UsualLevelField = Annotated[float, Field(ge=1, le=FIGURES[Figure.LEVELS].value, title="median of levels, 1 to 8")]
"""A median of levels: it may fall between two."""
Count = Annotated[int, Field(ge=0)]
Number = Annotated[int | float, WithJsonSchema({"type": "number"})]
"""Written as it is, `3` and not `3.0`."""
Amount = Annotated[
    Annotated[int, Field(ge=0)] | Annotated[float, Field(ge=0)], WithJsonSchema({"type": "number", "minimum": 0})
]
"""The same, of euros or hours."""
ItemKind = Annotated[str, one_of(get_args(kinds.ItemKind))]


class Document(BaseModel):
    """An object that has these fields and no other, always all of them, in this order."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, json_schema_serialization_defaults_required=True
    )


def plain(answer: BaseModel) -> Any:
    """An answer as the JSON that is printed or sent: dicts, lists, texts and numbers."""
    return answer.model_dump(mode="json", by_alias=True)


class Made(Document):
    """What every answer that names a format begins with."""

    format: str
    """what the answer is"""
    version: Literal[1] = 1
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    snapshot: str
    """id of the referentials it was made with"""
    acquis: str
    """version of acquis, with a digest of the code, weights and rules that it was made with"""
    teaching: bool
    """whether these are the small teaching referential, which advises nobody"""


class Answer(Made):
    """The same, where texts were read."""

    model: str
    """id of the model that reads texts"""


class RecordStanding(Document):
    """Where a record of the passport stands; what is not guaranteed counts as declared."""

    record: str
    """its id"""
    standing: Standing
    """`guaranteed`: a proof of an issuer holds; `unverified`: an issuer is claimed, and none does; else `declared`"""
    method: ProofMethod | None
    """how the issuer vouches for it, or is said to; null where nobody does"""
    issuer: str | None
    """name in the registry of the issuer whose proof held, or failed; null for who is not there"""
    issuer_id: str | None
    """what identifies it, in the registry or in the proof"""
    claimed: str | None
    """the issuer that the passport names, whoever that is"""
    signed: date | None
    """day that the proof was signed"""
    checked: date | None
    """day for which the proof was checked"""
    problem: ProofProblem | None
    """why it is not guaranteed, where an issuer is claimed"""
    told: str
    """the same in French"""


class Attestations(Document):
    """What was found of those who are said to vouch for the records of the passport."""

    registry: str | None
    """digest of the registry of issuers that the proofs were checked against; null where nobody looked"""
    checked: date | None
    """day for which they were"""
    guaranteed: Count
    """records for which a proof holds"""
    unverified: Count
    """records that claim an issuer, and for which none does: they count as declared"""
    declared: Count
    """records that their holder alone says"""
    records: list[RecordStanding]
    """every record, in the order of the passport"""


class Advice(Answer):
    """What every answer about a person begins with."""

    as_of: date
    """day of the analysis"""
    holder: str
    """`holder.id` of the passport"""
    attestations: Attestations
    """who vouches for what the passport says, and what a check of it found"""


class Occupation(Document):
    """An occupation of ROME."""

    code: RomeField
    label: str


class OccupationBefore(Occupation):
    """How far an occupation is covered before and after."""

    before: Coverage
    after: Coverage


class ItemLabel(Document):
    """A competency, macro-competency or savoir of ROME."""

    code: OgrField
    label: str


class Item(Document):
    """A competency, macro-competency or savoir of ROME, and which of these it is."""

    code: OgrField
    kind: ItemKind
    """`knowledge`: a savoir"""
    label: str


class ItemBefore(ItemLabel):
    """How sure an item is before and after."""

    before: Probability
    after: Probability


class CertificationTitle(Document):
    """A certification; what the snapshot lacks of it is null."""

    code: CertificationField
    title: str | None
    level: LevelField | None
