"""`acquis plan`: the blocs and certifications that close a gap, within limits."""

from __future__ import annotations

from dataclasses import replace

from cli.analyse import Given, IgnoreUnknown, TargetOption, read_profile
from cli.common import (
    AliasesOption,
    AsOf,
    EncoderOption,
    IssuersOption,
    Json,
    Near,
    PassportFile,
    SnapshotOption,
    console,
    print_json,
    read_place,
)
from cli.limits import Budget, Cpf, Hours, LevelFrom, LevelTo, Mix, Routes, Steps, Until, Within, read_limits


def plan(
    passport: PassportFile, target: TargetOption, steps: Steps = 3, hours: Hours = None, budget: Budget = None,
    level_from: LevelFrom = None, level_to: LevelTo = None, until: Until = None, route: Routes = None,
    cpf: Cpf = False, mix: Mix = False, within: Within = None, near: Near = None, as_of: AsOf = None,
    snapshot: SnapshotOption = None, encoder: EncoderOption = None, aliases: AliasesOption = None,
    issuers: IssuersOption = None, ignore_unknown: IgnoreUnknown = False, json_: Json = False,
) -> None:  # fmt: skip
    """Proposer la certification, ou les blocs, qui comblent l'écart, dans vos limites, par quelle voie, pourquoi."""
    from answers.builders.plan import plan_answer
    from answers.words.surfaces import Surface
    from answers.words.targets import understood_told
    from cli.render.access import render_access
    from cli.render.advice import render_header, render_plan
    from cli.render.diplomas import render_to_confirm
    from cli.render.targets import render_understood

    limits = read_limits(
        steps=steps, hours=hours, budget=budget, level_from=level_from, level_to=level_to, until=until, route=route,
        cpf=cpf, mix=mix, within=within,
    )  # fmt: skip
    engine, document, profile = read_profile(
        passport, as_of, Given(snapshot, encoder, aliases, issuers, ignore_unknown)
    )
    limits = replace(limits, near=read_place(engine, near))
    found = engine.plans(profile, target, limits)
    if json_:
        print_json(plan_answer(engine, profile, found, Surface.CLI, limits.near))
        return
    out = console()
    render_header(out, engine, document, profile)
    aimed = found[0].target
    render_understood(out, understood_told(aimed.words, aimed.code, aimed.label))
    render_to_confirm(out, profile)
    render_access(out, engine, profile, found[0].target.code)
    render_plan(out, engine, profile, found, limits.near)
