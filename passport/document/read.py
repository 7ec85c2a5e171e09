"""Read a passport from JSON, with every fault named by its path in the document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from passport.document.errors import Fault, PassportError
from passport.document.model import Passport

MAX_BYTES = 5_000_000
"""A passport is a few kilobytes; beyond this the file is something else."""

_MESSAGES = {
    "missing": "champ obligatoire absent",
    "extra_forbidden": "champ inconnu ; retirez-le ou corrigez son nom",
    "model_type": "un objet JSON est attendu",
    "tuple_type": "une liste est attendue",
    "string_type": "un texte est attendu",
    "string_unicode": "caractère Unicode illisible (demi-codet isolé)",
    "finite_number": "un nombre fini est attendu",
    "string_too_long": "texte trop long (au plus {max_length} caractères)",
    "string_too_short": "texte vide",
    "string_pattern_mismatch": "forme attendue : {pattern}",
    "literal_error": "valeur attendue : {expected}",
    "enum": "valeur attendue : {expected}",
    "float_parsing": "un nombre est attendu",
    "float_type": "un nombre est attendu",
    "greater_than": "nombre supérieur à {gt} attendu",
    "less_than_equal": "nombre d'au plus {le} attendu",
    "value_error": "{error}",
}


def read_passport(path: Path) -> Passport:
    """Read a passport file. Raises PassportError when it cannot be read or has faults."""
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        reason = "fichier introuvable ou illisible ; vérifiez le chemin donné"
        raise PassportError(str(path), [Fault("", reason)]) from error
    if size > MAX_BYTES:
        raise PassportError(path.name, [Fault("", f"fichier de {size:,} octets, au plus {MAX_BYTES:,} acceptés")])
    return parse_passport(data, path.name)


def parse_passport(data: bytes, name: str = "passeport") -> Passport:
    """Parse a JSON document in UTF-8. Raises PassportError, all faults at once."""
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault = Fault("", f"ligne {line} : octet illisible en UTF-8 ; enregistrez le fichier en UTF-8")
        raise PassportError(name, [fault]) from error
    except json.JSONDecodeError as error:
        fault = Fault("", f"ligne {error.lineno}, colonne {error.colno} : JSON mal formé ({error.msg})")
        raise PassportError(name, [fault]) from error
    except RecursionError as error:
        raise PassportError(name, [Fault("", "JSON trop imbriqué")]) from error
    return passport_from(document, name)


def passport_from(document: Any, name: str = "passeport") -> Passport:
    """Check a document already decoded from JSON. Raises PassportError, all faults at once."""
    try:
        return Passport.model_validate(document)
    except ValidationError as error:
        raise PassportError(name, [_fault(details) for details in error.errors()]) from None


def _fault(details: ErrorDetails) -> Fault:
    path = ""
    for step in details["loc"]:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else str(step)
    template = _MESSAGES.get(details["type"], details["msg"])
    return Fault(path, template.format(**details.get("ctx", {})))
