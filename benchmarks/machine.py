"""The machine that figures were taken on."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def machine() -> str:
    """One line of Markdown: processor, cores, Python."""
    return f"- Machine: {_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
