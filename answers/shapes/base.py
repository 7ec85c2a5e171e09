"""What the models of several answers share: codes, amounts, and what every answer begins with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from referentials import kinds
from referentials.codes import BlocCode, Code, OgrCode, RncpCode, RomeCode, RsCode


def one_of(values: Iterable[str]) -> Any:
    """Describe a text that is one of these, kept where the engine has them."""
    return Field(json_schema_extra={"enum": list(values)})


def _written(*kinds: type[Code]) -> Any:
    return Field(pattern=f"^(?:{'|'.join(kind.PATTERN for kind in kinds)})$")


Rome = Annotated[str, _written(RomeCode)]
Ogr = Annotated[str, _written(OgrCode)]
Bloc = Annotated[str, _written(BlocCode)]
Certification = Annotated[str, _written(RncpCode, RsCode)]
Unit = Annotated[str, _written(BlocCode, RncpCode, RsCode)]
Target = Annotated[str, _written(RomeCode, BlocCode, RncpCode, RsCode)]
Share = Annotated[float, Field(ge=0, le=1)]
"""0 to 1, rounded to 4 digits."""
Probability = Annotated[float, Field(ge=0, le=1, description="probability, 0 to 1, rounded to 4 digits")]
Coverage = Annotated[float, Field(ge=0, le=1, description="share of the weights that is covered, 0 to 1")]
Level = Annotated[int, Field(ge=1, le=8, description="level of the national framework (D6113-19), 1 to 8")]
UsualLevel = Annotated[float, Field(ge=1, le=8)]
"""A median of levels: it may fall between two."""
Count = Annotated[int, Field(ge=0)]
ItemKind = Annotated[kinds.ItemKind, Field(description="`knowledge`: a savoir")]


class Document(BaseModel):
    """An object that has these fields and no other."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Answer(Document):
    """What every answer begins with."""

    format: str
    """what the answer is"""
    version: Literal[1]
    """goes up when a field changes meaning or leaves; fields may be added without notice"""
    snapshot: str
    """id of the referentials it was made with"""
    teaching: bool
    """whether these are the small teaching referential, which advises nobody"""
    model: str
    """id of the model that reads texts"""


class Advice(Answer):
    """What every answer about a person begins with."""

    as_of: date
    """day of the analysis"""
    holder: str
    """`holder.id` of the passport"""


class Occupation(Document):
    """An occupation of ROME."""

    code: Rome
    label: str


class ItemLabel(Document):
    """A competency, macro-competency or savoir of ROME."""

    code: Ogr
    label: str


class Item(ItemLabel):
    """The same, and which it is."""

    kind: ItemKind


class Before(Document):
    """How far an occupation is covered before and after."""

    code: Rome
    label: str
    before: Coverage
    after: Coverage


class ItemBefore(ItemLabel):
    """How sure an item is before and after."""

    before: Probability
    after: Probability


class CertificationTitle(Document):
    """A certification; what the snapshot lacks of it is null."""

    code: Certification
    title: str | None
    level: Level | None
