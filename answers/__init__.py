"""Answers: what is said of what the engine found: its shape in JSON, its French words, a report to print.

May import `recommend`, `graph`, `matching`, `passport` and `referentials`; never `api`, `cli` or `lab`.
Public: `shapes.…`, `builders.….…_answer`, `words.…`, `report.report.report`; `reference` writes docs/json.md.
"""
