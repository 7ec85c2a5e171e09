"""Settings of the service, from the environment (`ACQUIS_API_…`)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from matching.encoders.given import processors


class Settings(BaseSettings):
    """What an operator may change; each field is `ACQUIS_API_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="ACQUIS_API_")

    snapshot: str | None = Field(default=None, description="snapshot to serve; the one in use by default")
    issuers: Path | None = Field(
        default=None,
        description="registry of issuers to check proofs against; by default, as the command line has it",
    )
    cv_register: Path | None = Field(
        default=None,
        description="register of the CVs issued, of which `GET /v/{cv}` tells, as of the vault of ACQUIS_VAULT",
    )
    max_bytes: int = Field(default=256_000, gt=0, description="largest body of a request; beyond it, 413")
    sentences: int = Field(
        default=1_200, gt=0, description="sentences and titles to read of a passport, equal ones once; beyond it, 422"
    )
    records: int = Field(default=200, gt=0, description="records of a passport; beyond it, 422")
    timeout: float = Field(default=30.0, gt=0, description="seconds that a request may be computed; beyond it, 503")
    at_once: int = Field(
        default_factory=processors,
        gt=0,
        description="advice computed at the same time, and as many searches beside; by default, the processors given",
    )
    waiting: int = Field(
        default=64, ge=0, description="requests for advice that may wait for their turn, and as many searches; then 503"
    )
    queue_timeout: float = Field(default=20.0, gt=0, description="seconds that they may wait for it; beyond it, 503")
    connections: int = Field(
        default=512, gt=0, description="open together; one more, and the one that keeps us waiting longest is closed"
    )
    header_timeout: float = Field(default=10.0, gt=0, description="seconds to send the headers of a request; then 408")
    body_timeout: float = Field(default=10.0, gt=0, description="seconds to send a body; beyond it, 408")
    answer_timeout: float = Field(default=30.0, gt=0, description="seconds to receive an answer; beyond it, cut short")
    bodies: int = Field(default=32_000_000, gt=0, description="bytes of all bodies together; beyond it, 503")
