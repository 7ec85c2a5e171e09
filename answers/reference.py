"""docs/json.md, written from the shapes: `python -m answers.reference`. What no shape says is said here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from answers.shapes.analysis import AnalysisAnswer
from answers.shapes.base import Advice
from answers.shapes.cv import CvAuthorityAnswer, CvCheckAnswer, CvMadeAnswer, CvRevokedAnswer
from answers.shapes.cv_wallet import CvChoicesAnswer, CvStatusesAnswer, CvTokenAnswer
from answers.shapes.directions import (
    ExploreAnswer,
    ExploreSinceAnswer,
    PathsAnswer,
    ReachAnswer,
    WhatIfAnswer,
)
from answers.shapes.facts import (
    BlocAnswer,
    CertificationAnswer,
    CompetencyAnswer,
    OccupationAnswer,
    SearchAnswer,
    TrainingAnswer,
)
from answers.shapes.feeds import FeedAnswer
from answers.shapes.gap import GapAnswer, GapFields
from answers.shapes.graph import ExportAnswer, LoadAnswer, NeighbourhoodAnswer
from answers.shapes.issuers import FeedSignedAnswer, IssuersAnswer, TaughtAnswer
from answers.shapes.journal import HeadAnswer, JournalAnswer, JournalCheckAnswer
from answers.shapes.kept import (
    ChangedAnswer,
    CompetenciesAnswer,
    ExportedAnswer,
    ImportedAnswer,
    OpenedAnswer,
    ShowAnswer,
)
from answers.shapes.papers import PaperAnswer
from answers.shapes.plan import PlanAnswer, PlanFields
from answers.shapes.profile import ProfileAnswer, ProfileFields
from answers.shapes.reading import EvaluationAnswer, ReadingAnswer, WeightsAnswer
from answers.shapes.referentials import DerivedAnswer, DiffAnswer, ImportAnswer, PullAnswer, StatusAnswer
from answers.shapes.rights import RightsAnswer
from answers.shapes.shares import RevokedAnswer, SharedAnswer, SharesAnswer
from answers.shapes.vault import BackupAnswer, DeathAnswer, MigratedAnswer, PurgedAnswer, RotatedAnswer, VaultAnswer

PAGE = Path(__file__).parent.parent / "docs" / "json.md"
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, the command that prints it and the operation of the API that sends it, where there is one."""

    answer: type[BaseModel]
    command: str = ""
    operation: str = ""


ANSWERS = (
    Told(AnalysisAnswer, "analyse"),
    Told(ProfileAnswer, "", "POST /v1/profile"),
    Told(GapAnswer, "gap", "POST /v1/gap"),
    Told(PlanAnswer, "plan", "POST /v1/plan"),
    Told(RightsAnswer, "rights", "POST /v1/rights"),
    Told(ExploreAnswer, "explore", "POST /v1/explore"),
    Told(ExploreSinceAnswer, "explore --since"),
    Told(PathsAnswer, "paths --target", "POST /v1/paths"),
    Told(ReachAnswer, "paths", "POST /v1/paths"),
    Told(WhatIfAnswer, "what-if", "POST /v1/what-if"),
    Told(SearchAnswer, "search", "GET /v1/search"),
    Told(OccupationAnswer, "", "GET /v1/occupations/{code}"),
    Told(CompetencyAnswer, "", "GET /v1/competencies/{code}"),
    Told(CertificationAnswer, "", "GET /v1/certifications/{code}"),
    Told(BlocAnswer, "", "GET /v1/blocs/{code}"),
    Told(TrainingAnswer, "", "GET /v1/trainings/{code}"),
    Told(PaperAnswer, "passport from"),
    Told(CvMadeAnswer, "cv make"),
    Told(CvCheckAnswer, "cv verify"),
    Told(CvTokenAnswer, "cv verify --issuers"),
    Told(CvChoicesAnswer, "cv present"),
    Told(CvStatusesAnswer, "cv statuses"),
    Told(CvRevokedAnswer, "cv revoke"),
    Told(CvAuthorityAnswer, "cv authority"),
    Told(IssuersAnswer, "issuer list"),
    Told(IssuersAnswer, "issuer add"),
    Told(IssuersAnswer, "issuer key"),
    Told(IssuersAnswer, "issuer revoke"),
    Told(IssuersAnswer, "issuer revocations"),
    Told(IssuersAnswer, "issuer entitle"),
    Told(FeedSignedAnswer, "issuer sign"),
    Told(TaughtAnswer, "issuer teach"),
    Told(OpenedAnswer, "passport open"),
    Told(ImportedAnswer, "passport import"),
    Told(FeedAnswer, "passport feed"),
    Told(ShowAnswer, "passport show"),
    Told(CompetenciesAnswer, "passport show --competencies"),
    Told(SharedAnswer, "passport share create"),
    Told(SharesAnswer, "passport share list"),
    Told(RevokedAnswer, "passport share revoke"),
    Told(JournalAnswer, "passport journal"),
    Told(JournalCheckAnswer, "passport journal --verify"),
    Told(HeadAnswer, "passport journal --sign-head"),
    Told(ExportedAnswer, "passport export"),
    Told(ChangedAnswer, "passport correct"),
    Told(ChangedAnswer, "passport limit"),
    Told(VaultAnswer, "vault init"),
    Told(VaultAnswer, "vault status"),
    Told(MigratedAnswer, "vault upgrade"),
    Told(MigratedAnswer, "vault downgrade"),
    Told(BackupAnswer, "vault backup"),
    Told(BackupAnswer, "vault restore"),
    Told(RotatedAnswer, "vault rotate"),
    Told(PurgedAnswer, "vault purge"),
    Told(DeathAnswer, "vault death"),
    Told(ReadingAnswer, "read"),
    Told(WeightsAnswer, "weights"),
    Told(EvaluationAnswer, "evaluate …"),
    Told(StatusAnswer, "referentials status"),
    Told(ImportAnswer, "referentials import"),
    Told(PullAnswer, "referentials pull"),
    Told(DerivedAnswer, "referentials derive"),
    Told(DiffAnswer, "referentials diff"),
    Told(NeighbourhoodAnswer, "graph show"),
    Told(ExportAnswer, "graph export"),
    Told(LoadAnswer, "graph load"),
)
PARTS: tuple[type[BaseModel], ...] = (Advice, ProfileFields, GapFields, PlanFields, ExploreAnswer)
"""Told once; an answer that has their fields says so."""

INTRODUCTION = """\
# JSON documents

<!-- Written by `python -m answers.reference` from answers/shapes/: change the shapes, not this page. -->

Every command takes `--json`, but `report`, `serve`, `train` and `passport erase`; the [API](api.md) sends the same
documents. The same snapshot, model, passport, registry and date give the same bytes; answers about passports that are
kept also say when, and for whom. Probabilities and shares are between 0 and 1; they and points of coverage (0 to 100)
are rounded to 4 digits. Every field is always there, null where nothing is known, in the order of the tables below.
`version` goes up when a field changes meaning or leaves; fields may be added without notice: ignore those that you do
not know.

How to read it: find your command below, then its answer. A name in a table, such as [PlanStep](#planstep), is an object
that has a table of its own, further down.
"""
BEGINNING = """\
## What answers begin with

Answers about a person begin with all these fields; facts of the referential (`search`, one code) with the first five;
`graph show` with the first four. The tables below give what comes after.
"""
MEASURES = """\
## Measures of `evaluate`

After `task`, `method`, `model` and `snapshot`, the measures of the task:

- `melo`: `map`, `mrr`, `success_at_1`, `recall_at_10`, and the same under `concept`; `esco_synonyms_trained` (true,
  false, null when not known);
- `titles`: `titles`, `without_code` (rows left out, without a ROME code), `exact` and `parent`, each `acc_at_1`,
  `acc_at_5`;
- `skills`: `strict` and `lenient`, each `phrases`, `mrr`, `recall_at_5`;
- `statements`: `texts`, `recall_at_10`, `recall_at_20`, `recall_at_50`, `gold_unknown`, and `shown`: `threshold`,
  `recall`, `precision`, `per_text`;
- `mobility`: `occupations`, `recall_at_10`, `map`, `ndcg_at_10`;
- `certifications`: `title_and_blocs` and `blocs`, each `certifications`, `acc_at_1`, `recall_at_5`, `mrr`;
- `lay`: `aside` (of it `aside_direct`, `aside_oblique`) and `tuning`, each `queries`, `acc_at_1`, `acc_at_5`, `mrr`;
- `everyday_titles`: `aside` (of it `aside_told`, with a description, and `aside_alone`) and `tuning`, each `titles`,
  `acc_at_1`, `acc_at_5`, `said` (share whose first answer is certain), `said_wrong` (certain, and wrong);
- `calibration`: `titles` and `statements`, each `asked`, `answered`, `ece`, `ece_by_chance`, `reliability` (a list of
  `from`, `n`, `said`, `right`), `risk_coverage` (a list of `threshold`, `coverage`, `risk`);
- `fairness`: per variant `pairs`, `unchanged`;
- `carry`: `judges` (`pairs`, `exact`, `within_one`, `kappa`) and `aside` (`pairs`, `rank_correlation`, `rmse`,
  `calibration_error`, `relied_upon`: said .6 or more, `relied_upon_mostly`: of these, judged « mostly » or better, and
  `reliability`, where `right` is the mean degree judged);
- `readiness`: `even` and `odd` (halves), each `own_2_years`, `own_8_years`, `own_first`, `same_family`, `near`,
  `further`, `others`, `auc`, `recall_at_10`, `above_others`, `certification`, `certification_in_3`,
  `certification_others`, `bloc`, `all_blocs` (null where the snapshot has nothing to measure it on);
- `plans`: `all`, `even` and `odd` (halves), `near` and `evolution` (kinds of move), each `moves`,
  `leads_and_entered` of the `where_one_exists`, `level_within_one` of the `level_known`, `empty`, `empty_reasons`,
  `empty_unexplained`, `ready`, `ready_held`, `by_vae`, `whole`, `access_first`, `obligations` and `obligations_quoted`,
  `plan_ms_median`, `plan_ms_p95`.
"""
ENDING = """\
## Beside answers

The service itself says its `status` (`live`, `ready`), and of a problem `type`, `status`, `title`, `remedy`
([api.md](api.md)). What rules, entries and opinions on a VAE mean: [rights.md](rights.md).

Errors of commands go to standard error, in French (but those of the command line itself, an unknown option or a missing
argument, which typer says in English), with exit code 2; exit code 1 is a fault of acquis itself. `passport journal
--verify` prints its answer and ends with 2 where the journal was touched; `passport feed` with 3 where something was
refused or the file is cut; `cv verify` with 3 where a CV is not valid, with 4 where its pages could not be compared.
"""


def page() -> str:
    """The whole page."""
    models: list[type[BaseModel]] = [*PARTS, *(told.answer for told in ANSWERS)]
    _, found = models_json_schema([(model, "serialization") for model in models], ref_template="{model}")
    schemas: dict[str, Schema] = found["$defs"]
    whole = {told.answer.__name__ for told in ANSWERS} | {"Advice"}
    objects = [name for name in _met(models, schemas) if name not in whole]
    each = {told.answer: told for told in ANSWERS}  # several commands may print one answer
    return "\n".join(
        [
            INTRODUCTION,
            *_index(schemas),
            BEGINNING,
            *_table(schemas["Advice"], schemas, ()),
            "## Answers\n",
            *(line for told in each.values() for line in _answer(told, schemas)),
            "## Objects\n",
            *(line for name in objects for line in _object(name, schemas)),
            MEASURES,
            ENDING,
        ]
    )


def _index(schemas: dict[str, Schema]) -> Iterator[str]:
    """Which command prints which answer."""
    yield "| `acquis …` | API | `format` | answer |"
    yield "| --- | --- | --- | --- |"
    for told in ANSWERS:
        name = told.answer.__name__
        given = schemas[name].get("properties", {}).get("format", {}).get("const", "")
        yield f"| {_code(told.command)} | {_code(told.operation)} | {_code(given)} | {_link(name)} |"
    yield ""


def _answer(told: Told, schemas: dict[str, Schema]) -> Iterator[str]:
    """One answer: what it is, the parts it begins with, the fields that are its own."""
    name = told.answer.__name__
    parts = [part for part in PARTS if part in told.answer.__mro__[1:]]
    known = {field for part in told.answer.__mro__[1:] if issubclass(part, BaseModel) for field in _begun(part)}
    known |= {field for part in parts for field in part.model_fields}
    yield f"### {name}\n"
    yield f"{schemas[name]['description']}\n"
    others = [_link(part.__name__) for part in parts if part is not Advice]
    if others:
        yield f"It has the fields of {' and of '.join(others)}.\n"
    yield from _table(schemas[name], schemas, known)


def _begun(part: type[BaseModel]) -> Iterator[str]:
    """Fields that every answer begins with, and that are told there."""
    if issubclass(Advice, part):
        yield from part.model_fields


def _object(name: str, schemas: dict[str, Schema]) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{schemas[name]['description']}\n"
    yield from _table(schemas[name], schemas, ())


def _table(schema: Schema, schemas: dict[str, Schema], left_out: Any) -> Iterator[str]:
    """Fields in their order; of a list, what it is a list of."""
    if schema["type"] == "array":
        yield f"A list of {_link(schema['items']['$ref'])}.\n"
        return
    rows = {name: field for name, field in schema["properties"].items() if name not in left_out}
    if not rows:
        return
    yield "| field | type | what it says |"
    yield "| --- | --- | --- |"
    for name, field in rows.items():
        yield f"| `{name}` | {_type(field, schemas)} | {_about(field)} |"
    yield ""


def _type(field: Schema, schemas: dict[str, Schema]) -> str:
    """A type in words: its title, the values where they are known, or what JSON calls it."""
    if field.get("title", "")[:1].islower():  # given in answers/shapes; pydantic's own begin with a capital
        return str(field["title"])
    if "$ref" in field:
        name = field["$ref"]
        return _type(schemas[name], schemas) if "enum" in schemas[name] else _link(name)
    if "const" in field or "enum" in field:
        return " or ".join(f"`{value}`" for value in field.get("enum", [field.get("const")]))
    if "anyOf" in field:
        return ", or ".join(_type(one, schemas) for one in field["anyOf"])
    if "prefixItems" in field:
        return "pair"
    if field.get("type") == "array":
        return f"list of {_type(field['items'], schemas)}"
    if field.get("type") == "object":
        values = field.get("additionalProperties")
        return f"object, by name: {_type(values if isinstance(values, dict) else {}, schemas)}"
    plain = {"string": "text", None: "any"}.get(field.get("type"), field.get("type"))
    return str(field.get("format", plain))


def _about(field: Schema) -> str:
    """What a field says, on one line."""
    return re.sub(r"\s+", " ", field.get("description", ""))


def _met(models: list[type[BaseModel]], schemas: dict[str, Schema]) -> list[str]:
    """Names of the objects that answers are made of, in the order in which a reader meets them."""
    found: dict[str, None] = {}

    def meet(name: str) -> None:
        if name not in found and "enum" not in schemas[name]:
            found[name] = None
            for inner in re.findall(r"'\$ref': '(\w+)'", repr(schemas[name])):
                meet(inner)

    for model in models:
        meet(model.__name__)
    return list(found)


def _link(name: str) -> str:
    return f"[{name}](#{name.lower()})"


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
