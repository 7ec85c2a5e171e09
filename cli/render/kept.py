"""Passports that are kept, on the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from answers.shapes.journal import HeadAnswer, JournalAnswer, JournalCheckAnswer
from answers.shapes.kept import CompetenciesAnswer, ExportedAnswer, ImportedAnswer, LineShown, OpenedAnswer, ShowAnswer
from answers.shapes.shares import RevokedAnswer, SharedAnswer, SharesAnswer, ShareShown, ShareState
from answers.words.forms import many
from answers.words.vault import instant, late_told, shown_told

STATE = {
    ShareState.TO_COME: "à venir",
    ShareState.RUNNING: "en cours",
    ShareState.OVER: "terminé",
    ShareState.REVOKED: "révoqué",
}


def render_seen(out: Console, answer: ShowAnswer) -> None:
    """A passport as its reader sees it: each line, who vouches for it, what its holder says against it."""
    _say(out, f"{answer.name or 'Titulaire'} [{answer.holder}] · {answer.ground.told}", "bold")
    if answer.limited_at:
        _say(out, f"Usage limité depuis le {instant(answer.limited_at)}.")
    if not answer.lines:
        _say(out, "Aucune ligne à montrer.")
    for line in answer.lines:
        _line(out, line)


def _line(out: Console, line: LineShown) -> None:
    marks = [
        *(["retirée par son émetteur"] if line.withdrawn else []),
        *(["contestée par le titulaire"] if line.contested else []),
        *(["cachée des partages"] if line.hidden else []),
    ]
    said = f" ({', '.join(marks)})" if marks else ""
    _say(out, f"  {line.title}{said}")
    _say(out, f"      {line.standing.told}", "dim")
    if line.contest:
        _say(out, f"      « {line.contest.words} »", "dim")
    _say(out, f"      {line.id}", "dim")


def render_competencies(out: Console, answer: CompetenciesAnswer) -> None:
    """What follows from lines that are not shown."""
    _say(out, f"{many(len(answer.competencies), 'compétence')} · {answer.ground.told}", "bold")
    for one in answer.competencies:
        _say(out, f"{one.probability:>4.0%}  {one.label} ({one.code})")


def render_exported(out: Console, answer: ExportedAnswer, file: Path) -> None:
    """What was taken away."""
    lines, shares = many(len(answer.records), "ligne"), many(len(answer.shares), "partage")
    entries = many(len(answer.journal), "entrée")
    _say(out, f"{lines}, {shares}, {len(answer.cvs)} CV, {entries} du journal : {file}, que vous seul pouvez lire.")


def render_opened(out: Console, answer: OpenedAnswer) -> None:
    """Whose passport it is."""
    _say(out, f"Passeport « {answer.holder} ».")


def render_imported(out: Console, answer: ImportedAnswer) -> None:
    """What was put into the vault."""
    _say(out, f"Passeport « {answer.holder} » : {many(answer.added, 'ligne', 'ajoutée')}, {answer.already} déjà là.")


def render_shared(out: Console, answer: SharedAnswer) -> None:
    """A share that was given; the secret of a link, once."""
    _say(out, f"Partagé {answer.share.told}.")
    _say(out, f"Partage : {answer.share.id}")
    if answer.token:
        _say(out, f"Jeton, qui n'est dit que cette fois : {answer.token}")


def render_shares(out: Console, answer: SharesAnswer) -> None:
    """Every share."""
    if not answer.shares:
        _say(out, "Aucun partage.")
    for share in answer.shares:
        _say(out, f"{STATE[share.state]} · {share.told}{_part(share)}")
        _say(out, f"      {share.id}", "dim")


def _part(share: ShareShown) -> str:
    """What of the passport it shows, where not all."""
    what = "les compétences seules" if share.competencies_only else ""
    lines = "" if share.records is None else many(len(share.records), "ligne")
    said = ", ".join(filter(None, (what, lines, shown_told(share.fields))))
    return f" ({said})" if said else ""


def render_revoked(out: Console, answer: RevokedAnswer) -> None:
    """A share that was ended."""
    _say(out, f"Le partage {answer.share} est terminé : il ne montre plus rien.")


def render_journal(out: Console, answer: JournalAnswer | JournalCheckAnswer | HeadAnswer) -> None:
    """The journal of a passport; whether that of the vault is whole; its head."""
    if isinstance(answer, JournalAnswer):
        for entry in answer.entries:
            _say(out, f"{instant(entry.at)} · {entry.told}")
    elif isinstance(answer, HeadAnswer):
        _head(out, answer)
    else:
        _check(out, answer)


def _check(out: Console, answer: JournalCheckAnswer) -> None:
    heads = many(answer.heads, "tête", "signée") if answer.heads else "aucune tête signée"
    heads += f", jusqu'à l'entrée {answer.signed_until}" if answer.signed_until else ""
    if not answer.signatures:
        heads += " (signatures non vérifiées : la clé de l'opérateur n'est pas là)"
    if answer.whole:
        _say(out, f"Journal entier : {many(answer.entries, 'entrée')}, {heads}.")
    else:
        _say(out, f"Journal altéré : {many(len(answer.breaks), 'rupture')} ; {heads}.", "bold")
        for one in answer.breaks:
            _say(out, f"  {one.told}")
        _say(out, "Gardez la base telle quelle ; comparez avec une sauvegarde et avec les têtes gardées ailleurs.")
    _say(out, f"{answer.compared.capitalize()}.")
    for notice in answer.notices:
        _say(out, f"À regarder : {notice.told}.")
    if answer.head_late:
        _say(out, late_told(answer.signed_on), "bold")
    if answer.removed_until:
        _say(out, f"Retirées après un an, à l'ancre signée : jusqu'à l'entrée {answer.removed_until}.")


def _head(out: Console, answer: HeadAnswer) -> None:
    if answer.jws is None:
        _say(out, "Rien à signer : le journal est vide.")
        return
    said = "signée" if answer.signed else "déjà signée"
    _say(out, f"Tête du {answer.day:%d/%m/%Y} {said}, à l'entrée {answer.seq}. Gardez-en une copie ailleurs :")
    out.print(answer.jws, markup=False, soft_wrap=True)


def _say(out: Console, text: str, style: str | None = None) -> None:
    out.print(text, style=style, markup=False, soft_wrap=True)
