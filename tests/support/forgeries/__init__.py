"""Forgeries of a signed CV, and what each verifier says of them: ours, and others that share no code with it.

`pdf.FORGERIES`, `tokens.JWT_FORGERIES`, `tokens.SD_JWT_FORGERIES`: what a forger does to a real signed file;
`judged(forgery)`: what each verifier that it concerns says. `python -m tests.support.forgeries` writes
docs/forgeries.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verifier says: whether it refuses the file, and in which words."""

    refused: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgery:
    """What a forger does, and the verifiers that may see it.

    `judge`: what each of them says, by its name; `blind`: those that have no way to know, and why.
    """

    name: str
    judge: Callable[[], Mapping[str, Verdict]]
    blind: frozenset[str] = frozenset()


@cache
def judged(forgery: Forgery) -> Mapping[str, Verdict | None]:
    """What each verifier says; None where it has no way to know."""
    said = forgery.judge()
    return {name: None if name in forgery.blind else verdict for name, verdict in said.items()}
