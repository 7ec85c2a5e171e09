"""Write again what README and the pages of docs/ quote of the commands, on the teaching referential.

    python -m tests.support.quoted

A block that leaves lines out (« … ») keeps about as many lines as it has, from the first.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.support.commands import acquis
from tests.support.data import ISSUERS, ROOT

PAGES = ("docs/examples.md", "docs/tutorial.md", "docs/how-to/local-terms.md")
RUN = re.compile(r"```\n\$ acquis (.*?)\n(.*?)```", re.DOTALL)
"""A block that begins with a command: what it prints, « … » for lines left out."""
FILE = re.compile(r"```\w+ title=(\S+)\n(.*?)```", re.DOTALL)
"""A block that is a file, of this name."""
DEMO = re.compile(r"```\n(Camille Exemple.*?)```", re.DOTALL)
"""In the README, what `make demo` prints."""
LEFT_OUT = "…"


def places_of(page: str, folder: Path) -> dict[str, str]:
    """The examples, and the files that a page gives, written in a folder: path of each by its name."""
    places = {str(file.relative_to(ROOT)): str(file) for file in (ROOT / "examples").iterdir()}
    for name, content in FILE.findall(page):
        (folder / name).write_text(content, encoding="utf-8")
        places[name] = str(folder / name)
    return places


def rewritten(block: str, command: str, places: Mapping[str, str], home: Path) -> str:
    """The block with what the command prints now; itself where every line of it is printed still."""
    done = acquis(*(places.get(word, word) for word in shlex.split(command)), home=home)
    printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    following = iter(printed)
    quoted = [line for line in block.splitlines() if line.strip() not in {"", LEFT_OUT}]
    if all(line in following for line in quoted):
        return block
    short = any(line.strip() == LEFT_OUT for line in block.splitlines()) and len(printed) > len(quoted)
    kept = [*printed[: len(quoted)], LEFT_OUT] if short else printed
    return "\n".join(kept) + "\n"


def main() -> None:
    """Every page, and the README; the issuers of the examples are known."""
    os.environ["ACQUIS_ISSUERS"] = str(ISSUERS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for page in PAGES:
            text = (ROOT / page).read_text(encoding="utf-8")
            places = places_of(text, folder)
            for command, block in RUN.findall(text):
                told = f"```\n$ acquis {command}\n"
                text = text.replace(f"{told}{block}```", f"{told}{rewritten(block, command, places, folder)}```")
            (ROOT / page).write_text(text, encoding="utf-8")
        readme = ROOT / "README.md"
        text = readme.read_text(encoding="utf-8")
        for block in DEMO.findall(text):
            text = text.replace(block, rewritten(block, "demo --as-of 2026-11-23", {}, folder))
        readme.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
