"""Options that were given to a command, told from those that are not, or come from the environment."""

from __future__ import annotations

from collections.abc import Iterable

import typer


def stated(ctx: typer.Context, name: str) -> bool:
    """Whether a parameter stands on the command line."""
    source = ctx.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def refuse_idle(ctx: typer.Context, names: Iterable[str], of: str) -> None:
    """Refuse options that would do nothing, of what is asked (`of`). Raises UsageError."""
    from answers.errors import UsageError

    flags = {one.name: one.opts[0] for one in ctx.command.params}
    idle = [flags[name] for name in names if stated(ctx, name)]
    if idle:
        raise UsageError(f"Sans effet {of}, à ôter : {', '.join(idle)}.")
