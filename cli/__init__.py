"""Command line: one file per command. It reads options, asks the engine, and prints the answer: `--json` or French.

May import `answers` and all that is below, inside commands, so that `acquis --help` loads nothing heavy; never `api`
(but `serve`, which starts it) or `lab`, whose commands come by entry points.
Public: `main.main`; `common` and `output` for commands of other packages.
"""
