"""Settings of the service, from the environment (`ACQUIS_API_…`)."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may change; each field is `ACQUIS_API_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ACQUIS_API_")

    snapshot: str | None = Field(default=None, description="snapshot to serve; the one in use by default")
    max_bytes: int = Field(default=5_000_000, gt=0, description="largest body of a request; beyond it, 413")
    timeout: float = Field(default=20.0, gt=0, description="seconds that a request may be computed; beyond it, 503")
    at_once: int = Field(default=4, gt=0, description="requests computed at the same time")
    waiting: int = Field(default=64, ge=0, description="requests that may wait for their turn; beyond it, 503")
    queue_timeout: float = Field(default=20.0, gt=0, description="seconds that they may wait for it; beyond it, 503")
