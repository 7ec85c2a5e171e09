"""The registry of issuers as French text."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from answers.shapes.issuers import FeedSignedAnswer, IssuersAnswer, IssuerShown, TaughtAnswer
from answers.words.forms import many
from answers.words.issuers import ROLE, former_told, key_told, period_told, revocation_told, scope_told

_SHOWN = 12
"""Characters of the registry's digest that are shown."""


def render_issuers(out: Console, answer: IssuersAnswer) -> None:
    """Every issuer, with its keys, its scope, and whether it is revoked."""
    count = len(answer.issuers)
    told = "aucun émetteur" if not count else "1 émetteur" if count == 1 else f"{count} émetteurs"
    out.print(Text(f"{told} au {answer.on:%d/%m/%Y} dans {answer.file} (empreinte {answer.registry[:_SHOWN]})", "bold"))
    for issuer in answer.issuers:
        render_issuer(out, issuer)


def render_issuer(out: Console, issuer: IssuerShown) -> None:
    """One issuer."""
    siret = f", SIRET {issuer.siret}" if issuer.siret else ""
    out.print()
    out.print(Text(f"{issuer.name} ({ROLE[issuer.role]}{siret})", "bold"))
    lists = [f"liste des retraits : {uri}" for uri in issuer.status_lists]
    keys = [key_told(key) for key in issuer.keys] or ["aucune clé"]
    others = [*issuer.depositors, *map(period_told, issuer.mandates)]
    third = f"peuvent transmettre pour lui : {', '.join(others)}" if others else ""
    former = [f"pouvait attester {former_told(one, issuer.role)}" for one in issuer.former]
    entitled = (f"peut attester : {scope_told(issuer)}", *former, third)
    lines = (issuer.id, revocation_told(issuer), *entitled, *keys, *lists)
    for line in filter(None, lines):
        out.print(Padding(Text(line), (0, 0, 0, 2), expand=False))


def render_signed(out: Console, answer: FeedSignedAnswer) -> None:
    """How many lines were signed, by whom; each that was not, by its place and field."""
    for fault in answer.faults:
        name = f" (id {fault.external_id})" if fault.external_id else ""
        out.print(Text(f"{answer.lines}, ligne {fault.line}{name} : {fault.told}"))
    if (more := answer.refused - len(answer.faults)) > 0:
        out.print(Text(f"Et {more} autres lignes refusées."))
    if answer.refused:
        out.print(Text(f"Non signées : {answer.refused}. Corrigez-les, et signez-les à leur tour."))
    if answer.file:
        out.print(Text(f"Signées : {answer.signed}, par {answer.issuer} (clé {answer.key}). Écrit : {answer.file}"))


def render_taught(out: Console, answer: TaughtAnswer) -> None:
    """What was signed, by whom, and what became of the keys."""
    for passport in answer.passports:
        out.print(Text(f"{passport.file} : {many(passport.proofs, 'ligne', 'attestée')} et signées"))
    out.print(Text(f"Registre : {answer.registry}"))
    for issuer in answer.issuers:
        out.print(Padding(Text(f"{issuer.name} : {scope_told(issuer)}"), (0, 0, 0, 2), expand=False))
    kept = f"Clés privées gardées dans {answer.keys}." if answer.keys else "Clés privées détruites."
    out.print(Text(f"{kept} Ces émetteurs sont inventés : ils ne valent que pour essayer."))
