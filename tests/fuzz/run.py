"""The long run: `python -m tests.fuzz.run [TARGET…] --seconds 600`, or `make fuzz FUZZ_SECONDS=600`.

Time is shared equally by the targets. Where atheris is installed (`pip install atheris`) coverage guides it; elsewhere
good files are damaged at random. What fails is written to `.fuzz/`, with how to try it again:
`python -m tests.fuzz.run TARGET --again FILE`.
"""

from __future__ import annotations

import argparse
import importlib.util
import subprocess
import sys
import time
import traceback
from pathlib import Path
from random import Random

from tests.fuzz import FOLDER
from tests.fuzz.mutate import mutated
from tests.fuzz.targets import TARGETS, Target


def main() -> int:
    """Fuzz every target named, or all; 1 when something failed."""
    options = _options()
    names = options.targets or list(TARGETS)
    if unknown := set(names) - set(TARGETS):
        sys.exit(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    if options.again:
        TARGETS[names[0]].try_(options.again.read_bytes())
        return 0
    share = options.seconds / len(names)
    return max([_target(name, share, options.seed) for name in names])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--again", type=Path, help="an input that failed")
    return parser.parse_args()


def _target(name: str, seconds: float, seed: int) -> int:
    if importlib.util.find_spec("atheris") is None:
        return at_random(name, TARGETS[name], seconds, Random(f"{name}{seed}"))
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(int(seconds))]
    return int(subprocess.run(command, check=False).returncode != 0)


def at_random(name: str, target: Target, seconds: float, rng: Random) -> int:
    """Damage good files until the time is over, or something fails."""
    end, tried = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = mutated(rng.choice(target.seeds), rng)
        tried += 1
        try:
            target.try_(data)
        except Exception:  # noqa: BLE001 (what is not a clean error is what is looked for)
            FOLDER.mkdir(exist_ok=True)
            kept = FOLDER / f"{name}-{abs(hash(data)):x}"
            kept.write_bytes(data)
            traceback.print_exc()
            sys.stdout.write(f"{name}: failed after {tried} inputs, see {kept}\n")
            return 1
    sys.stdout.write(f"{name}: {tried} inputs, nothing but clean errors\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
