"""What became of a feed, on the terminal."""

from __future__ import annotations

from rich.console import Console

from answers.shapes.feeds import FeedAnswer
from passport.feeds.receipt import Outcome

OUTCOME = {
    Outcome.ACCEPTED: "accepté",
    Outcome.CORRECTED: "corrigé",
    Outcome.WITHDRAWN: "retiré",
    Outcome.DUPLICATE: "déjà accepté",
    Outcome.REFUSED: "refusé",
}


def render_feed(out: Console, answer: FeedAnswer) -> None:
    """Counts, the first refusals, where the receipt is."""
    counts = {OUTCOME[outcome]: count for outcome, count in answer.counts.items() if count}
    said = ", ".join(f"{count} {word}{'s' if count > 1 else ''}" for word, count in counts.items())
    out.print(f"{said or 'Aucun passage'}. {answer.told}", markup=False, soft_wrap=True)
    if answer.resumed_after:
        out.print(f"Repris après le passage {answer.resumed_after}.", markup=False)
    for one in answer.others:
        where = f"ligne {one.line}, " if one.line else ""
        out.print(f"  {where}{one.external_id or 'sans identifiant'} : {one.told}", markup=False, soft_wrap=True)
    if answer.receipt:
        out.print(f"Récépissé, passage par passage : {answer.receipt}", markup=False, soft_wrap=True)
