"""The encoder that ships with acquis: a small French model of our own, ONNX with 8-bit weights, no torch.

How it was trained, on what and with which limits: `french_model/CARD.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.encoders.encoder import Vectors, readable
from matching.encoders.processors import share
from matching.errors import DamagedModelError

LENGTH = 128
"""Tokens beyond which a text is cut; a statement is far shorter."""

MAX_CHARACTERS = 8 * LENGTH
"""Characters beyond which a text is cut before it is even split into tokens."""

SHIPPED, MODEL, TOKENIZER = "french_model", "model.onnx", "tokenizer.json"


class FrenchEncoder:
    """Accents, capitals and typographic apostrophes make no difference: the tokenizer folds them."""

    dimension = 384

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: another model of the same make (`acquis train encoder`), instead of the one that ships."""
        self._folder = folder or Path(str(files("matching.encoders"))) / SHIPPED
        self.id = "acquis-fr-1" if folder is None else f"acquis-fr-{_checksum(folder)}"

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        except Exception as cause:  # the only class that tokenizers raises
            raise self._damaged(TOKENIZER) from cause
        tokenizer.enable_truncation(LENGTH)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1  # texts share the processors, not the parts of one text
        options.log_severity_level = 3
        try:
            return InferenceSession(str(self._folder / MODEL), options, providers=["CPUExecutionProvider"])
        except Exception as cause:  # onnxruntime's classes of errors derive from it alone
            raise self._damaged(MODEL) from cause

    def _damaged(self, name: str) -> DamagedModelError:
        return DamagedModelError(str(self._folder / name))

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), 384) float32, rows L2-normalised; an empty text gives a unit vector too.

        Each text is read by itself, so that its vector never depends on the texts read with it.
        """
        ids = [e.ids for e in self._tokenizer.encode_batch_fast([readable(text, MAX_CHARACTERS) for text in texts])]
        vector = partial(_vector, self._session)  # opened here, before threads share it
        found = share(vector, ids)
        return np.stack(found) if found else np.zeros((0, self.dimension), dtype=np.float32)


def _vector(session: Any, ids: Sequence[int]) -> NDArray[np.float32]:
    (vectors,) = session.run(None, {"input_ids": np.array([ids], dtype=np.int64)})
    return np.asarray(vectors[0], dtype=np.float32)


def _checksum(folder: Path) -> str:
    return hashlib.sha256((folder / MODEL).read_bytes()).hexdigest()[:8]
