"""Why the vault, its keys, its backups or its journal cannot be used, in French, with the remedy."""

from __future__ import annotations

from answers.words.surfaces import Names
from passport.journal.check import Fault
from passport.journal.errors import BrokenJournalError, ClockError
from passport.vault.errors import (
    AmbiguousHolderError,
    BackupError,
    BackupProblem,
    ConflictError,
    DamagedRowError,
    IdentityError,
    IdentityProblem,
    KeyProblem,
    UnusableKeyError,
    UnusableVaultError,
    VaultProblem,
)

KEY = {
    KeyProblem.MISSING: "La clé maîtresse du coffre est introuvable ({where}). {vault_key}",
    KeyProblem.UNREADABLE: "La clé maîtresse du coffre ne se lit pas ({where}). {vault_key}",
    KeyProblem.MALFORMED: "{where} ne tient pas une clé maîtresse : 32 octets en base64 sont attendus. {vault_key}",
    KeyProblem.OPEN: "D'autres que son propriétaire peuvent lire la clé maîtresse {where}. {vault_key_mode}",
    KeyProblem.WRONG: "Ce coffre n'a pas été scellé avec cette clé maîtresse ({where}). {vault_key}",
    KeyProblem.EXISTS: "Une clé maîtresse est déjà dans {where}. Elle n'est pas écrasée : ce qu'elle a scellé ne se "
    "lirait plus.",
}
VAULT = {
    VaultProblem.BAD_URL: "l'adresse {where} n'est pas celle d'une base. Formes attendues : sqlite:///FICHIER ou "
    "postgresql://utilisateur@machine/base.",
    VaultProblem.UNREACHABLE: "la base {where} ne répond pas. Vérifiez qu'elle est démarrée, son adresse, "
    "l'utilisateur et le mot de passe.",
    VaultProblem.BUSY: "la base {where} est occupée par un autre travail. Rien n'est écrit : recommencez.",
    VaultProblem.FULL: "la base {where} ne peut plus écrire. Rien n'est écrit : libérez de la place sur le disque, ou "
    "rendez-le inscriptible.",
    VaultProblem.NOT_A_VAULT: "la base {where} contient autre chose qu'un coffre. Donnez une base vide, ou celle d'un "
    "coffre.",
    VaultProblem.OLDER: "la base {where} est d'un schéma plus ancien ({found}, et non {latest}). {vault_upgrade}",
    VaultProblem.NEWER: "la base {where} est d'un schéma plus récent ({found}) que le dernier connu ({latest}). Mettez "
    "à jour {engine}.",
    VaultProblem.UNKNOWN_STEP: "le schéma n'a pas d'étape {found}. Étapes : {known}.",
    VaultProblem.DAMAGED: "la base {where} est abîmée. {vault_restore}",
    VaultProblem.ABSENT: "il n'y en a pas à l'adresse {where}. {vault_make}",
    VaultProblem.NOT_EMPTY: "la base {where} n'est pas vide. Une sauvegarde se restaure dans une base vide.",
}
BACKUP = {
    BackupProblem.UNREADABLE: "ne se lit pas. Vérifiez le chemin donné.",
    BackupProblem.UNWRITABLE: "ne peut être écrite. Vérifiez le dossier et la place sur le disque.",
    BackupProblem.NOT_A_BACKUP: "n'est pas une sauvegarde de coffre. Donnez le fichier d'une sauvegarde.",
    BackupProblem.TRUNCATED: "est coupée : sa fin manque. Rien n'est restauré ; reprenez une autre copie.",
    BackupProblem.ALTERED: "n'est plus ce qui a été écrit. Rien n'est restauré ; reprenez une autre copie.",
    BackupProblem.NEWER: "a été écrite par une version plus récente. Mettez à jour {engine}.",
}
CIVIL = {
    "family_name": "le nom de famille",
    "given_name": "le prénom",
    "sub": "l'identifiant FranceConnect+",
    "gender": "le sexe",
    "birthplace": "le lieu de naissance",
    "email": "l'adresse électronique",
}
"""Fields of a civil status."""
IDENTITY = {
    IdentityProblem.NO_LETTER: "n'a ni lettre ni chiffre. Écrivez-le comme à l'état civil, dans son alphabet",
    IdentityProblem.SEVERAL: "en contient plusieurs là où un seul est attendu. Mettez-y le trait d'union d'un prénom "
    "composé, sinon séparez-les",
    IdentityProblem.TOO_LONG: "est trop long ({most} caractères au plus). Vérifiez-le",
    IdentityProblem.NOT_TEXT: "a des caractères perdus ou qui ne s'écrivent pas. Écrivez-le de nouveau, en UTF-8",
}
JOURNAL = {
    Fault.ALTERED: "l'entrée {seq} n'est plus ce qui a été écrit",
    Fault.REMOVED: "l'entrée {seq} manque",
    Fault.INSERTED: "l'entrée {seq} a été ajoutée",
    Fault.REORDERED: "l'entrée {seq} n'est plus à sa place",
    Fault.UNLINKED: "l'entrée {seq} ne suit pas celle qui la précède",
    Fault.FORKED: "l'entrée {seq} n'est pas celle qui a été signée",
    Fault.TRUNCATED: "la fin manque, à partir de l'entrée {seq}",
    Fault.BAD_HEAD: "la tête signée à l'entrée {seq} ne se vérifie pas",
    Fault.LOST_HEAD: "la tête signée qui précède celle de l'entrée {seq}, dont on a copie ou qu'elle dit, manque",
    Fault.TO_COME: "ce qui a été signé à l'entrée {seq} l'a été plus tard que maintenant : une horloge est fausse",
    Fault.BACKWARDS: "l'entrée {seq} est datée d'avant celle qui la précède : une horloge a reculé",
    Fault.BAD_ANCHOR: "ce qui a été retiré jusqu'à l'entrée {seq} ne l'a pas été par qui tient le coffre",
}


def key_told(error: UnusableKeyError, names: Names) -> str:
    """What is wrong with a master key."""
    return KEY[error.problem].format(**names, where=error.where or "la mémoire")


def vault_told(error: UnusableVaultError, names: Names) -> str:
    """What is wrong with a database."""
    said = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in error.parameters.items()}
    return f"Coffre : {VAULT[error.problem].format(**{**names, **said}, where=error.where or 'donnée')}"


def conflict_told(error: ConflictError, _: Names) -> str:
    """Somebody wrote meanwhile."""
    what = f" ({error.id})" if error.id else ""
    return f"Ce que vous alliez écrire a changé entre-temps{what}. Rien n'est écrit : relisez, puis recommencez."


def damaged_row_told(error: DamagedRowError, names: Names) -> str:
    """A row was changed by another way than the vault."""
    return (
        f"{error.id} (table {error.table}) n'est plus ce qui a été scellé : la base a été modifiée hors d'acquis, ou "
        f"abîmée. {names['vault_restore']}"
    )


def ambiguous_holder_told(error: AmbiguousHolderError, _: Names) -> str:
    """Homonyms."""
    return (
        f"{len(error.holders)} titulaires ont cet état civil. Précisez le lieu de naissance, ou donnez l'identifiant "
        "du titulaire."
    )


def civil_fault_told(field: str, problem: str, most: object = None) -> str:
    """What is wrong with a field of a civil status.

    >>> civil_fault_told("family_name", "no_letter")
    "Le nom de famille (family_name) n'a ni lettre ni chiffre. Écrivez-le comme à l'état civil, dans son alphabet."
    """
    name = CIVIL[field]
    return f"{name[0].upper()}{name[1:]} ({field}) {IDENTITY[IdentityProblem(problem)].format(most=most)}."


def identity_told(error: IdentityError, _: Names) -> str:
    """Which field of a civil status cannot be kept."""
    return civil_fault_told(error.field, error.problem, error.most)


def backup_told(error: BackupError, names: Names) -> str:
    """What is wrong with a backup."""
    return f"La sauvegarde {error.file} {BACKUP[error.problem].format(**names)}"


def clock_told(error: ClockError, names: Names) -> str:
    """A clock that may run ahead."""
    return (
        f"L'horloge dit le {error.at:%d/%m/%Y}, et la dernière entrée du journal est du {error.last:%d/%m/%Y} : rien "
        f"n'en est retiré. Vérifiez l'horloge ; si elle est juste, signez d'abord la tête du jour. {names['sign_head']}"
    )


def broken_journal_told(error: BrokenJournalError, names: Names) -> str:
    """The first fault of a journal, and how many there are."""
    fault = JOURNAL[Fault(error.fault)].format(seq=error.seq)
    more = f" ({error.breaks} ruptures en tout)" if error.breaks > 1 else ""
    return f"Le journal n'est pas entier : {fault}{more}. Rien n'en est retiré ni restauré. {names['vault_restore']}"
