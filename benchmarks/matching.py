"""How well the matchers read, and how their coefficients are fitted.

    python -m benchmarks.matching fit --data ../shared/data         # coefficients of matching/weights.py
    python -m benchmarks.matching measure --data ../shared/data     # accuracy, calibration, fairness, speed

Needs scikit-learn (group `test`). Fitting uses the referentials alone; the evaluation list (Onisep titles) is only
measured.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz import fuzz
from sklearn.linear_model import LogisticRegression

from matching.abbreviations import expand
from matching.encoder import Encoder
from matching.encoders import open_encoder
from matching.fusion import candidates, probability
from matching.gender import neutral
from matching.items import ItemIndex
from matching.lexical import LexicalIndex, grams
from matching.text import fold, statements
from matching.titles import TitleIndex
from matching.weights import TITLE, values
from referentials.build import build_snapshot
from referentials.snapshot import Snapshot, write_snapshot
from referentials.tables import TABLES

SEED = 20261123
SAMPLE = 2_000
Features = dict[str, NDArray[np.float64]]


def fit_titles(snapshot: Snapshot, encoder: Encoder, folder: Path) -> None:
    """Fit TITLE: each sampled appellation is read with itself left out; right when its occupation comes back."""
    TitleIndex.build(snapshot, encoder, folder)
    index = TitleIndex(snapshot, encoder, folder)
    occupations = index.appellations["occupation"].to_list()
    vectors = np.load(folder / "titles.npy").astype(np.float32)
    lexical_index = LexicalIndex.open(folder / "titles.bm25", grams, len(index.labels))
    cases = []
    for row in _sample(len(index.labels)):
        label = index.labels[row]
        other = np.array([text != label for text in index.labels])
        dense, lexical = np.where(other, vectors @ vectors[row], 0.0), np.where(other, lexical_index.scores(label), 0.0)
        lexical = lexical / max(float(lexical.max()), 1e-9)
        found = candidates(dense, lexical)
        features = {
            "dense": dense[found],
            "lexical": lexical[found],
            "order": np.array([fuzz.token_sort_ratio(label, index.labels[i]) / 100 for i in found]),
            "words": np.array([fuzz.token_set_ratio(label, index.labels[i]) / 100 for i in found]),
        }
        cases.append(_best_of_each(features, [occupations[i] for i in found], occupations[row]))
    _fit("TITLE", cases)


def _best_of_each(features: Features, groups: list[str], right: str) -> tuple[Features, NDArray[np.bool_]]:
    """Keep the best candidate of each occupation, eight at most, as the index does."""
    scores = probability(values(TITLE), features)
    best: dict[str, int] = {}
    for i in np.argsort(-scores, kind="stable"):
        best.setdefault(groups[i], int(i))
    kept = list(best.values())[:8]
    return {name: column[kept] for name, column in features.items()}, np.array([groups[i] == right for i in kept])


def fit_items(data: Path, encoder: Encoder, folder: Path) -> None:
    """Fit ITEM on ESCO: alternative labels and descriptions of skills must find the preferred label again."""
    uris, labels, queries = esco_queries(data)
    index = ItemIndex(_snapshot_of(labels, folder), encoder, _built(labels, encoder, folder))
    place = {uri: index.position[str(rank + 1)] for rank, uri in enumerate(uris)}
    chosen = [queries[i] for i in _sample(len(queries))]
    dense = encoder.encode([fold(text) for _, text in chosen]) @ index.vectors.T
    cases = []
    for (uri, text), near in zip(chosen, dense, strict=True):
        lexical = index._lexical.scores(text)
        found = candidates(near, lexical)
        item_share, text_share = (share[0] for share in index.words.shares([text], found))
        features: Features = {
            "dense": near[found], "lexical": lexical[found], "item_share": item_share, "text_share": text_share,
        }  # fmt: skip
        cases.append((features, found == place[uri]))
    _fit("ITEM", cases)


def esco_queries(data: Path) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """French skills of ESCO 1.0 (uris, labels), and (uri, text): synonyms, first sentences of descriptions."""
    skills = {row["conceptUri"]: row for row in _esco(data / "esco" / "esco_v1.0_fr.zip", "skills_fr.csv")}
    queries = [(uri, alt) for uri, row in skills.items() for alt in row["altLabels"].split("\n") if alt.strip()]
    described = data / "esco" / "esco_v1.1.2_fr.zip"
    for name in (
        "digitalSkillsCollection_fr.csv",
        "greenSkillsCollection_fr.csv",
        "transversalSkillsCollection_fr.csv",
    ):
        queries += [
            (row["conceptUri"], re.split(r"(?<=[.!?])\s", row["description"].strip())[0])
            for row in _esco(described, name)
            if row["conceptUri"] in skills and row["description"].strip()
        ]
    different = [(uri, text) for uri, text in queries if fold(text) != fold(skills[uri]["preferredLabel"])]
    return list(skills), [row["preferredLabel"] for row in skills.values()], sorted(set(different))


def _esco(archive: Path, member: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(archive) as opened, opened.open(member) as stream:
        yield from csv.DictReader(TextIOWrapper(stream, encoding="utf-8-sig", newline=""))


def _snapshot_of(labels: Sequence[str], folder: Path) -> Snapshot:
    tables = {name: table.empty() for name, table in TABLES.items()}
    rows = pl.DataFrame({"ogr": [str(rank + 1) for rank in range(len(labels))], "label": labels})
    tables["competencies"] = pl.concat([tables["competencies"], rows], how="diagonal")
    return write_snapshot(tables, folder, sources=[], quality={})


def _built(labels: Sequence[str], encoder: Encoder, folder: Path) -> Path:
    made = folder / "items"
    made.mkdir(exist_ok=True)
    ItemIndex.build(_snapshot_of(labels, folder), encoder, made)
    return made


def _fit(name: str, cases: list[tuple[Features, NDArray[np.bool_]]]) -> None:
    """Print the coefficients fitted on the first half of the cases, and how calibrated they are on the second."""
    columns = list(cases[0][0])
    half = len(cases) // 2
    x, y = _stacked(cases[:half], columns)
    model = LogisticRegression(C=10.0, max_iter=1000).fit(x, y)
    print(f"\n{name}: intercept {model.intercept_[0]:.2f}, ", end="")
    print(", ".join(f"{column} {value:.2f}" for column, value in zip(columns, model.coef_[0], strict=True)))
    x, y = _stacked(cases[half:], columns)
    reliability(model.predict_proba(x)[:, 1], y)
    first = [
        case_y[np.argmax(model.decision_function(_stacked([case], columns)[0]))]
        for case in cases[half:]
        for case_y in [case[1]]
    ]
    print(f"held-out half: first candidate right {np.mean(first):.3f}")


def _stacked(
    cases: list[tuple[Features, NDArray[np.bool_]]], columns: list[str]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    x = np.concatenate([np.stack([features[c] for c in columns], axis=1) for features, _ in cases])
    return x, np.concatenate([right for _, right in cases])


def reliability(chances: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    """Print, for each tenth of probability, how many candidates, the mean probability and the share that is right."""
    error = 0.0
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (chances >= low) & (chances < low + 0.1)
        if inside.any():
            said, found = float(chances[inside].mean()), float(right[inside].mean())
            error += abs(said - found) * inside.sum() / len(chances)
            print(f"  {low:.1f}–{low + 0.1:.1f}  n {inside.sum():7d}  said {said:.3f}  right {found:.3f}")
    print(f"  expected calibration error {error:.4f}")


def measure_titles(snapshot: Snapshot, index: TitleIndex, data: Path) -> None:
    """Onisep titles → ROME, scored at parent grain; gender and accents must not change the first answer."""
    families = dict(snapshot.table("occupations").select("code", "family").iter_rows())
    with (data / "eval" / "dev" / "onisep_title_to_rome.tsv").open(encoding="utf-8") as stream:
        rows = [
            (row["title_fr"], set(re.findall(r"[A-N]\d{4}", row["rome_v3_codes"])))
            for row in csv.DictReader(stream, delimiter="\t")
        ]
    first = fifth = 0
    start = time.perf_counter()
    for title, gold in rows:
        found = list(dict.fromkeys(families[str(match.occupation)] for match in index.match(title, 25)))
        first += bool(gold & set(found[:1]))
        fifth += bool(gold & set(found[:5]))
    each = 1000 * (time.perf_counter() - start) / len(rows)
    print(f"Onisep titles, parent grain: acc@1 {first / len(rows):.3f}, acc@5 {fifth / len(rows):.3f}")
    print(f"  {len(rows)} titles, {each:.1f} ms each")
    pairs = gendered(index.appellations["label"].to_list())
    chosen = [pairs[i] for i in _sample(len(pairs), 300)]
    same = np.mean([neutral(expand(a), index.pairs) == neutral(expand(b), index.pairs) for a, b in pairs])
    print(f"masculine and feminine read as the same text: {same:.4f} ({len(pairs)} pairs)")
    _unchanged("masculine / feminine", index, chosen)
    _unchanged("with / without accents", index, [(a, fold(a)) for a, _ in chosen])


def gendered(labels: Sequence[str]) -> list[tuple[str, str]]:
    """Masculine and feminine form of each « Vendeur / Vendeuse en boulangerie »: what both share is in the second."""
    halves = [label.split(" / ") for label in labels if label.count(" / ") == 1]
    forms = [(masculine.split(), feminine.split()) for masculine, feminine in halves]
    return [
        (" ".join([*masculine, *feminine[len(masculine) :]]), " ".join(feminine))
        for masculine, feminine in forms
        if len(masculine) <= len(feminine) and fold(masculine[0])[:2] == fold(feminine[0])[:2]
    ]


def _unchanged(name: str, index: TitleIndex, pairs: list[tuple[str, str]]) -> None:
    def top(title: str) -> str | None:
        found = index.match(title, 1)
        return str(found[0].occupation) if found else None

    same = sum(top(a) == top(b) for a, b in pairs)
    print(f"top occupation unchanged, {name}: {same / len(pairs):.3f} ({len(pairs)} pairs)")


def measure_definitions(snapshot: Snapshot, index: ItemIndex) -> None:
    """Sentences of ROME definitions → items of the occupation, among all items; how often, and how surely.

    An item of another occupation may be right too, so the shares that are right are lower bounds.
    """
    tables = (snapshot.table("occupation_competencies"), snapshot.table("occupation_knowledge"))
    needs = pl.concat(table.select("occupation", "item") for table in tables).group_by("occupation").agg("item")
    gold = {occupation: set(found) for occupation, found in needs.iter_rows()}
    rows = snapshot.table("occupations").select("code", "definition").drop_nulls().rows()
    sentences = [(code, sentence.text) for code, text in rows for sentence in statements(text)]
    chosen = [sentences[i] for i in _sample(len(sentences), 1_000)]
    start = time.perf_counter()
    answers = index.match([text for _, text in chosen], 10)
    each = 1000 * (time.perf_counter() - start) / len(chosen)
    found = [
        [str(match.item) in gold.get(code, ()) for match in matches]
        for (code, _), matches in zip(chosen, answers, strict=True)
    ]
    print(f"definition sentences → items of the occupation, among {len(index.codes)}: {len(chosen)} sentences")
    chances = [match.probability for matches in answers for match in matches]
    reliability(np.array(chances), np.array([right for row in found for right in row]))
    print(f"  one in the first ten {np.mean([any(row) for row in found]):.3f}, ", end="")
    print(f"first right {np.mean([row[:1] == [True] for row in found]):.3f}, {each:.1f} ms each")


def measure_competent(data: Path, encoder: Encoder, folder: Path) -> None:
    """Belgian Competent labels → ESCO skills, exact and close matches; only measured, never fitted on."""
    uris, labels, _ = esco_queries(data)
    index = ItemIndex(_snapshot_of(labels, folder), encoder, _built(labels, encoder, folder))
    code = {uri: str(rank + 1) for rank, uri in enumerate(uris)}
    gold: dict[str, set[str]] = {}
    with (data / "eval" / "dev" / "competent_to_esco_skill_fr.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if row["relation"] in ("exactMatch", "closeMatch") and row["esco_skill_uri"] in code:
                gold.setdefault(row["label_fr"], set()).add(code[row["esco_skill_uri"]])
    answers = index.match(list(gold), 5)
    right = [[str(match.item) in gold[text] for match in found] for text, found in zip(gold, answers, strict=True)]
    print(f"Competent → ESCO skill, exact and close: {len(gold)} labels, among {len(labels)}")
    print(f"  first right {np.mean([row[:1] == [True] for row in right]):.3f}, ", end="")
    print(f"in the first five {np.mean([any(row) for row in right]):.3f}")


def speed(encoder: Encoder, labels: Sequence[str]) -> None:
    """Print how many short texts per second an encoder reads."""
    encoder.encode(labels[:10])
    start = time.perf_counter()
    encoder.encode(labels)
    print(f"{encoder.id}: {len(labels) / (time.perf_counter() - start):.0f} short texts a second")


def _sample(size: int, n: int = SAMPLE) -> list[int]:
    rng = np.random.default_rng(SEED)
    return sorted(rng.choice(size, min(n, size), replace=False).tolist())


def main() -> None:
    """Fit or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["fit", "measure"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--encoder", help="encoder by name (default: use)")
    options = parser.parse_args()
    encoder = open_encoder(options.encoder)
    with TemporaryDirectory() as name:
        folder = Path(name)
        snapshot = build_snapshot([options.data / "rome" / "RefRomeCsv_v460.zip"], folder)
        steps: list[Callable[[], None]] = []
        if options.what == "fit":
            steps = [lambda: fit_titles(snapshot, encoder, folder), lambda: fit_items(options.data, encoder, folder)]
        else:
            TitleIndex.build(snapshot, encoder, folder)
            ItemIndex.build(snapshot, encoder, folder)
            steps = [
                lambda: speed(encoder, snapshot.table("appellations")["short_label"].to_list()[:2_000]),
                lambda: measure_titles(snapshot, TitleIndex(snapshot, encoder, folder), options.data),
                lambda: measure_definitions(snapshot, ItemIndex(snapshot, encoder, folder)),
                lambda: measure_competent(options.data, encoder, folder),
            ]
        for step in steps:
            step()


if __name__ == "__main__":
    main()
