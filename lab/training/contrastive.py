"""Contrastive fine-tuning: in a batch, each text must find its partner among all the others.

Loss: symmetric InfoNCE (van den Oord et al., 2018) on cosines over a temperature. A batch holds one kind of pair;
half of the batches come from one domain, so that the others are hard negatives. Texts of the same group, or equal, are
never each other's negatives.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lab.training.model import TextModel
from lab.training.pairs import Pair, Pairs, Text
from lab.typos import with_typo


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train; the defaults are those of the first stage of the model that ships."""

    steps: int = 1_200
    tokens: int = 4_600
    """Tokens in a batch, about: pairs per batch follow from the length of their texts."""
    largest: int = 256
    """Pairs in a batch at most."""
    rate: float = 1e-4
    warm_up: float = 0.06
    """Share of the steps over which the learning rate rises; then it falls in a straight line."""
    temperature: float = 0.04
    frozen_layers: int = 3
    """First layers left as they are, with the embeddings."""
    typos: float = 0.08
    """Share of the left texts that get a typing error."""
    hard: float = 0.5
    """Share of the batches that come from one domain."""
    seed: int = 20261123


class Sampler:
    """Draws batches: a kind by its weight, then pairs of it, often of one domain."""

    def __init__(self, pairs: Mapping[str, Pairs], weights: Mapping[str, float], recipe: Recipe) -> None:
        self.kinds = sorted(kind for kind, found in pairs.items() if found and weights.get(kind, 0) > 0)
        self._pairs, self._recipe = pairs, recipe
        self._weights = [weights[kind] for kind in self.kinds]
        self.rng = random.Random(recipe.seed)
        self._domains = {kind: _domains(pairs[kind]) for kind in self.kinds}
        self._size = {kind: _batch_size(pairs[kind], recipe) for kind in self.kinds}

    def draw(self) -> tuple[str, list[str], list[str], list[str]]:
        """Return a kind, left texts, right texts and groups."""
        kind = self.rng.choices(self.kinds, self._weights)[0]
        pool, size = self._pairs[kind], self._size[kind]
        if self._domains[kind] and self.rng.random() < self._recipe.hard:
            domains = self._domains[kind]
            pool = self.rng.choices(domains, [len(d) for d in domains])[0]
        chosen = self.rng.sample(pool, min(size, len(pool)))
        left = [self._written(pair.left, self._recipe.typos) for pair in chosen]
        return kind, left, [self._written(pair.right, 0) for pair in chosen], [pair.group for pair in chosen]

    def _written(self, text: Text, typos: float) -> str:
        one = text if isinstance(text, str) else self.rng.choice(text)
        return with_typo(one, self.rng) if self.rng.random() < typos else one


def _domains(pairs: Pairs) -> list[Pairs]:
    found: dict[str, Pairs] = defaultdict(list)
    for pair in pairs:
        found[pair.domain].append(pair)
    return [found[name] for name in sorted(found) if name and len(found[name]) >= 48]


def _batch_size(pairs: Pairs, recipe: Recipe) -> int:
    sample = pairs[:: max(1, len(pairs) // 400)]
    longest = np.percentile([len(_one(p.left)) + len(_one(p.right)) for p in sample], 90) / 4.0 + 4
    return int(max(24, min(recipe.largest, recipe.tokens / longest)))


def _one(text: Text) -> str:
    return text if isinstance(text, str) else text[0]


def train(
    model: TextModel,
    pairs: Mapping[str, Pairs],
    weights: Mapping[str, float],
    recipe: Recipe,
    report: Callable[[str], None] = print,
) -> None:
    """Fine-tune the model in place. The same pairs, recipe and machine give the same model."""
    import torch

    torch.manual_seed(recipe.seed)
    trained = _trainable(model, recipe)
    optimizer = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=0.01, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, recipe))
    sampler = Sampler(pairs, weights, recipe)
    losses: dict[str, list[float]] = defaultdict(list)
    start = time.monotonic()
    model.bert.train()
    for step in range(1, recipe.steps + 1):
        kind, left, right, groups = sampler.draw()
        loss = _loss(model, left, right, groups, recipe.temperature)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        losses[kind].append(float(loss.detach()))
        if step % 50 == 0 or step == recipe.steps:
            means = ", ".join(f"{kind} {np.mean(found):.2f}" for kind, found in sorted(losses.items()))
            report(f"step {step}/{recipe.steps}, {time.monotonic() - start:.0f} s: {means}")
            losses.clear()
    model.bert.eval()


def _trainable(model: TextModel, recipe: Recipe) -> list[Any]:
    import torch

    for module in model.bert.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    model.bert.embeddings.requires_grad_(False)
    for layer in model.bert.encoder.layer[: recipe.frozen_layers]:
        layer.requires_grad_(False)
    return [parameter for parameter in model.bert.parameters() if parameter.requires_grad]


def _rate(step: int, recipe: Recipe) -> float:
    rising = max(1.0, recipe.warm_up * recipe.steps)
    return min((step + 1) / rising, max(0.02, (recipe.steps - step) / (recipe.steps - rising)))


def _loss(model: TextModel, left: list[str], right: list[str], groups: list[str], temperature: float) -> Any:
    """Symmetric InfoNCE; partners of the same group or with an equal text are left out of the negatives."""
    import torch

    one, two = model.forward(left), model.forward(right)
    same = _equal(groups) | _equal(left) | _equal(right)
    np.fill_diagonal(same, val=False)
    scores = one @ two.T / temperature
    scores = scores.masked_fill(torch.from_numpy(same).to(model.device), float("-inf"))
    truth = torch.arange(len(left), device=model.device)
    cross_entropy = torch.nn.functional.cross_entropy
    return (cross_entropy(scores, truth) + cross_entropy(scores.T, truth)) / 2


def _equal(values: list[str]) -> np.ndarray:
    codes = np.unique(np.array(values, dtype=object).astype(str), return_inverse=True)[1]
    return np.asarray(codes[:, None] == codes[None, :])


def mined(model: TextModel, sentences: list[tuple[str, str, list[str]]], closest: float) -> Pairs:
    """Pair each sentence with the label nearest to it among its own (sentence, domain, labels), if near enough."""
    labels = sorted({label for _, _, own in sentences for label in own})
    place = {label: i for i, label in enumerate(labels)}
    vectors = model.encode(labels)
    said = model.encode([sentence for sentence, _, _ in sentences])
    found = []
    for vector, (sentence, domain, own) in zip(said, sentences, strict=True):
        near = vectors[[place[label] for label in own]] @ vector if own else np.zeros(0)
        best = int(np.argmax(near)) if near.size else -1
        if best >= 0 and near[best] >= closest:
            found.append(Pair(sentence, own[best], own[best], domain))
    return found
