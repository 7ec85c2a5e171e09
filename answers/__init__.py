"""Answers: what is said of what the engine found. `shapes` (the JSON), `builders` (that make it), `words` (the French),
`report` (a page to print).

May import `recommend`, `graph`, `matching`, `passport` and `referentials`; never `api`, `cli` or `lab`.
Public: `shapes.…`, `builders.….…_answer`, `words.…`, `report.report.report`; `reference` writes docs/json.md.
"""
