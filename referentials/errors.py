"""Errors of the project, as one tree.

    AcquisError                      everything acquis raises for a user's mistake
    ├── ReferentialError             an official file or a snapshot
    │   ├── CodeError                a text that is not the code it should be
    │   ├── SourceError              a file that cannot be read (names file, line, column, remedy)
    │   ├── PullError                official files that cannot be found or downloaded
    │   └── SnapshotError            a snapshot that is absent, damaged or of another schema
    │       └── UnknownCodeError     a well-formed code the snapshot does not hold
    ├── matching.errors.MatchingError
    ├── graph.errors.GraphError
    ├── passport.document.errors.PassportError
    └── recommend.errors.RecommendError

The command line turns any AcquisError into one readable message and exit code 2.
"""

from __future__ import annotations


class AcquisError(Exception):
    """A mistake the user can mend; the message says what, why and how."""


class ReferentialError(AcquisError):
    """Anything wrong with referentials or their snapshot."""


class CodeError(ReferentialError, ValueError):
    """A text does not have the form of the code it should be."""

    def __init__(self, kind: str, text: str, expected: str) -> None:
        self.kind, self.text, self.expected = kind, text, expected
        super().__init__(f"« {text} » n'est pas un code {kind} : forme attendue {expected}.")


class SourceError(ReferentialError):
    """A source file cannot be read as it should."""

    def __init__(
        self, file: str, problem: str, remedy: str, *, line: int | None = None, column: str | None = None
    ) -> None:
        self.file, self.problem, self.remedy, self.line, self.column = file, problem, remedy, line, column
        where = file + (f", ligne {line}" if line else "") + (f", colonne « {column} »" if column else "")
        super().__init__(f"{where} : {problem}. {remedy}")


class SnapshotError(ReferentialError):
    """A snapshot is absent, damaged or written by another schema version."""


class UnknownCodeError(SnapshotError):
    """A well-formed code is not in the snapshot."""

    def __init__(self, code: object, where: str = "cet instantané", hint: str = "") -> None:
        self.code = str(code)
        super().__init__(f"Le code {code} est inconnu de {where}." + (f" {hint}" if hint else ""))
