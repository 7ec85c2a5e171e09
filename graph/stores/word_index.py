"""The embedded store's full-text index: BM25 over the words of labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import bm25s
import numpy as np

from graph.model import Node, NodeId
from referentials.text import words


@dataclass(frozen=True, eq=False)
class WordIndex:
    """Nodes in the order of their scores' rows; no index when none of them has a word."""

    ids: tuple[NodeId, ...]
    index: Any

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Self:
        """Index the labels of nodes."""
        ids, texts = [], []
        for node in nodes:
            ids.append(node.id)
            texts.append(words(node.label))
        if not any(texts):
            return cls(tuple(ids), None)
        index = bm25s.BM25()
        index.index(texts, show_progress=False)
        return cls(tuple(ids), index)

    def search(self, text: str, n: int) -> list[tuple[NodeId, float]]:
        """At most n nodes that share a word with the text, with their BM25 score; ties in the order of ids."""
        known = [word for word in words(text) if self.index and word in self.index.vocab_dict]
        if not known:
            return []
        scores = self.index.get_scores(known)
        best = np.argsort(-scores, kind="stable")[:n]
        return [(self.ids[i], float(scores[i])) for i in best if scores[i] > 0]
