"""The client of docs/how-to/serve.md runs, against a server of its own."""

from __future__ import annotations

import re

import pytest

from api.app import create_app
from api.settings import Settings
from recommend.engine import Engine
from tests.support.data import ROOT
from tests.support.serving import served


def test_the_client_of_the_page_runs(
    engine: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It prints a plan, and what a refusal says."""
    page = (ROOT / "docs" / "how-to" / "serve.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert found
    monkeypatch.chdir(ROOT)
    with served(create_app(Settings(), lambda: engine)) as address:
        exec(found[1].replace("http://localhost:8000", address), {})
    plan, refusal = capsys.readouterr().out.splitlines()
    assert "RNCP37099BC01" in plan
    assert refusal.startswith("422 /problems/unknown-code")
    assert "D9999" in refusal
