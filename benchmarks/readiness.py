"""What people are said to cover and advised to do, against ROME 3 and the RNCP; what carries over, against judges.

    python -m benchmarks.readiness --data ../shared/data [--write benchmarks/RESULTS.md] [--measured FOLDER]

Writes one section of the page, in the place of the one that was there. `--measured`: a folder where `acquis evaluate`
left readiness.json, carry.json and plans.json (`--json`), instead of measuring again (half an hour on two cores).
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from benchmarks.machine import machine
from lab.commands.tables import said
from lab.evaluation.readiness import MEASURES

ROOT = Path(__file__).parent.parent
HEADING = "# What people are said to cover"
ROME3 = Path("rome") / "RefRomeCsv_v347.zip"
CALL = [sys.executable, "-c", "from cli.main import main; main()", "evaluate"]
BEFORE = MappingProxyType(
    {
        "own_2_years": ".61",
        "own_8_years": ".64",
        "same_family": ".09–.15",
        "near": ".08",
        "further": ".06",
        "others": ".025",
        "auc": ".86–.88",
        "recall_at_10": ".35–.38",
        "above_others": ".33",
        "certification": ".04",
        "certification_in_3": ".76–.82",
        "certification_others": ".00",
        "bloc": ".03",
    }
)
"""As issue 13 found them, when a competency counted only where its code was in both fiches."""
PLANS = MappingProxyType(
    {
        "leads_and_entered": "≥ .95",
        "level_within_one": "≥ .90",
        "empty": "≤ .02",
        "empty_unexplained": "0",
        "obligations_quoted": "1",
    }
)
"""What is wanted of plans; what else is measured comes without."""
HIDDEN = frozenset({"empty_reasons"})


def measure(data: Path) -> dict[str, Any]:
    """Run the three commands on the snapshot in use."""
    archive = str(data / ROME3)
    asked = {"readiness": [archive], "carry": [], "plans": [archive]}
    found = {}
    for task, arguments in asked.items():
        print(task, file=sys.stderr)
        run = subprocess.run([*CALL, task, *arguments, "--json"], cwd=ROOT, check=True, capture_output=True, text=True)
        found[task] = json.loads(run.stdout)
    return found


def section(found: Mapping[str, Mapping[str, Any]]) -> str:
    """The section, as Markdown."""
    readiness, carry, plans = (found[task] for task in ("readiness", "carry", "plans"))
    lines = [
        HEADING,
        "",
        "Written by `python -m benchmarks.readiness`: `acquis evaluate readiness`, `carry` and `plans`.",
        "",
        machine(),
        f"- Snapshot `{readiness['snapshot']}`, model `{readiness['model']}`.",
        "- Even: families, certifications and moves of an even sha256, on which weights were set; odd: kept aside.",
        "- Before: what issue 13 found.",
        "",
        "## readiness",
        "",
        "« Proche » and « évolution » are the moves of ROME 3, from family to family; they are never a feature.",
        "",
        *_table(("measure", "before", "even", "odd", "wanted"), _readiness(readiness)),
        "",
        "## carry",
        "",
        *_table(("two judges", ""), [(name, str(value)) for name, value in carry["judges"].items()]),
        "",
        *_table(("pairs kept aside", ""), _flat(carry["aside"])),
        "",
        "Degree said, and mean degree judged, by tenths:",
        "",
        *_table(("from", "n", "said", "judged"), [[str(value) for value in row.values()] for row in _tenths(carry)]),
        "",
        "## plans",
        "",
        "Five years in one occupation, a plan to another; plans were not measured before.",
        "",
        *_table(("measure", *_groups(plans), "wanted"), _plans(plans)),
    ]
    return "\n".join(lines) + "\n"


def _readiness(found: Mapping[str, Any]) -> list[Sequence[str]]:
    return [
        (one.words, BEFORE.get(one.name, ""), said(found["even"][one.name]), said(found["odd"][one.name]), one.wanted)
        for one in MEASURES
    ]


def _plans(found: Mapping[str, Any]) -> list[Sequence[str]]:
    groups = _groups(found)
    names = [name for name in found["all"] if name not in HIDDEN]
    return [(name, *(str(found[group].get(name, "")) for group in groups), PLANS.get(name, "")) for name in names]


def _groups(found: Mapping[str, Any]) -> list[str]:
    return [name for name, value in found.items() if isinstance(value, Mapping)]


def _flat(found: Mapping[str, Any]) -> list[Sequence[str]]:
    return [(name, str(value)) for name, value in found.items() if not isinstance(value, list)]


def _tenths(carry: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(carry["aside"]["reliability"])


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    head = [f"| {' | '.join(columns)} |", "| --- |" + " ---: |" * (len(columns) - 1)]
    return [*head, *(f"| {' | '.join(row)} |" for row in rows)]


def with_section(page: str, text: str) -> str:
    """A page with this section, in the place of the one that it had, or at its end.

    >>> with_section("# A # B".replace(" #", chr(10) + "#"), HEADING).splitlines()
    ['# A', '', '# B', '', '# What people are said to cover']
    """
    parts = re.split(r"^(?=# )", page, flags=re.MULTILINE)
    kept = [part for part in parts if not part.startswith(HEADING)]
    at = next((at for at, part in enumerate(parts) if part.startswith(HEADING)), len(kept))
    return "\n".join(part.rstrip("\n") + "\n" for part in [*kept[:at], text, *kept[at:]] if part.strip())


def main() -> None:
    """Measure, or read what was measured, and write the section."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("ACQUIS_DATA", ROOT.parent / "shared" / "data"))
    parser.add_argument("--measured", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    tasks = ("readiness", "carry", "plans")
    if options.measured:
        found = {task: json.loads((options.measured / f"{task}.json").read_text(encoding="utf-8")) for task in tasks}
    else:
        found = measure(Path(options.data))
    text = section(found)
    if options.write:
        page = options.write.read_text(encoding="utf-8") if options.write.exists() else ""
        options.write.write_text(with_section(page, text), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
