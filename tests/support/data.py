"""Where the repository and the official files are."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
ISSUERS = ROOT / "examples" / "issuers.json"
"""Registry of the issuers of the examples."""


def data_folder() -> Path:
    """Folder of the official files: ACQUIS_DATA, or `../shared/data` beside the checkout."""
    return Path(os.environ.get("ACQUIS_DATA") or ROOT.parent / "shared" / "data")
