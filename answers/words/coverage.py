"""How much of what is asked for is covered, in words beside its figure: one scale for every surface."""

from __future__ import annotations

from answers.words.elision import before as elided
from answers.words.forms import percent

SCALE = (
    (0.85, "l'essentiel"),
    (0.60, "la plus grande part"),
    (0.40, "une bonne part"),
    (0.20, "une partie"),
)
"""Least coverage of each word; of less, LITTLE."""
LITTLE = "peu encore"
SAID = 0.01
"""Least share vouched for that is told."""


def mastered(coverage: float) -> str:
    """What a person has of a target.

    >>> mastered(0.87), mastered(0.12)
    ("vous en maîtrisez l'essentiel (87 %)", 'vous en maîtrisez peu encore (12 %)')
    """
    return f"vous en maîtrisez {words(coverage)} ({percent(coverage)})"


def covered(coverage: float) -> str:
    """The same beside a name: « l'essentiel, 87 % »."""
    return f"{words(coverage)}, {percent(coverage)}"


def attested(share: float) -> str:
    """What of a coverage rests on what issuers vouch for, a job or a jury; empty when nothing does."""
    return f", dont {percent(share)} sur attestation" if share >= SAID else ""


def change(before: float, after: float) -> str:
    """What a person has of a target before and after: « de peu encore (12 %) à une partie (35 %) »."""
    if words(before) == words(after):
        return f"{words(after)}, de {percent(before)} à {percent(after)}"
    return f"{elided('de', words(before))} ({percent(before)}) à {words(after)} ({percent(after)})"


def already(coverage: float) -> str:
    """A coverage after « en couvre »."""
    said = words(coverage)
    return "encore peu" if said == LITTLE else f"déjà {said}"


def words(coverage: float) -> str:
    """A coverage in words alone."""
    return next((told for least, told in SCALE if round(coverage, 2) >= least), LITTLE)
