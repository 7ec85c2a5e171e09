"""What one caller may cost: the service under requests that are too long, abandoned, or never finished.

    ACQUIS_HOME=… python -m benchmarks.service [--write benchmarks/SERVICE.md] [--only NAME]

A real `acquis serve`, on the snapshot in use, for each scenario; searches go on meanwhile. CPU seconds and memory are
the server's own, from /proc (Linux).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import MappingProxyType

from api.settings import Settings
from benchmarks.callers import PATIENCE, Caller, closed, honest_body, largest_body, plan_body, told
from benchmarks.machine import machine
from benchmarks.server import started

Scenario = Callable[[Caller], Awaitable[list[str]]]
LARGEST_BODY = Settings.model_fields["max_bytes"].default
BESIDE = 4
"""Callers at the same time."""


async def alone(caller: Caller) -> list[str]:
    """An honest CV of 55 KB."""
    return [told("gap", [await caller.post("/v1/gap", honest_body(caller.labels))])]


async def beside(caller: Caller) -> list[str]:
    """Four honest CVs of 55 KB at once, searches meanwhile."""
    bodies = [honest_body(caller.labels[shift:]) for shift in range(BESIDE)]
    answers, searches = await caller.meanwhile([caller.post("/v1/gap", body) for body in bodies])
    return [told("gap", answers), told("searches meanwhile", searches)]


async def dearest(caller: Caller) -> list[str]:
    """Four passports of nearly as many sentences as are read, searches meanwhile."""
    most = Settings.model_fields["sentences"].default * 9 // 10
    whole = [label for label in caller.labels if " et " not in label]
    bodies = [honest_body(whole[shift : shift + most], 250_000) for shift in range(BESIDE)]
    answers, searches = await caller.meanwhile([caller.post("/v1/gap", body) for body in bodies])
    return [told("gap", answers), told("searches meanwhile", searches)]


async def forty(caller: Caller) -> list[str]:
    """Four gaps of forty descriptions of 100,000 characters each, searches meanwhile."""
    body = largest_body(40, 100_000)
    answers, searches = await caller.meanwhile([caller.post("/v1/gap", body) for _ in range(BESIDE)])
    return [told("gap", answers), told("searches meanwhile", searches)]


async def dense(caller: Caller) -> list[str]:
    """Four gaps of 250 KB of sentences as short as can be, searches meanwhile."""
    body = largest_body(3, 70_000)
    answers, searches = await caller.meanwhile([caller.post("/v1/gap", body) for _ in range(BESIDE)])
    return [told("gap", answers), told("searches meanwhile", searches)]


async def abandoned(caller: Caller) -> list[str]:
    """Twelve plans whose callers close after .3 s, then one that waits for its answer."""
    body = plan_body(caller.labels)
    await asyncio.gather(*(caller.leave("/v1/plan", body, 0.3) for _ in range(12)))
    return [told("plan, after them", [await caller.post("/v1/plan", body)])]


async def half_headers(caller: Caller) -> list[str]:
    """600 connections whose headers never end, an honest plan and searches meanwhile."""
    opened = await caller.hold(600, b"POST /v1/gap HTTP/1.1\r\nHost: x\r\nX-Slow: ")
    answers, searches = await caller.meanwhile([caller.post("/v1/plan", plan_body(caller.labels))])
    return [told("plan", answers), told("searches meanwhile", searches), await closed(opened)]


async def unfinished(caller: Caller) -> list[str]:
    """60 bodies that lack their last byte, each as large as may be announced, searches meanwhile."""
    size = LARGEST_BODY - 1
    head = f"POST /v1/gap HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {size + 1}\r\n\r\n"
    opened = await caller.hold(60, head.encode() + b" " * size)
    answers, searches = await caller.meanwhile([caller.post("/v1/plan", plan_body(caller.labels))])
    held = f"memory while they are held: {caller.server.memory_mb():.0f} MB"
    return [held, told("plan", answers), told("searches meanwhile", searches), await closed(opened)]


SCENARIOS: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (alone, beside, dearest, forty, dense, abandoned, half_headers, unfinished)
}
BEFORE = MappingProxyType(
    {
        "alone": "200 in 5.8 s; 9.0 CPU-seconds, 993 → 1259 MB",
        "beside": "4 × 503 after 20 s; searches 16 × 200, 63 × 503 after 20 s; 47.6 CPU-seconds, 995 → 2068 MB",
        "forty": "4 × 503 after 20 s; searches 1 × 200, 82 × 503 after 20 s; still busy 25 s later, 997 → 1655 MB",
        "abandoned": "the plan that waited: 200 in 5.9 s; 6.2 CPU-seconds",
        "half_headers": "600 connections still open 25 s later",
        "unfinished": "60 connections still open 25 s later; 992 → 1349 MB",
    }
)
"""What this script said of the service before it had these limits (commit 73d06b6), on two cores."""


async def measured(name: str, scenario: Scenario) -> list[str]:
    """Lines of a page on one scenario, on a server of its own."""
    print(name, file=sys.stderr)
    with started() as server:
        async with Caller(server) as caller:
            await caller.post("/v1/gap", honest_body(caller.labels[:40]))
            before, first, at = server.cpu_seconds(), server.memory_mb(), time.perf_counter()
            lines = await scenario(caller)
            answered = time.perf_counter() - at
            idle = await server.until_idle(PATIENCE)
    lines.append(f"server: {server.last_cpu - before:.1f} CPU-seconds, {first:.0f} → {server.peak_mb:.0f} MB at most")
    lines.append(
        f"over in {answered:.1f} s, " + (f"idle {idle:.0f} s later" if idle < PATIENCE else "still busy after")
    )
    lines += [f"before: {BEFORE[name]}"] if name in BEFORE else []
    assert scenario.__doc__
    return [f"**{name}**: {scenario.__doc__}", "", *(f"- {line}" for line in lines), ""]


def main() -> None:
    """Run the scenarios and print the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=SCENARIOS)
    parser.add_argument("--write", type=Path, help="also write the page to a file")
    options = parser.parse_args()
    page = [
        "# What one caller may cost",
        "",
        "Written by `python -m benchmarks.service --write benchmarks/SERVICE.md`.",
        "",
    ]
    page += [machine(), f"- Load of the machine by others when it began: {os.getloadavg()[0]:.1f}", ""]
    for name in options.only or SCENARIOS:
        page += asyncio.run(measured(name, SCENARIOS[name]))
    text = "\n".join(page)
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
