"""Say what of the repository's packages a wheel lacks: python .ci/wheel.py WHEEL."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent
settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
packages = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
listed = subprocess.run(["git", "ls-files", "-z", *packages], cwd=ROOT, capture_output=True, text=True, check=True)
wanted = set(filter(None, listed.stdout.split("\0")))
missing = wanted - set(ZipFile(sys.argv[1]).namelist())
if missing or not wanted:
    sys.exit(f"{sys.argv[1]} lacks {len(missing)} of {len(wanted)} files: {sorted(missing)}")
print(f"the wheel has the {len(wanted)} files of {len(packages)} packages")
