"""The encoder that ships with acquis: a small French model of our own, ONNX with 8-bit weights, no torch.

How it was trained, on what and with which limits: `french_model/CARD.md`.
"""

from __future__ import annotations

import hashlib
import re
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
from referentials.seal import sha256

LENGTH = 128
"""Tokens beyond which a text is cut; a statement is far shorter."""

MAX_CHARACTERS = 8 * LENGTH
"""Characters beyond which a text is cut before it is even split into tokens."""

SHIPPED, MODEL, TOKENIZER, SUMS = "french_model", "model.onnx", "tokenizer.json", "SHA256SUMS"

NAMED = {"f1aa45b2ad573d0ac9cf24812e3488e511eccc1b6cbd7cb14e8802e872ad4f0b"
         "21c0d0858f421e1e81467c4082990db93092ed44345c83521d0ba341fabfb53a": "acquis-fr-1"}  # fmt: skip
"""Models that were published under a name, by the digests of their model and of their tokenizer. Another one, shipped
or of a folder, goes by its own digests: what was derived with it is never taken for what this one derives."""

_LINE = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)


class FrenchEncoder:
    """Accents, capitals and typographic apostrophes make no difference: the tokenizer folds them."""

    dimension = 384

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: another model of the same make (`acquis train encoder`), instead of the one that ships.

        Raises DamagedModelError when the digests that come with the model cannot be read.
        """
        self._folder = folder or Path(str(files("matching.encoders"))) / SHIPPED
        self._sums = _sums(self._folder)
        told = self._sums[MODEL] + self._sums[TOKENIZER]
        self.id = NAMED.get(told) or f"acquis-fr-{hashlib.sha256(told.encode()).hexdigest()[:8]}"

    def verify(self) -> None:
        """Compare the files of the model with their digests, some 40 ms. Raises DamagedModelError."""
        for name in (TOKENIZER, MODEL):
            self._verify(name)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        self._verify(TOKENIZER)
        try:
            tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        except Exception as cause:  # the only class that tokenizers raises
            raise self._damaged(TOKENIZER) from cause
        tokenizer.enable_truncation(LENGTH)
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import InferenceSession, SessionOptions

        self._verify(MODEL)
        options = SessionOptions()
        options.intra_op_num_threads = 1  # texts share the processors, not the parts of one text
        options.log_severity_level = 3
        try:
            return InferenceSession(str(self._folder / MODEL), options, providers=["CPUExecutionProvider"])
        except Exception as cause:  # onnxruntime's classes of errors derive from it alone
            raise self._damaged(MODEL) from cause

    def _verify(self, name: str) -> None:
        try:
            found = sha256(self._folder / name)
        except OSError as cause:
            raise self._damaged(name) from cause
        if found != self._sums[name]:
            raise self._damaged(name)

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


def _sums(folder: Path) -> dict[str, str]:
    """Digests of the files of a model, as `sha256sum` writes them. Raises DamagedModelError."""
    try:
        said = (folder / SUMS).read_text(encoding="ascii")
    except (OSError, ValueError) as cause:
        raise DamagedModelError(str(folder / SUMS)) from cause
    found = {name: digest for digest, name in _LINE.findall(said)}
    if not {MODEL, TOKENIZER} <= found.keys():
        raise DamagedModelError(str(folder / SUMS))
    return found
