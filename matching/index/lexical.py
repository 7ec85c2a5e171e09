"""Lexical index: BM25 over the words or character n-grams of labels (bm25s), built once and memory-mapped."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from referentials.text import fold

_WORD = re.compile(r"[a-z0-9+#]+")
_STOP = frozenset(
    [
        "de",
        "la",
        "le",
        "les",
        "l",
        "d",
        "un",
        "une",
        "des",
        "du",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "pour",
        "par",
        "sur",
        "dans",
        "avec",
        "ou",
        "ses",
        "son",
        "sa",
        "leur",
        "leurs",
        "ce",
        "ces",
        "qui",
        "que",
        "se",
        "s",
        "ne",
        "n",
        "pas",
        "plus",
        "etc",
        "y",
        "est",
        "sont",
        "je",
        "j",
        "m",
        "mon",
        "ma",
        "mes",
        "nous",
        "on",
        "vous",
        "il",
        "elle",
        "ils",
        "elles",
        "ai",
        "suis",
        "avais",
        "etais",
        "ete",
        "avoir",
        "etre",
    ]
)
_GRAMS = (2, 3, 4, 5)

Tokenizer = Callable[[str], list[str]]


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("french")


def stems(text: str) -> list[str]:
    """Stems of the words of a text, small words left out.

    >>> stems("Encaisser les clients")
    ['encaiss', 'client']
    """
    return list(_stemmer().stemWords([word for word in _WORD.findall(fold(text)) if word not in _STOP]))


def grams(text: str) -> list[str]:
    """Character n-grams of each word, its edges marked: robust to typos and endings.

    >>> grams("un")
    [' u', 'un', 'n ', ' un', 'un ', ' un ']
    """
    found = []
    for word in text.split():
        padded = f" {word} "
        found += [padded[at : at + n] for n in _GRAMS for at in range(len(padded) - n + 1)]
    return found


class LexicalIndex:
    """BM25 scores of every label for a text."""

    def __init__(self, index: Any, tokenizer: Tokenizer, size: int) -> None:
        self._index, self._tokenizer, self._size = index, tokenizer, size

    @classmethod
    def build(cls, labels: Sequence[str], tokenizer: Tokenizer, folder: Path | None = None) -> Self:
        """Index labels, and save them where a folder is given; labels without a word give what finds nothing."""
        tokens = [tokenizer(label) for label in labels]
        index = None
        if any(tokens):
            index = bm25s.BM25(k1=1.2, b=0.5)
            index.index(tokens, show_progress=False)
            if folder:
                index.save(str(folder))
        return cls(index, tokenizer, len(labels))

    @classmethod
    def open(cls, folder: Path, tokenizer: Tokenizer, size: int) -> Self:
        """Open a saved index of `size` labels."""
        index = bm25s.BM25.load(str(folder), mmap=True) if folder.is_dir() else None
        return cls(index, tokenizer, size)

    def scores(self, text: str) -> NDArray[np.float32]:
        """Return (labels,) float32, as a share of the best score; all 0 when no word is known."""
        known = [token for token in self._tokenizer(text) if self._index and token in self._index.vocab_dict]
        if not known:
            return np.zeros(self._size, dtype=np.float32)
        scores = np.asarray(self._index.get_scores(known), dtype=np.float32)
        best = float(scores.max())
        return scores / best if best > 0 else scores
