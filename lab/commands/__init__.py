"""Commands of the lab: `acquis evaluate` and `acquis train`.

May import `lab` and the options of `cli.common`; nothing heavy before a command runs.
Public: `evaluate.app` and `train.app`, named in pyproject.toml.
"""
