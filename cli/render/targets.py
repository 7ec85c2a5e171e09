"""What was understood of a target told in words."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape


def render_understood(out: Console, sentence: str | None) -> None:
    """Say it, where there is something to say."""
    if sentence:
        out.print(f"[yellow]{escape(sentence)}[/]")
