"""What an error says to a person, on each surface: what, why, and how to mend it there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from answers.cv.errors import CvError
from answers.errors import UsageError
from answers.words.codes import bad_code
from answers.words.cv_errors import cv_fault_told, signing_told
from answers.words.feeds import feed_told
from answers.words.imports import damage_told, pull_told, snapshot_told, source_told
from answers.words.issuers import refused_told, registry_told
from answers.words.papers import paper_told
from answers.words.passport import passport_told
from answers.words.service import TOLD as SERVICE
from answers.words.surfaces import NAMES, Names, Surface
from answers.words.vault_errors import (
    ambiguous_holder_told,
    backup_told,
    broken_journal_told,
    clock_told,
    conflict_told,
    damaged_row_told,
    identity_told,
    key_told,
    vault_told,
)
from graph.errors import IncompleteHolderError, MissingNodesError, StoreError, StoreProblem, UnknownItemKindError
from matching.errors import (
    AliasError,
    AliasProblem,
    DamagedModelError,
    FileProblem,
    StoppedModelError,
    TextFileError,
    UnknownModelError,
)
from passport.document.errors import PassportError
from passport.feeds.errors import FeedError
from passport.imports.errors import PaperError
from passport.journal.errors import BrokenJournalError, ClockError
from passport.proof.errors import RefusedProofError, RegistryError
from passport.proof.pdf.errors import SigningError
from passport.vault.errors import (
    AmbiguousHolderError,
    BackupError,
    ConflictError,
    DamagedRowError,
    IdentityError,
    UnusableKeyError,
    UnusableVaultError,
)
from recommend.errors import (
    AmbiguousTargetError,
    LevelsError,
    NamedTarget,
    NegativeLimitError,
    SeveralTargetsError,
    UndescribedTargetError,
    UnknownCertificationError,
    UnknownTargetError,
    WishError,
    WishKind,
)
from recommend.law.rules import FIGURES, Figure
from referentials.errors import (
    AcquisError,
    CodeError,
    DamagedFileError,
    MissingExtraError,
    OutOfTimeError,
    PullError,
    SourceError,
    UnknownCodeError,
    UnknownPlaceError,
    UnusableSnapshotError,
)
from referentials.plain import visible

WISH = {
    WishKind.DOMAIN: "domaine",
    WishKind.SECTOR: "secteur",
    WishKind.INTEREST: "intérêt RIASEC",
    WishKind.CONTEXT: "contexte de travail",
}
LIMIT = {"blocs": "blocs", "hours": "heures", "budget": "budget"}
FILE = {
    FileProblem.UNREADABLE: " ne se lit pas ({said}).",
    FileProblem.NOT_UTF8: " n'est pas en UTF-8 (octet {byte}). Réenregistrez-le en UTF-8.",
    FileProblem.EMPTY: " : rien à lire, c'est vide.",
    FileProblem.COLUMNS_MISSING: " : colonne {missing} absente. En-tête attendu : {expected}.",
    FileProblem.CELLS_EMPTY: " : {columns} vide ou absent.",
}
STORE = {
    StoreProblem.CREDENTIALS: "identifiants refusés. Vérifiez l'utilisateur et le mot de passe.",
    StoreProblem.ADDRESS: "adresse mal formée. Forme attendue : bolt://machine:7687 ou neo4j://machine:7687.",
    StoreProblem.NO_ANSWER: "pas de réponse. Vérifiez son adresse, son port Bolt et qu'il est démarré.",
    StoreProblem.NO_HTTP_ANSWER: "pas de réponse. Vérifiez son adresse et qu'il est démarré.",
    StoreProblem.REFUSED: "ordre refusé ({}). Vérifiez le nom de la base et les droits de l'utilisateur.",
    StoreProblem.HTTP_REFUSED: "ordre refusé ({}). Vérifiez les droits de l'utilisateur.",
    StoreProblem.CUT: "échange interrompu ({}). Relancez la commande : elle reprendra.",
}
_WORD, _NODES = 80, 3
"""Characters of a wish that are repeated; missing nodes that are named."""


def told(error: AcquisError, surface: Surface) -> str:
    """What an error says on a surface; one that is not of acquis' own, and has no words here, says what it is."""
    if isinstance(error, PassportError):
        return passport_told(error, surface)
    for kind in type(error).__mro__:
        if kind in WORDS:
            return WORDS[kind](error, NAMES[surface])
    return str(error)


def _missing_extra(error: MissingExtraError, names: Names) -> str:
    return f"La bibliothèque « {error.library} » n'est pas installée. {names['install'].format(extra=error.extra)}"


def _out_of_time(error: OutOfTimeError, _: Names) -> str:
    return f"Calcul abandonné : pas de réponse en {error.seconds:g} s. Raccourcissez ce qui est à lire."


def _unknown_code(error: UnknownCodeError, names: Names) -> str:
    code = visible(error.text)
    return f"Le code {code} est inconnu de ce référentiel. {names['search']} trouve un code par son intitulé."


def _ambiguous(error: AmbiguousTargetError, _: Names) -> str:
    occupation, certification = error.occupation, error.certification
    return (
        f"{error.number} est une appellation de {occupation}, et {certification} une certification : "
        f"visez {occupation} ou {certification}."
    )


def _several_targets(error: SeveralTargetsError, _: Names) -> str:
    read = " ; ".join(_target_named(one) for one in error.readings)
    return (
        f"« {visible(error.words[:_WORD])} » peut désigner plusieurs objectifs. Donnez le code de celui que vous "
        f"visez : {read}."
    )


def _unknown_target(error: UnknownTargetError, names: Names) -> str:
    near = f" Les plus proches : {' ; '.join(map(_target_named, error.near))}." if error.near else ""
    return (
        f"« {visible(error.words[:_WORD])} » ne désigne ni un métier ni une certification du référentiel.{near} "
        f"{names['search']} trouve un code par son intitulé."
    )


def _target_named(one: NamedTarget) -> str:
    return f"{one.code} {one.label}"


def _undescribed(error: UndescribedTargetError, _: Names) -> str:
    if error.kind == "occupation":
        return f"La fiche {error.target} ne décrit aucune compétence dans ce référentiel : rien à comparer."
    return (
        f"Le référentiel ne relie {error.target} à aucune compétence ROME (blocs non décrits, ou sans code ROME "
        "exploitable) : visez plutôt un métier auquel il mène."
    )


def _unknown_certification(error: UnknownCertificationError, _: Names) -> str:
    return (
        f"{', '.join(error.codes)} : ni certification ni bloc du référentiel. Vérifiez le code (RNCP37099, RS5000, "
        "RNCP37099BC01), ou importez un référentiel plus récent."
    )


def _wish(error: WishError, _: Names) -> str:
    word, near = error.word[:_WORD], ", ".join(error.near)
    return f"« {word} » n'est pas un {WISH[error.kind]} du référentiel. Proches : {near}."


def _place(error: UnknownPlaceError, _: Names) -> str:
    return (
        f"« {error.word[:_WORD]} » n'est ni une région, ni un département, ni une commune connue ici. Proches : "
        f"{', '.join(error.near)}. Une commune se dit avec son département : « Amboise (37) », ou par son code postal."
    )


def _levels(error: LevelsError, _: Names) -> str:
    highest = FIGURES[Figure.LEVELS].value
    return f"Niveaux de {error.low} à {error.high} : donnez deux niveaux de 1 à {highest}, le plus bas d'abord."


def _negative(error: NegativeLimitError, _: Names) -> str:
    return f"Limite de {LIMIT[error.limit]} négative ({error.value:g}) : donnez un nombre positif."


def _text_file(error: TextFileError, _: Names) -> str:
    where = (error.file or "L'entrée standard") + (f", ligne {error.line}" if error.line else "")
    said = {name: _listed(name, value) for name, value in error.parameters.items()}
    return where + FILE[error.problem].format(**said)


def _listed(name: str, value: object) -> object:
    """The columns of a header are written as in a file, with its tabs."""
    return ("<TAB>" if name == "expected" else ", ").join(value) if isinstance(value, list) else value


def _alias(error: AliasError, names: Names) -> str:
    where = f"{error.file}, ligne {error.line}"
    if error.problem is AliasProblem.NO_WORD:
        return f"{where}, terme : « {error.said} » n'a pas de mot qui compte. Précisez-le."
    return (
        f"{where}, code : « {error.said} » n'est ni un code ROME, ni une appellation, ni une compétence "
        f"ou un savoir du référentiel {error.snapshot}. Cherchez-le avec {names['search']}."
    )


def _damaged_model(error: DamagedModelError, names: Names) -> str:
    return f"Le modèle de texte ne s'ouvre pas : {error.file} manque ou est abîmé. {names['remake']}"


def _unknown_model(error: UnknownModelError, _: Names) -> str:
    return f"Le modèle « {error.name} » ne se charge pas ({error.said}). Donnez un dossier local ou un nom publié."


def _stopped_model(error: StoppedModelError, _: Names) -> str:
    return f"Le modèle s'est arrêté (code {error.exit_code}) ; mémoire insuffisante ?"


def _store(error: StoreError, _: Names) -> str:
    return f"Serveur de graphe {error.where} : {STORE[error.problem].format(error.said)}"


def _missing_nodes(error: MissingNodesError, names: Names) -> str:
    shown, more = ", ".join(map(str, error.missing[:_NODES])), len(error.missing) - _NODES
    return f"Le graphe ne contient pas {shown}{f' et {more} autres' if more > 0 else ''}. {names['load']}"


def _incomplete_holder(error: IncompleteHolderError, _: Names) -> str:
    return f"Le graphe n'a plus tout ce qui y a été écrit de {error.holder} : écrivez ce passeport à nouveau."


def _unknown_item_kind(error: UnknownItemKindError, names: Names) -> str:
    return (
        f"La table {error.table} contient des éléments d'un genre inconnu du graphe : {', '.join(error.kinds)} "
        f"(genres connus : {', '.join(error.known)}). {names['rebuild']}"
    )


WORDS: Mapping[type, Callable[[Any, Names], str]] = MappingProxyType(
    {
        UsageError: lambda error, _: error.sentence,
        MissingExtraError: _missing_extra,
        OutOfTimeError: _out_of_time,
        CodeError: lambda error, _: bad_code(error.kind, error.text),
        SourceError: source_told,
        PullError: pull_told,
        UnusableSnapshotError: snapshot_told,
        DamagedFileError: damage_told,
        UnknownCodeError: _unknown_code,
        AmbiguousTargetError: _ambiguous,
        SeveralTargetsError: _several_targets,
        UnknownTargetError: _unknown_target,
        UndescribedTargetError: _undescribed,
        UnknownCertificationError: _unknown_certification,
        WishError: _wish,
        UnknownPlaceError: _place,
        LevelsError: _levels,
        NegativeLimitError: _negative,
        TextFileError: _text_file,
        AliasError: _alias,
        DamagedModelError: _damaged_model,
        UnknownModelError: _unknown_model,
        StoppedModelError: _stopped_model,
        PaperError: paper_told,
        **SERVICE,
        SigningError: signing_told,
        CvError: cv_fault_told,
        RegistryError: registry_told,
        RefusedProofError: refused_told,
        UnusableKeyError: key_told,
        UnusableVaultError: vault_told,
        ConflictError: conflict_told,
        DamagedRowError: damaged_row_told,
        AmbiguousHolderError: ambiguous_holder_told,
        IdentityError: identity_told,
        BackupError: backup_told,
        BrokenJournalError: broken_journal_told,
        ClockError: clock_told,
        FeedError: feed_told,
        StoreError: _store,
        MissingNodesError: _missing_nodes,
        IncompleteHolderError: _incomplete_holder,
        UnknownItemKindError: _unknown_item_kind,
    }
)
"""By class; a class without words has those of the one it derives from."""
