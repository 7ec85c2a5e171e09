"""Every setting of the service is documented with its default, wherever limits are told."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from api.app import create_app
from api.settings import Settings
from cli.main import app
from matching.encoders.given import processors
from tests.support.data import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `ACQUIS_API_(\w+)` \| ([\w,]*) ?\|", PAGE, re.MULTILINE))


def test_every_setting_is_documented() -> None:
    """And no other."""
    assert {name.lower() for name in ROWS} == set(Settings.model_fields)


@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_default_is_the_one_documented(name: str) -> None:
    """As the page writes it."""
    default, written = getattr(Settings(), name.lower()), ROWS[name]
    if written == "processors":
        assert default == processors()
    elif written:
        assert default == float(written.replace(",", ""))
    else:
        assert default is None


def test_limits_are_told_by_the_document_and_by_the_command() -> None:
    """Those in force, and the defaults."""
    document = create_app(Settings(sentences=7, max_bytes=5_000)).openapi()["info"]["description"]
    assert "At most 5000 bytes a body (413), 200 records and 7 sentences a passport (422 with their count)" in document
    told = " ".join(CliRunner().invoke(app, ["serve", "--help"]).output.replace("│", " ").split())
    chosen = Settings()
    for limit in (f"{chosen.sentences:,} phrases", f"{chosen.max_bytes:,} octets", f"{chosen.connections} connexions"):
        assert limit.replace(",", " ") in told
    for name in ("timeout", "header_timeout", "body_timeout"):
        assert f"{getattr(chosen, name):g} s" in told
