"""Fitting the coefficients of the rankers (scikit-learn), from the referentials and the tuning half of our own queries.

    titles       appellations, each read as if unknown; right when its occupation comes back
    said         our everyday queries (tuning half) → their codes
    items        ESCO's synonyms and descriptions → their concept
    occupations  an appellation and some sentences of a definition, each read as if unknown → the occupation
    documents    the same, with the probabilities just fitted → the competencies and savoirs of the fiche

ROME families that `held_out` names give no title and no advertisement to a fit (they calibrate the documents): what is
measured on them is honest as far as the order goes, though the encoder has seen their appellations.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from lab.evaluation.lay import Query
from lab.held_out import held_out
from lab.training.adverts import Seen, fiche_of, made_adverts, seen_by
from lab.training.pairs import FRENCH_WORDS
from lab.typos import with_typo
from matching.encoders.encoder import Encoder
from matching.french.wording import impersonal
from matching.index.fusion import candidates, log_odds, logistic, probability
from matching.index.items import item_features
from matching.index.lexical import LexicalIndex, stems
from matching.index.occupations import Signals, chances
from matching.index.shares import WordShares
from matching.matcher import Matcher
from matching.weights import TITLE
from referentials.snapshot import Snapshot
from referentials.text import fold

SEED = 20261123
TITLES, CONCEPTS = 2_500, 2_500
"""How many of each are sampled."""
UNKNOWN, MISSPELT, RIDGE = 50, 0.1, 1e-6
"""One title in UNKNOWN names no occupation of ROME, and the share that is misspelt: judgements; penalty on the squares
of the titles' weights."""
TAGGED, CORE, SAVOIR, NEAR = 8, 3.0, 0.5, 5.0
"""Items tagged in an advertisement; how much more often a core one; a savoir against a doing; log-odds by cosine."""
CALIBRATION_ADVERTS, FOLDS = 400, 5
"""Advertisements of families held out: half calibrate the documents, half set their threshold; folds of the queries."""
PRECISION = 0.8
"""Share of what is shown that must be right, on what the thresholds are set on."""
NEGATIVES = 150
"""Candidates kept of each advertisement, besides the right ones."""

Coefficients = dict[str, float]
Features = dict[str, NDArray[np.floating]]
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Case:
    """Candidates of one text: their features, and which are right."""

    features: Features
    right: NDArray[np.bool_]


def fit_all(matcher: Matcher, queries: Sequence[Query], report: Report) -> dict[str, Coefficients]:
    """Fit every ranker of a snapshot that holds ROME and ESCO, and the thresholds under which they abstain."""
    rng = random.Random(SEED)
    titles = fit_titles(matcher, rng)
    report(f"titles {titles}")
    concepts = _concept_cases(matcher.snapshot, matcher.encoder, rng)
    said, sure = fit_said(matcher, queries)
    report(f"said {said}")
    items = _logistic(concepts)
    report(f"items {items}")
    seen = [seen_by(matcher, advert) for advert in made_adverts(matcher.snapshot, rng)]
    occupations = fit_occupations(matcher, seen)
    report(f"occupations {occupations}")
    aside = [seen_by(matcher, a) for a in made_adverts(matcher.snapshot, rng, aside=True)[:CALIBRATION_ADVERTS]]
    tagged = fit_documents(matcher, seen, occupations)
    documents = calibrate_documents(matcher, aside[::2], occupations, tagged)
    report(f"documents {documents}")
    thresholds = {
        "item": sure,
        "document": document_threshold(matcher, aside[1::2], occupations, documents),
    }
    report(f"thresholds {thresholds}")
    return {
        "title": titles, "said": said, "item": items, "occupation": occupations, "document": documents,
        "threshold": thresholds,
    }  # fmt: skip


def fit_said(matcher: Matcher, queries: Sequence[Query]) -> tuple[Coefficients, float]:
    """Fit how people's sentences are read, on the tuning half of our queries, and the threshold to rely upon it.

    The threshold: probability from which the first item is right PRECISION of the time, each fold of the queries being
    read with coefficients fitted without it.
    """
    cases = [_everyday_case(matcher, one) for one in queries if not one.aside and one.wording != "list"]
    chances, right = [], []
    for fold_ in range(FOLDS):
        fitted = _logistic([case for at, case in enumerate(cases) if at % FOLDS != fold_])
        for case in cases[fold_::FOLDS]:
            said = probability(fitted, case.features)
            best = int(np.argmax(said))
            chances.append(float(said[best]))
            right.append(bool(case.right[best]))
    return _logistic(cases), threshold_for(np.array(chances), np.array(right), PRECISION)


def calibrate_documents(
    matcher: Matcher, adverts: Sequence[Seen], occupations: Coefficients, tagged: Coefficients
) -> Coefficients:
    """Keep the order that tags gave, and let the probability be that of being in the fiche.

    Platt scaling of the log-odds, on advertisements of families held out.
    """
    said, right = _judged(matcher, adverts, occupations, tagged)
    scaled = LogisticRegression(C=1e6, max_iter=2_000).fit(said[:, None], right)
    slope, offset = float(scaled.coef_[0, 0]), float(scaled.intercept_[0])
    found = {name: round(slope * value, 3) for name, value in tagged.items()}
    return {**found, "intercept": round(slope * tagged["intercept"] + offset, 3)}


def document_threshold(
    matcher: Matcher, adverts: Sequence[Seen], occupations: Coefficients, documents: Coefficients
) -> float:
    """Probability from which an item read in a made-up advertisement is in its fiche PRECISION of the time."""
    said, right = _judged(matcher, adverts, occupations, documents)
    return threshold_for(logistic(said), right, PRECISION)


def _judged(
    matcher: Matcher, adverts: Sequence[Seen], occupations: Coefficients, documents: Coefficients
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Log-odds of every candidate of every advertisement, and whether its fiche has it."""
    said, right = [], []
    for seen in adverts:
        places, features = _features(matcher, seen, occupations)
        said.append(log_odds(documents, features))
        right.append(np.isin(places, fiche_of(matcher, seen)))
    return np.concatenate(said), np.concatenate(right)


def threshold_for(chances: NDArray[np.float64], right: NDArray[np.bool_], precision: float) -> float:
    """Smallest probability from which the share that is right reaches a precision; 1 when none does.

    >>> threshold_for(np.array([0.9, 0.8, 0.4, 0.2]), np.array([True, True, False, False]), 0.8)
    0.8
    """
    order = np.argsort(-chances, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= precision)
    return round(float(chances[order][enough[-1]]), 3) if enough.size else 1.0


def _features(matcher: Matcher, seen: Seen, occupations: Coefficients) -> tuple[NDArray[np.intp], Features]:
    odds = chances(seen.signals, occupations)
    places, features, _ = matcher.document_reader.features(seen.plain, seen.heard, odds)
    return places, features


def fit_titles(matcher: Matcher, rng: random.Random) -> Coefficients:
    """Weights of a softmax over the occupations a title may name, and over none, by maximum likelihood.

    Titles: appellations, as if unknown, or misspelt. One in UNKNOWN is read without its occupation among the
    candidates: the right answer is then none.
    """
    index = matcher.title_index
    family = dict(matcher.snapshot.table("occupations").select("code", "family").iter_rows())
    rows = [row for row in index.appellations.select("label", "occupation").rows() if not held_out(family[row[1]])]
    names = [coefficient.name for coefficient in TITLE if coefficient.name != "none"]
    cases: list[Choice] = []
    for label, occupation in rng.sample(rows, min(TITLES, len(rows))):
        read = with_typo(label, rng) if rng.random() < MISSPELT else label
        found = index.candidates(index.neutral(read), leave_out=read == label)
        if found is None:
            continue
        right = np.array([index.codes[at] == occupation for at in found.occupations])
        features = np.stack([found.features[name] for name in names], axis=1).astype(np.float64)
        kept = ~right if rng.random() < 1 / UNKNOWN else np.ones(len(right), dtype=bool)
        gold = int(np.argmax(right[kept])) if right[kept].any() else None
        cases.append((features[kept], gold))
    fitted = _softmax(cases, len(names))
    return {"none": fitted[0], **dict(zip(names, fitted[1:], strict=True))}


Choice = tuple[NDArray[np.float64], int | None]
"""Features of candidates, (candidates, features), and which is right; None: none of them."""


def _softmax(cases: Sequence[Choice], features: int) -> list[float]:
    """Score of none, then a weight for each feature."""

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros(features + 1)
        for rows, gold in cases:
            scores = np.concatenate([weights[:1], rows @ weights[1:]])
            best = float(scores.max())
            odds = np.exp(scores - best)
            shares, right = odds / odds.sum(), 0 if gold is None else gold + 1
            total += best + float(np.log(odds.sum())) - float(scores[right])
            shares[right] -= 1.0
            slope[0] += shares[0]
            slope[1:] += shares[1:] @ rows
        return total / len(cases) + RIDGE * float(weights @ weights), slope / len(cases) + 2 * RIDGE * weights

    done = minimize(loss, np.zeros(features + 1), jac=True, method="L-BFGS-B")
    return [round(float(weight), 3) for weight in done.x]


def _everyday_case(matcher: Matcher, query: Query) -> Case:
    """What an everyday query may tell, and what it tells."""
    found, features = matcher.item_index.candidates(impersonal(query.text))
    codes = matcher.item_index.codes
    return Case(features, np.array([codes[i] in query.codes for i in found]))


def _concept_cases(snapshot: Snapshot, encoder: Encoder, rng: random.Random) -> list[Case]:
    """ESCO's skills: a synonym or the first sentence of a French description must find the preferred label again."""
    skills = snapshot.table("esco_concepts").filter(pl.col("kind").is_in(["skill", "knowledge"]), language="fr")
    labels = skills["label"].to_list()
    texts = [
        (place, text)
        for place, (label, others) in enumerate(skills.select("label", "alt_labels").iter_rows())
        for text in others or ()
        if fold(text) != fold(label)
    ]
    described = skills.select("label", "description").with_row_index().drop_nulls("description")
    texts += [
        (place, re.split(r"(?<=[.!?])\s", text)[0])
        for place, _, text in described.iter_rows()
        if FRENCH_WORDS.search(text)
    ]
    chosen = rng.sample(texts, min(CONCEPTS, len(texts)))
    vectors = encoder.encode([fold(label) for label in labels])
    said = encoder.encode([impersonal(text) for _, text in chosen])
    lexical_index, words = LexicalIndex.build(labels, stems), WordShares(labels)
    cases = []
    for (place, text), vector in zip(chosen, said, strict=True):
        plain, dense = impersonal(text), vectors @ vector
        lexical = lexical_index.scores(plain)
        found = candidates(dense, lexical)
        features = item_features(
            [plain], found, words, dense=dense[None, found], lexical=lexical[None, found], nearest=dense.max()
        )
        cases.append(Case({name: values[0] for name, values in features.items()}, found == place))
    return cases


def fit_occupations(matcher: Matcher, adverts: Sequence[Seen]) -> Coefficients:
    """Weights of a softmax over occupations, by maximum likelihood; none is negative."""
    stacked = np.stack([seen.signals for seen in adverts]).astype(np.float64)
    gold = np.array([matcher.occupation_index.place[seen.advert.occupation] for seen in adverts])
    each = np.arange(len(gold))

    def loss(weights: NDArray[np.float64]) -> float:
        scores = stacked @ weights
        best = scores.max(axis=1)
        total = best + np.log(np.exp(scores - best[:, None]).sum(axis=1))
        return float(np.mean(total - scores[each, gold]))

    start = np.array([0.5, 5.0, 5.0, 5.0, 1.0])
    done = minimize(loss, start, method="L-BFGS-B", bounds=[(0.0, None)] * len(start))
    return {name: round(float(value), 3) for name, value in zip(Signals.__slots__, done.x, strict=True)}


def fit_documents(matcher: Matcher, adverts: Sequence[Seen], occupations: Coefficients) -> Coefficients:
    """Log-odds that who writes a text tags it with an item.

    No tagged text is in the referentials: TAGGED items are drawn for each made-up advertisement from the fiche of its
    occupation, the core ones, the doings and those near one of its sentences more often. A judgement, stated here:
    `CORE`, `SAVOIR`, `NEAR`.
    """
    rng = np.random.default_rng(SEED)
    cases, scales = [], []
    for seen in adverts:
        places, features = _features(matcher, seen, occupations)
        own = np.flatnonzero(np.isin(places, fiche_of(matcher, seen)))
        if not own.size:
            continue
        right = np.zeros(len(places), dtype=bool)
        right[_tagged(features, own, matcher.document_reader.core_of(seen.advert.occupation, places[own]), rng)] = True
        wrong = np.flatnonzero(~right)
        kept = np.sort(np.concatenate([np.flatnonzero(right), rng.permutation(wrong)[:NEGATIVES]]))
        scales.append(np.where(right[kept], 1.0, max(len(wrong) / NEGATIVES, 1.0)))
        cases.append(Case({name: values[kept] for name, values in features.items()}, right[kept]))
    return _logistic(cases, np.concatenate(scales))


def _tagged(
    features: Features, own: NDArray[np.intp], core: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.intp]:
    liking = np.where(core, CORE, 1.0) * np.where(features["doing"][own] > 0, 1.0, SAVOIR)
    liking = liking * np.exp(NEAR * features["nearest"][own].astype(np.float64))
    return rng.choice(own, min(TAGGED, len(own)), replace=False, p=liking / liking.sum())


def _logistic(cases: Sequence[Case], weights: NDArray[np.float64] | None = None) -> Coefficients:
    """Logistic regression over all candidates of all cases, little regularised."""
    names = list(cases[0].features)
    x = np.concatenate([np.stack([case.features[name] for name in names], axis=1) for case in cases])
    y = np.concatenate([case.right for case in cases])
    model = LogisticRegression(C=10.0, max_iter=2_000).fit(x, y, sample_weight=weights)
    fitted = zip(names, model.coef_[0], strict=True)
    return {"intercept": round(float(model.intercept_[0]), 3), **{n: round(float(v), 3) for n, v in fitted}}
