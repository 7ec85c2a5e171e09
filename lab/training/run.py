"""The training run: from a snapshot to a model folder, in two stages."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from lab.training.contrastive import Recipe, mined, train
from lab.training.export import export
from lab.training.model import TextModel
from lab.training.pairs import pairs_of, sentences_to_mine, texts_of
from referentials.snapshot import Snapshot

FIRST = MappingProxyType(
    {
        "appellations": 0.20, "definitions": 0.08, "adverts": 0.10, "requirements": 0.09, "statements": 0.11,
        "lay": 0.10, "macros": 0.05, "certifications": 0.06, "certification_occupations": 0.08, "successions": 0.02,
        "formacodes": 0.04, "esco_skills": 0.07,
    }
)  # fmt: skip
"""Share of the batches of each kind in the first stage: nothing of ESCO's occupations."""

SECOND = MappingProxyType({**FIRST, "esco_occupations": 1.50, "esco_needs": 0.06})
"""The second stage adds the synonyms of ESCO's occupations, three steps in five."""

SECOND_RATE = 7e-5
"""Learning rate of the second stage: it goes on from the first."""

CLOSEST = 0.86
"""Cosine of the untrained model from which a sentence is taken to tell one of its occupation's competencies."""


def run(snapshot: Snapshot, folder: Path, first: Recipe, second: Recipe, report: Callable[[str], None]) -> None:
    """Train and write `folder/first` (no synonym of ESCO's occupations) and `folder/second`, each ready to ship.

    Beside the weights (`model.safetensors`, for transformers) lies `onnx/`: what ships.
    """
    pairs = pairs_of(snapshot, random.Random(first.seed))
    texts = sorted({text for found in pairs.values() for text in texts_of(found)})
    model = TextModel.french(texts)
    pairs["statements"] = mined(model, sentences_to_mine(snapshot), CLOSEST)
    report(", ".join(f"{kind} {len(found)}" for kind, found in pairs.items()))
    train(model, pairs, FIRST, first, report)
    _write(model, folder / "first")
    train(model, pairs, SECOND, replace(second, seed=second.seed + 1), report)
    _write(model, folder / "second")


def _write(model: TextModel, folder: Path) -> None:
    model.save(folder)
    export(TextModel.load(folder), folder / "onnx")
