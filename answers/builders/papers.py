"""The answer of a passport made from another document."""

from __future__ import annotations

from collections import Counter
from typing import Any

from answers.shapes import papers as shape
from answers.words.papers import note_told
from passport.document.model import Passport
from passport.imports.detect import PaperKind
from passport.imports.draft import Imported
from passport.imports.notes import Fate


def paper_answer(imported: Imported) -> shape.PaperAnswer:
    """The passport and its notes."""
    counts = Counter(note.fate for note in imported.notes)
    return shape.PaperAnswer(
        kind=PaperKind(imported.kind),
        passport=document_of(imported.passport),
        counts={fate.value: counts[fate] for fate in Fate},
        notes=[
            shape.NoteShown(
                fate=note.fate,
                about=note.about,
                path=note.place.path,
                line=note.place.line,
                said=note.said,
                record=note.record,
                reason=note_told(note),
            )
            for note in imported.notes
        ],
    )


def document_of(passport: Passport) -> dict[str, Any]:
    """The document of a passport; what is not said is left out."""
    return {"version": passport.version, **passport.model_dump(mode="json", exclude_defaults=True)}
