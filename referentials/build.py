"""Build: official files in, one snapshot out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from referentials.errors import SourceError, SourceProblem
from referentials.extract import Extract, Part
from referentials.home import home, snapshots_folder
from referentials.leftovers import remove_leftovers
from referentials.merge import merge, used_parts
from referentials.progress import Doing, Progress, Work, unheard
from referentials.quality import quality_report
from referentials.readers.registry import reader_for
from referentials.snapshot import Snapshot, write_snapshot
from referentials.source import Source


def build_snapshot(files: Sequence[Path], folder: Path | None = None, progress: Progress | None = None) -> Snapshot:
    """Read official files (or folders of them) into a snapshot below `folder` (default: ACQUIS_HOME).

    Raises SourceError, and leaves everything as it was, when a file cannot be read, has no known format, or
    when no ROME 4.0 archive is among them.
    """
    report = progress or unheard
    remove_leftovers(home(), folder or snapshots_folder())
    sources = list(_sources(files))
    extracts = []
    for rank, source in enumerate(sources):
        report(Doing(Work.READING, source.name), 0.8 * rank / len(sources))
        extracts.append(_read(source))
    report(Doing(Work.TABLES), 0.8)
    used = used_parts(extracts)
    tables = merge(used)
    if tables["occupations"].is_empty():
        raise SourceError(", ".join(source.name for source in sources), SourceProblem.NO_ROME)
    quality = quality_report(extracts, used, tables)
    report(Doing(Work.WRITING), 0.9)
    counted = {id(part) for found in used.values() for _, part in found}
    manifest = [_manifest_entry(extract, counted) for extract in sorted(extracts, key=lambda e: e.source.name)]
    snapshot = write_snapshot(tables, folder or snapshots_folder(), sources=manifest, quality=quality, mend=True)
    report(Doing(Work.WRITTEN), 1.0)
    return snapshot


def _sources(paths: Iterable[Path]) -> Iterable[Source]:
    """Files as given, each once; of a folder, every file below it that a reader recognises."""
    seen: set[Path] = set()
    for path in paths:
        found = sorted(_visible_files(path)) if path.is_dir() else [path]
        for file in found:
            source = Source(file)
            known = not path.is_dir() or (file.stat().st_size > 0 and reader_for(source) is not None)
            if known and file.resolve() not in seen:
                seen.add(file.resolve())
                yield source
    if not seen:
        raise SourceError(", ".join(map(str, paths)), SourceProblem.NOTHING_KNOWN)


def _visible_files(folder: Path) -> Iterable[Path]:
    """Files below a folder, hidden ones left out (downloads under way are)."""
    for path in folder.rglob("*"):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _read(source: Source) -> Extract:
    source.check_not_empty()
    reader = reader_for(source)
    if reader is None:
        source.check_readable()
        raise SourceError(source.name, SourceProblem.UNKNOWN_FORMAT)
    return reader.read(source)


def _manifest_entry(extract: Extract, counted: set[int]) -> dict[str, Any]:
    origin = extract.origin
    return {
        "file": extract.source.name,
        "sha256": extract.source.sha256,
        "reader": extract.reader,
        "publisher": origin.publisher,
        "title": origin.title,
        "version": origin.version,
        "date": origin.date.isoformat() if origin.date else None,
        "licence": origin.licence,
        "tables": [_manifest_part(part, id(part) in counted) for part in extract.parts],
    }


def _manifest_part(part: Part, used: bool) -> dict[str, Any]:
    day = part.date.isoformat() if part.date else None
    return {"table": part.table, "file": part.file, "date": day, "rows": part.kept, "used": used}
