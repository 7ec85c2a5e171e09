"""Seals: the SHA-256 of every file of a folder, kept in one of its files, so that damage is seen before it answers.

A thorough check reads every file: half a second for all of ROME and the RNCP, disk aside. A cheap one trusts a file
that is still the very one that was last hashed, as git's index does: same size, inode, times of last writing and of
last change. A write, a truncation, a file put in another's place change one of these, even where the time of writing
was set back; a disk that loses a bit changes none, and only the thorough check sees it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from referentials.errors import FileFault

DIGESTS = "digests.json"
"""Seal of a folder that has no manifest."""
_SEEN = ".seen.json"
"""What the files were when they were last hashed; only a memory: without it they are hashed again."""
_SELF, FILES = "sha256", "files"
"""Fields of a sealed document: digest of all the others, and the digests of the files."""

Seen = list[int | str]
Digests = Mapping[str, Mapping[str, Any]]
"""SHA-256 and size of files, by their path below the folder."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that is not what it was, by its path below the sealed folder."""

    file: str
    fault: FileFault


class BrokenSealError(ValueError):
    """A document of digests that is not what was written."""


def digests(folder: Path, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What files of a folder are now."""
    return {name: {"sha256": sha256(folder / name), "size": (folder / name).stat().st_size} for name in sorted(names)}


def sealed(document: Mapping[str, Any], files: Digests) -> dict[str, Any]:
    """A document that tells the digests of files, and its own."""
    whole = {**document, FILES: files}
    return {**whole, _SELF: _digest_of(whole)}


def files_of(document: Mapping[str, Any]) -> Digests | None:
    """The digests that a document tells; None when it was written before there were any. Raises BrokenSealError."""
    if FILES not in document and _SELF not in document:
        return None
    rest = {name: value for name, value in document.items() if name != _SELF}
    files = document.get(FILES)
    if document.get(_SELF) != _digest_of(rest) or not isinstance(files, dict):
        raise BrokenSealError
    return files


def write_seal(folder: Path) -> None:
    """Seal a folder without a manifest; the last thing that is written in it."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    write_json(folder / DIGESTS, sealed({}, digests(folder, names)))


def read_seal(folder: Path) -> Digests | None:
    """What `write_seal` wrote; None for a folder made before. Raises BrokenSealError."""
    try:
        document = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        raise BrokenSealError from error
    found = files_of(document) if isinstance(document, dict) else None
    if found is None:
        raise BrokenSealError
    return found


def faults(folder: Path, files: Digests, *, thorough: bool) -> list[Fault]:
    """Files that are not what the digests say, in order; what was hashed is remembered beside them."""
    remembered = _remembered(folder)
    seen: dict[str, Seen] = {}
    found = []
    for name, said in files.items():
        state = _state(folder / name, said, None if thorough else remembered.get(name))
        if isinstance(state, FileFault):
            found.append(Fault(name, state))
        else:
            seen[name] = state
    if seen != remembered:
        with suppress(OSError):  # a folder that cannot be written: hashed again the next time
            _replace(folder / _SEEN, json.dumps(seen, separators=(",", ":")))
    return found


def folder_faults(folder: Path, *, thorough: bool) -> list[Fault] | None:
    """The same, of a folder that `write_seal` sealed; None for one without a seal."""
    try:
        files = read_seal(folder)
    except BrokenSealError:
        return [Fault(DIGESTS, FileFault.UNREADABLE)]
    return None if files is None else faults(folder, files, thorough=thorough)


def trusted(folder: Path, names: Iterable[str]) -> bool:
    """Whether a folder has these files as they were written, or no seal to tell it from."""
    try:
        files = read_seal(folder)
    except BrokenSealError:
        return False
    if files is None:
        return True
    return all(name in files and not isinstance(_state(folder / name, files[name]), FileFault) for name in names)


def sha256(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_json(path: Path, content: object) -> None:
    """Write JSON as every file of a snapshot has it, in one step."""
    _replace(path, json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _state(file: Path, said: Mapping[str, Any], known: Seen | None = None) -> Seen | FileFault:
    """What a file is, or what is wrong with it; one that is as it was known is not read."""
    try:
        about = file.stat()
        if about.st_size != said["size"]:
            return FileFault.SIZE
        now: Seen = [said["sha256"], about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
        return now if now == known or sha256(file) == said["sha256"] else FileFault.CONTENT
    except FileNotFoundError:
        return FileFault.MISSING
    except (OSError, KeyError, TypeError):
        return FileFault.UNREADABLE


def _remembered(folder: Path) -> dict[str, Seen]:
    try:
        found = json.loads((folder / _SEEN).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest_of(document: Mapping[str, Any]) -> str:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _replace(path: Path, text: str) -> None:
    handle, fresh = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        Path(fresh).chmod(0o644)
        Path(fresh).replace(path)
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise
