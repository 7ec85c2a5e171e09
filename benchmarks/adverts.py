"""Made-up advertisements of ROME families that no ranker was fitted on, with the boilerplate that real ones carry.

They stand in for real advertisements with tagged competencies, which are not among the data: the sentences are those of
the fiche's own definition, which the index holds and the encoder was trained on, so the figure is kinder than real
life. Gold: the core competencies and savoirs of the fiche.

    python -m benchmarks.adverts FILE.jsonl [--snapshot ID]
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import polars as pl

from lab.training.adverts import made_adverts
from matching.index.tables import needed_items
from recommend.engine import open_snapshot
from referentials.snapshot import Snapshot

SEED, NUMBER = 20261124, 300
BLURB = (
    "Notre groupe, leader européen sur son marché, compte 3 000 collaborateurs dans douze pays.",
    "Nous sommes une entreprise familiale implantée dans la région depuis 1962.",
    "Rejoignez une équipe dynamique et conviviale !",
    "Dans le cadre de son développement, notre client recrute.",
)
CONDITIONS = (
    "CDI, 35 heures, salaire selon expérience, mutuelle et tickets restaurant.",
    "Poste à pourvoir dès que possible. Permis B exigé.",
    "Vous avez une première expérience réussie sur un poste similaire.",
    "À compétences égales, nos postes sont ouverts aux personnes en situation de handicap.",
    "Envoyez votre CV et une lettre de motivation à recrutement@example.fr.",
)


def adverts(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return texts, titles and gold codes."""
    rng = random.Random(SEED)
    core = needed_items(snapshot).filter(pl.col("core"))
    gold = dict(core.group_by("occupation").agg(pl.col("item").sort()).iter_rows())
    found: list[dict[str, object]] = []
    for advert in made_adverts(snapshot, rng, aside=True)[:NUMBER]:
        said = [rng.choice(BLURB), *advert.sentences, *rng.sample(CONDITIONS, 3)]
        if advert.occupation in gold:
            text = "\n".join(said)
            found.append({"title": f"{advert.title} (H/F)", "text": text, "gold": gold[advert.occupation]})
    return found


def write_adverts(snapshot: Snapshot, path: Path) -> None:
    """Write them as JSON Lines, for `acquis evaluate statements`."""
    lines = [json.dumps(advert, ensure_ascii=False) for advert in adverts(snapshot)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--snapshot")
    options = parser.parse_args()
    write_adverts(open_snapshot(options.snapshot), options.file)
