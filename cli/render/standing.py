"""Who vouches for the lines of a passport, as French text for people."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from answers.words.evidence import record_names
from answers.words.standing import checks_told, records_told
from passport.document.model import Passport
from passport.document.standing import Standing
from recommend.profile.profile import Profile


def render_checks(out: Console, passport: Passport, profile: Profile) -> None:
    """How many attestations were checked; of each that is not verified, why."""
    if said := checks_told(profile.checks):
        _line(out, said, 0)
    for line in records_told(profile.checks, record_names(passport, profile.as_of), Standing.UNVERIFIED):
        _line(out, line, 2)


def render_vouched(out: Console, passport: Passport, profile: Profile) -> None:
    """Who vouches for what, with a proof that holds."""
    if told := records_told(profile.checks, record_names(passport, profile.as_of), Standing.GUARANTEED):
        out.print("  Qui l'atteste")
        for line in told:
            _line(out, line, 4)


def _line(out: Console, text: str, by: int) -> None:
    out.print(Padding(escape(text), (0, 0, 0, by)))
