"""Words of the page that says whether a CV stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NOT_ISSUED = {
    "fr": "Aucun CV n'a été établi ici sous ce numéro. Vérifiez l'adresse ; si le CV que vous avez y mène, ne vous y "
    "fiez pas.",
    "en": "No CV was issued here under this number. Check the address; if the CV that you have leads here, do not rely "
    "on it.",
}
NOT_KEPT = {
    "fr": "Ce service ne tient pas de CV : il n'a ni registre (ACQUIS_API_CV_REGISTER) ni coffre (ACQUIS_VAULT).",
    "en": "This service keeps no CV: it has no register (ACQUIS_API_CV_REGISTER) and no vault (ACQUIS_VAULT).",
}
VERIFICATION: Mapping[str, Mapping[str, Any]] = {
    "fr": {
        "lang": "fr", "other": "en", "other_name": "English",
        "title": "Vérification d'un CV",
        "stands": "Ce CV est toujours valable.",
        "revoked": "Ce CV a été révoqué : il ne vaut plus.",
        "superseded": "Ce CV a été remplacé par un autre : il ne vaut plus.",
        "id": "CV n°", "issued": "Établi le", "revoked_on": "Révoqué le", "superseded_by": "Remplacé par",
        "digest": "SHA-256 du fichier établi (PDF signé ou justificatif)",
        "check": "Vérifier le fichier que vous avez",
        "steps": [
            "Demandez le fichier : une impression, une copie d'écran ou cette page seule ne prouvent rien.",
            "Comparez son SHA-256 à celui d'ici : sha256sum FICHIER, ou Get-FileHash FICHIER sous Windows.",
            "Ce que l'on montre d'un justificatif à divulgation choisie (SD-JWT) en a un autre : sa signature suffit.",
            "Vérifiez la signature d'un PDF, hors ligne : acquis cv verify FICHIER --trust RACINE.",
            "Vérifiez celle d'un justificatif, hors ligne : acquis cv verify FICHIER --issuers REGISTRE.",
        ],
        "nothing": "Rien n'est à déposer ici : le fichier reste chez vous. Cette page ne dit ni de qui est le CV ni ce "
        "qu'il contient.",
    },
    "en": {
        "lang": "en", "other": "fr", "other_name": "Français",
        "title": "Verification of a CV",
        "stands": "This CV still stands.",
        "revoked": "This CV was revoked: it is no longer valid.",
        "superseded": "This CV was superseded by another: it is no longer valid.",
        "id": "CV no.", "issued": "Issued on", "revoked_on": "Revoked on", "superseded_by": "Superseded by",
        "digest": "SHA-256 of the file issued (signed PDF or credential)",
        "check": "Verify the file that you have",
        "steps": [
            "Ask for the file: a print, a screenshot or this page alone prove nothing.",
            "Compare its SHA-256 with the one here: sha256sum FILE, or Get-FileHash FILE on Windows.",
            "What is shown of a credential with selective disclosure (SD-JWT) has another: its signature is enough.",
            "Verify the signature of a PDF, offline: acquis cv verify FILE --trust ROOT.",
            "Verify that of a credential, offline: acquis cv verify FILE --issuers REGISTRY.",
        ],
        "nothing": "There is nothing to upload here: the file stays with you. This page tells neither whose CV it is "
        "nor what it says.",
    },
}  # fmt: skip
