"""`acquis serve`: the recommendation API over HTTP."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from answers.errors import UsageError
from cli.common import SnapshotOption


def serve(
    host: Annotated[str, typer.Option(help="Adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    snapshot: SnapshotOption = None,
) -> None:
    """Ouvrir l'API de recommandation (voir /docs) ; réglages par les variables ACQUIS_API_."""
    try:
        import uvicorn

        from api.app import create_app
        from api.patience import Patience
        from api.settings import Settings
    except ImportError as error:
        from referentials.errors import MissingExtraError

        raise MissingExtraError("fastapi", "api") from error
    from recommend.engine import open_snapshot

    settings = Settings()
    chosen = snapshot or settings.snapshot
    open_snapshot(chosen)  # so that an unknown snapshot is one message, before the server starts
    _check_free(host, port)
    app = create_app(settings.model_copy(update={"snapshot": chosen}))
    uvicorn.run(app, host=host, port=port, http=Patience, access_log=False)


def _check_free(host: str, port: int) -> None:
    """So that an address which cannot be listened to is one message too. Raises UsageError."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError:
        raise UsageError(
            f"{host}:{port} ne peut être écouté : port pris ou adresse d'ailleurs. Changez --port ou --host."
        ) from None
