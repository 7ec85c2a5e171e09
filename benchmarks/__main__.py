"""`make benchmark`: what acquis costs, how well it reads, what it concludes, on one import of the official files.

python -m benchmarks --data ../shared/data --write benchmarks/RESULTS.md [--bolt] [--first FOLDER]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.engine import ROOT, measure_all


def main() -> None:
    """Run the benchmarks and write one page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", default=os.environ.get("ACQUIS_DATA", str(ROOT.parent / "shared" / "data")))
    parser.add_argument("--write", type=Path, default=ROOT / "benchmarks" / "RESULTS.md")
    parser.add_argument("--bolt", action="store_true", help="also load each store (ArcadeDB, Neo4j: minutes)")
    parser.add_argument("--first", help="encoder of the first stage of `acquis train encoder`")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = measure_all(options.data, folder, bolt=options.bolt)
        command = [
            sys.executable,
            "-m",
            "benchmarks.matching",
            "--data",
            options.data,
            "--write",
            str(folder / "page.md"),
        ]
        command += ["--first", options.first] if options.first else []
        environment = {**os.environ, "ACQUIS_HOME": str(folder / "full")}
        subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        found = costs + "\n" + (folder / "page.md").read_text(encoding="utf-8")
        readiness = [sys.executable, "-m", "benchmarks.readiness", "--data", options.data]
        told = subprocess.run(readiness, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
        found += "\n" + told.stdout.rstrip("\n") + "\n"
    options.write.write_text(found, encoding="utf-8")
    print(found)


if __name__ == "__main__":
    main()
