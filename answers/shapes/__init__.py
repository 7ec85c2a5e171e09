"""Shapes: what each answer is, written once. `--json`, the API, the report and docs/json.md come from these models.

May import `recommend`, `matching`, `referentials` and `answers.words`, for the lists of values that fields take.
Public: one module per family of answers, whose `…Answer` are whole answers; `base.plain` makes JSON of any of them.
"""
