"""Surfaces on which a person reads acquis, and how each names the same help: a command there, an operation here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Surface(StrEnum):
    """Where a sentence is read."""

    CLI = "cli"
    API = "api"
    PAGE = "page"
    """A report, that its reader did not make."""


_KEEPER = "Signalez-le à qui tient le service."
"""What who calls a service, or reads a page, can do about what only its keeper can mend."""

Names = Mapping[str, str]
NAMES: Mapping[Surface, Names] = MappingProxyType(
    {
        Surface.CLI: MappingProxyType(
            {
                "search": "« acquis search »",
                "set_aside": ", ou écartez la ligne avec --ignore-unknown",
                "blocs": " (-n)",
                "engine": "cette version d'acquis",
                "reimport": "Refaites « acquis referentials import » avec les fichiers officiels.",
                "rewrite": "Refaites « acquis referentials import » avec les fichiers officiels (« acquis referentials "
                "derive --snapshot teaching » pour le référentiel d'essai).",
                "rederive": "Ce fichier se recalcule : « acquis referentials derive --snapshot {snapshot} ».",
                "pointer": "Relancez « acquis referentials import », ou nommez l'instantané avec --snapshot.",
                "rebuild": "Refaites l'instantané avec cette version d'acquis.",
                "import_files": "puis lancez « acquis referentials import FICHIERS ».",
                "load": "Chargez-y d'abord le référentiel (acquis graph load).",
                "install": 'Installez-la : pip install "acquis[{extra}]".',
                "remake": "Réinstallez acquis, ou refaites le modèle avec « acquis train encoder ».",
                "vault_key": "Nommez la bonne par ACQUIS_VAULT_KEY, remettez son fichier à sa place, ou faites un "
                "coffre neuf avec « acquis vault init ».",
                "vault_key_mode": "Réservez-la : chmod 600.",
                "vault_upgrade": "Sauvegardez-la, puis lancez « acquis vault upgrade ».",
                "sign_head": "« acquis passport journal --sign-head » la signe.",
                "vault_make": "Vérifiez-la (--vault, ACQUIS_VAULT), ou faites-le avec « acquis vault init ».",
                "operator_key": "« acquis vault init » en fait une ; ACQUIS_OPERATOR_KEY nomme la sienne.",
                "vault_restore": "Gardez la base telle qu'elle est, et restaurez la dernière bonne sauvegarde dans une "
                "base vide (acquis vault restore).",
            }
        ),
        Surface.API: MappingProxyType(
            {
                "search": "GET /v1/search",
                "set_aside": ", ou écartez la ligne avec « ignore_unknown »",
                "blocs": "",
                "engine": "ce service",
                "reimport": _KEEPER,
                "rewrite": _KEEPER,
                "rederive": _KEEPER,
                "pointer": _KEEPER,
                "rebuild": _KEEPER,
                "import_files": "puis faites-les importer par qui tient le service.",
                "load": _KEEPER,
                "install": _KEEPER,
                "remake": _KEEPER,
                "vault_key": _KEEPER,
                "vault_key_mode": _KEEPER,
                "vault_upgrade": _KEEPER,
                "vault_make": _KEEPER,
                "vault_restore": _KEEPER,
                "sign_head": _KEEPER,
                "operator_key": _KEEPER,
            }
        ),
        Surface.PAGE: MappingProxyType(
            {
                "search": "Une recherche",
                "set_aside": "",
                "blocs": "",
                "engine": "cet outil",
                "reimport": _KEEPER,
                "rewrite": _KEEPER,
                "rederive": _KEEPER,
                "pointer": _KEEPER,
                "rebuild": _KEEPER,
                "import_files": "puis faites-les importer par qui tient le service.",
                "load": _KEEPER,
                "install": _KEEPER,
                "remake": _KEEPER,
                "vault_key": _KEEPER,
                "vault_key_mode": _KEEPER,
                "vault_upgrade": _KEEPER,
                "vault_make": _KEEPER,
                "vault_restore": _KEEPER,
                "sign_head": _KEEPER,
                "operator_key": _KEEPER,
            }
        ),
    }
)
