"""Bodies of requests: one JSON document in UTF-8, or a problem that says what is wrong and where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, NoReturn

from fastapi import Request, Response
from fastapi.routing import APIRoute

from answers.words.parsers import in_french
from api.problems import ProblemError

MEDIA_TYPE = "application/json"
_SHOWN = 40
"""Characters of a name that a problem repeats."""
_LEVELS = 100
"""A passport has fewer than ten; near a thousand, what is read could not be written again."""
_TOO_DEEP = f"JSON trop imbriqué : au plus {_LEVELS} niveaux."


class JsonRequest(Request):
    """A request whose body has been read as JSON."""

    document: Any

    async def json(self) -> Any:
        """Return the document."""
        return self.document


class JsonRoute(APIRoute):
    """A route whose body is JSON: FastAPI would give anything else to the model of the body, as bytes."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler, to which the body comes read."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            _check_headers(request)
            read = JsonRequest(request.scope, request.receive)
            read.document = parse(await read.body())
            return await handler(read)

        return handle


def parse(body: bytes) -> Any:
    """Parse a body, as the command line reads a passport. Raises ProblemError."""
    try:
        document = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_object, parse_constant=_refuse)
        if not _is_deep(document):
            return document
        detail = _TOO_DEEP
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        detail = (
            f"Ligne {line} : octet illisible en UTF-8, le n° {error.start + 1} du corps ; encodez le corps en UTF-8."
        )
    except json.JSONDecodeError as error:
        where, said = f"Ligne {error.lineno}, colonne {error.colno}", in_french(error.msg)
        detail = f"{where} : JSON mal formé ({said})." if body else "Corps vide."
    except RecursionError:
        detail = _TOO_DEEP
    except ValueError:  # the interpreter's limit, the only one left
        detail = "Nombre de plus de 4 000 chiffres."
    raise ProblemError("invalid-json", detail)


def _check_headers(request: Request) -> None:
    given = request.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != MEDIA_TYPE:
        named = f"« {given[:_SHOWN]} »" if given else "absent"
        raise ProblemError("unsupported-media-type", f"Content-Type attendu : {MEDIA_TYPE} ; reçu : {named}.")
    coding = request.headers.get("content-encoding", "identity")
    if coding.strip().lower() != "identity":
        detail = f"Content-Encoding « {coding[:_SHOWN]} » non admis : envoyez le corps sans compression."
        raise ProblemError("unsupported-media-type", detail, {"Accept-Encoding": "identity"})


def _is_deep(document: Any) -> bool:
    level = [document]
    for _ in range(_LEVELS):
        lists = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [inner for one in lists for inner in one]
    return any(isinstance(one, dict | list) for one in level)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise ProblemError("invalid-json", f"Le nom « {twice[:_SHOWN]} » est donné deux fois dans le même objet.")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ProblemError("invalid-json", f"{constant} n'est pas un nombre de JSON.")
