"""Local terms: what a service, a trade or a region calls an occupation or a competency, read from a user's file.

Tab-separated, UTF-8, with a header: `terme` and `code`, a ROME code, an appellation or the OGR code of a competency or
savoir. Wherever the term stands in a title or a sentence, its code comes first.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from matching.errors import AliasError, AliasProblem
from matching.files import read_tsv
from matching.index import tables
from matching.index.lexical import stems
from referentials.snapshot import Snapshot

COLUMNS = ("terme", "code")

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aliases:
    """Terms by their stems: those that name an appellation, those that name an item."""

    appellations: Mapping[Stems, list[tuple[str, str]]] = field(default_factory=dict)
    items: Mapping[Stems, list[tuple[str, str]]] = field(default_factory=dict)
    id: str = ""
    """Changes with the content; empty without an alias."""

    def appellations_in(self, text: str) -> list[tuple[str, str]]:
        """Local terms that a title has, with the appellation each names."""
        return list(_found(self.appellations, text))

    def items_in(self, text: str) -> list[tuple[str, str]]:
        """Local terms that a sentence has, with the item each names."""
        return list(_found(self.items, text))


def read_aliases(path: Path, snapshot: Snapshot) -> Aliases:
    """Read a file of local terms. Raises TextFileError, or AliasError for a term or a code that says nothing."""
    mains = _main_appellations(snapshot)
    ogrs, known = set(tables.appellations(snapshot)["ogr"]), set(tables.items(snapshot)["ogr"])
    appellations: dict[Stems, list[tuple[str, str]]] = defaultdict(list)
    items: dict[Stems, list[tuple[str, str]]] = defaultdict(list)
    for line, row in read_tsv(path, COLUMNS):
        term, code = row["terme"], row["code"].upper()
        words = tuple(stems(term))
        if not words:
            raise AliasError(str(path), line, AliasProblem.NO_WORD, term, snapshot.id)
        if code in mains or code in ogrs:
            appellations[words].append((term, mains.get(code, code)))
        elif code in known:
            items[words].append((term, code))
        else:
            raise AliasError(str(path), line, AliasProblem.UNKNOWN_CODE, code, snapshot.id)
    return Aliases(appellations, items, hashlib.sha256(path.read_bytes()).hexdigest()[:8])


def _main_appellations(snapshot: Snapshot) -> dict[str, str]:
    """ROME code → its main appellation (the first where none is marked)."""
    rows = (
        tables.appellations(snapshot).select("occupation", "ogr", "main").sort("main", "ogr", descending=[True, False])
    )
    found: dict[str, str] = {}
    for occupation, ogr, _ in rows.iter_rows():
        found.setdefault(occupation, ogr)
    return found


def _found(terms: Mapping[Stems, list[tuple[str, str]]], text: str) -> Iterator[tuple[str, str]]:
    if not terms:
        return
    words = stems(text)
    longest = max(len(term) for term in terms)
    seen = {tuple(words[at : at + n]) for n in range(1, longest + 1) for at in range(len(words) - n + 1)}
    codes: set[str] = set()
    for term in sorted(seen & terms.keys(), key=lambda term: (-len(term), term)):
        yield from ((said, code) for said, code in terms[term] if code not in codes)
        codes.update(code for _, code in terms[term])
