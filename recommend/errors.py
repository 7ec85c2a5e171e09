"""Errors of the recommend package."""

from __future__ import annotations

from referentials.errors import AcquisError


class RecommendError(AcquisError):
    """A request the engine cannot answer as it stands."""


class TargetError(RecommendError):
    """A target that is not in the snapshot, or of which nothing is known."""


class UnknownCertificationError(RecommendError):
    """Codes that are neither a certification nor a bloc of the snapshot."""

    def __init__(self, codes: list[str]) -> None:
        self.codes = codes
        super().__init__(
            f"{', '.join(codes)} : ni certification ni bloc de l'instantané. Vérifiez le code (RNCP37099, RS5000, "
            "RNCP37099BC01), ou importez un référentiel plus récent."
        )


class WishError(RecommendError):
    """A wish or refusal in words that the snapshot does not have."""

    def __init__(self, what: str, word: str, near: list[str]) -> None:
        self.what, self.word, self.near = what, word, near
        super().__init__(f"« {word[:80]} » n'est pas un {what} de l'instantané. Proches : {', '.join(near)}.")
