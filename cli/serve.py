"""`acquis serve`: the recommendation API over HTTP."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from answers.errors import UsageError
from cli.analyse import read_issuers
from cli.common import IssuersOption, SnapshotOption, progress


def serve(
    host: Annotated[str, typer.Option(help="Adresse d'écoute.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port.")] = 8000,
    snapshot: SnapshotOption = None,
    issuers: IssuersOption = None,
) -> None:
    """Ouvrir l'API de recommandation (voir /docs) ; réglages par les variables ACQUIS_API_.

    Chaque fichier de l'instantané, de ce qui en est tiré et du modèle est d'abord comparé à son empreinte : rien n'est
    servi s'il en est d'abîmé.

    Limites par défaut : 256 000 octets, 200 lignes et 1 200 phrases par requête, 30 s de calcul, 10 s pour envoyer les
    en-têtes, 10 s pour le corps, 512 connexions ; docs/api.md les dit toutes. Les autres commandes n'ont ni limite de
    phrases ni délai : la machine est la vôtre.
    """
    try:
        import uvicorn

        from api.app import create_app
        from api.patience import Patience
        from api.settings import Settings
    except ImportError as error:
        from referentials.errors import MissingExtraError

        raise MissingExtraError("fastapi", "api") from error
    from recommend.engine import Engine

    settings = Settings()
    chosen = settings.model_copy(
        update={"snapshot": snapshot or settings.snapshot, "issuers": issuers or settings.issuers}
    )
    _check_free(host, port)
    read_issuers(chosen.issuers)  # as the engine below
    with progress() as report:  # before the server starts, so that an unknown or damaged snapshot is one message
        engine = Engine.open(chosen.snapshot, progress=report, thorough=True)
    served = create_app(chosen, lambda: engine)
    uvicorn.run(served, host=host, port=port, http=Patience, access_log=False)


def _check_free(host: str, port: int) -> None:
    """So that an address which cannot be listened to is one message too. Raises UsageError."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError:
        raise UsageError(
            f"{host}:{port} ne peut être écouté : port pris ou adresse d'ailleurs. Changez --port ou --host."
        ) from None
