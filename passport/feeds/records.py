"""What an issuer says of a record, as a record of the passport document: parsed by the model, or refused by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from passport.document.model import Record
from passport.proof.statement import TYPES

_MODELS: Mapping[str, type[Record]] = {name: model for model, name in TYPES.items()}
_OWN = frozenset({"id", "attestation", "readings"})
"""What is the passport's or the holder's, and no issuer says."""
_SHOWN = 60
_NO_ID = "fed"


@dataclass(frozen=True, slots=True)
class InvalidRecord:
    """The first thing wrong: the field, and what kind of fault."""

    field: str
    fault: str

    @property
    def parameters(self) -> dict[str, object]:
        """Those of the reason `invalid_record`."""
        return {"element": self.field, "fault": self.fault}


def record_from(said: Mapping[str, Any]) -> Record | InvalidRecord:
    """The record, under an id that is none; declared as long as nobody puts a proof beside it."""
    model = _MODELS.get(str(said.get("type")))
    if model is None:
        return InvalidRecord("type", "unknown")
    own = sorted(_OWN & said.keys())
    if own:
        return InvalidRecord(own[0], "extra_forbidden")
    fields = {key: value for key, value in said.items() if key != "type"}
    try:
        return model.model_validate({**fields, "id": _NO_ID})
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[0]
        path = ".".join(str(step) for step in details["loc"])[:_SHOWN]
        return InvalidRecord(path if path.isprintable() else "", str(details["type"]))


def content_of(record: Record) -> dict[str, Any]:
    """A record as the vault keeps it: as a passport writes it, without id nor attestation."""
    return record.model_dump(mode="json", exclude={"id", "attestation"}, exclude_none=True)
