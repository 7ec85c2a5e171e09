"""The vault, on the terminal."""

from __future__ import annotations

from datetime import datetime

from rich.console import Console

from answers.shapes.vault import (
    BackupAnswer,
    DeathAnswer,
    MigratedAnswer,
    PurgedAnswer,
    RotatedAnswer,
    VaultAnswer,
)
from answers.words.forms import many
from answers.words.vault import restored_told


def render_vault(out: Console, answer: VaultAnswer) -> None:
    """Where it is, and its keys."""
    vault = answer.vault
    _say(
        out,
        f"Coffre {vault.address}, schéma {answer.step}, journal {answer.journal} de {many(answer.entries, 'entrée')}",
    )
    _say(out, f"  clé maîtresse : {vault.key} (copie à garder à part : sans elle, tout est perdu)")
    _say(out, f"  clé de l'opérateur : {vault.operator or 'aucune (acquis vault init en fait une)'}")
    _say(out, f"  registre des émetteurs : {vault.issuers}")
    for file in answer.made:
        _say(out, f"  fait : {file}")


def render_migrated(out: Console, answer: MigratedAnswer) -> None:
    """From which step to which."""
    _say(out, f"{answer.address} : schéma {answer.before} → {answer.after}")


def render_backup(out: Console, answer: BackupAnswer, *, restored: bool) -> None:
    """What a backup has."""
    done = "restaurées, journal vérifié" if restored else "sauvegardées, chiffrées ; la clé maîtresse n'y est pas"
    entries = many(answer.entries, "entrée")
    _say(out, f"{answer.file} : {many(answer.rows, 'ligne')} {done} ; journal {answer.journal}, {entries}")


def render_restored(out: Console, answer: BackupAnswer, last_at: datetime | None) -> None:
    """What a backup had, of when, and what has to be done again since."""
    render_backup(out, answer, restored=True)
    for sentence in restored_told(last_at):
        _say(out, sentence)


def render_rotated(out: Console, answer: RotatedAnswer) -> None:
    """What was sealed again."""
    if answer.master:
        _say(out, f"Nouvelle clé maîtresse dans {answer.master} : le coffre ne s'ouvre plus qu'avec elle. "
                  "Mettez-la à la place de l'ancienne, et gardez-en une copie à part.")  # fmt: skip
        return
    taken = ", rotation reprise" if answer.resumed else ""
    _say(out, f"{many(answer.rows, 'ligne', 'chiffrée')} de nouveau avec la clé {answer.key}{taken}.")


def render_purged(out: Console, answer: PurgedAnswer) -> None:
    """What was removed."""
    _say(out, f"{many(answer.passports, 'passeport', 'retiré')} (trois ans après le décès, R6323-39).")
    if answer.until:
        _say(out, f"Journal : ce qui précède le {answer.until:%d/%m/%Y} est retiré, jusqu'à l'entrée "
                  f"{answer.removed_until} (R6323-40).")  # fmt: skip


def render_death(out: Console, answer: DeathAnswer) -> None:
    """Until when a passport is kept; or that it opens again."""
    if answer.removable_from is None:
        _say(out, f"Décès annulé : le passeport « {answer.holder} » s'ouvre de nouveau.")
        return
    _say(out, f"Décès enregistré : le passeport « {answer.holder} » ne s'ouvre plus. Il est retiré par acquis vault "
              f"purge à partir du {answer.removable_from:%d/%m/%Y}.")  # fmt: skip


def _say(out: Console, text: str) -> None:
    out.print(text, markup=False, soft_wrap=True)
