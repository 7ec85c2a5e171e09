"""Any sentence-transformers model, by name or path (extra `transformers`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np

from matching.encoder import Vectors
from matching.errors import MatchingError, MissingExtraError


class SentenceTransformerEncoder:
    """Loads the model at the first text; `id` is its name made safe for a path."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.id = "st-" + re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-.")

    @cached_property
    def _model(self) -> Any:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingExtraError("sentence-transformers", "transformers") from error
        try:
            return SentenceTransformer(self.name)
        except (OSError, ValueError) as error:
            raise MatchingError(
                f"Le modèle « {self.name} » ne se charge pas ({error}). Donnez un dossier local ou un nom publié."
            ) from error

    @property
    def dimension(self) -> int:
        """Dimension of the model's vectors."""
        return int(self._model.get_sentence_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return (len(texts), dimension) float32, rows L2-normalised."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)
