"""Answers: what is said of what the engine found, as JSON, as French words, as a report to print.

`shapes` are the answers themselves, `builders` make them, `words` says them in French, `report` lays a page out.
May import `recommend`, `graph`, `matching`, `passport` and `referentials`; never `api`, `cli` or `lab`.
Public: `shapes.…`, `builders.….…_answer`, `words.…`, `report.report.report`; `reference` writes docs/json.md.
"""
