"""The long run guided by coverage, one target a process: `python -m tests.fuzz.guided TARGET SECONDS`."""

from __future__ import annotations

import sys
from random import Random
from typing import Any

from tests.fuzz import FOLDER
from tests.fuzz.mutate import TOKENS, mutated

_LONGEST = 20_000
"""Bytes of an input."""


def fuzz(atheris: Any, name: str, seconds: int) -> None:
    """Fuzz one target; ends the process."""
    with atheris.instrument_imports(include=["referentials", "passport"]):
        from tests.fuzz.targets import TARGETS

    target, corpus, words = TARGETS[name], FOLDER / f"corpus-{name}", FOLDER / "words.dict"
    corpus.mkdir(parents=True, exist_ok=True)
    for at, seed in enumerate(target.seeds):
        (corpus / f"seed-{at}").write_bytes(seed)
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS if len(token) < 60), encoding="ascii")

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        """Half the time as people damage files, half as libFuzzer does."""
        rng = Random(seed)
        return mutated(data, rng, 2)[:most] if rng.random() < 0.5 else bytes(atheris.Mutate(data, most))

    options = {"max_total_time": seconds, "dict": words, "artifact_prefix": f"{FOLDER}/{name}-", "max_len": _LONGEST,
               "timeout": 20, "rss_limit_mb": 3000, "verbosity": 0, "print_final_stats": 1}  # fmt: skip
    arguments = [f"-{option}={value}" for option, value in options.items()]
    atheris.Setup([sys.argv[0], *arguments, str(corpus)], target.try_, custom_mutator=mutate)
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b'"\\' else f"\\x{byte:02x}" for byte in token)


if __name__ == "__main__":
    fuzz(__import__("atheris"), sys.argv[1], int(sys.argv[2]))
