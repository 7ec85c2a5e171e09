"""acquis as a library: one import for the engine, what it reads, what it answers and what it raises.

May import `recommend`, `answers.words`, `passport.document`, `passport.proof` and `referentials`; nobody imports it.
Public: the names of `__all__`. Each is loaded when first asked for, so that `import acquis` loads nothing else.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from answers.words.errors import told
    from answers.words.surfaces import Surface
    from passport.document.errors import PassportError
    from passport.document.model import Passport
    from passport.document.read import passport_from, read_passport
    from passport.proof.registry import Registry
    from passport.proof.registry_file import read_registry
    from passport.proof.verify import verified
    from recommend.directions.explore import Explored
    from recommend.directions.paths import CareerPath
    from recommend.directions.reach import Reach
    from recommend.directions.what_if import WhatIf
    from recommend.directions.wishes import Wishes, read_wishes
    from recommend.engine import Engine, open_snapshot
    from recommend.gap.gap import Gap
    from recommend.law.vae import Application
    from recommend.plan.limits import Aim, Limits, Route
    from recommend.plan.records import Plan
    from recommend.profile.profile import Profile
    from recommend.rights.rights import Rights
    from referentials.errors import AcquisError
    from referentials.snapshot import Snapshot

__all__ = [
    "AcquisError",
    "Aim",
    "Application",
    "CareerPath",
    "Engine",
    "Explored",
    "Gap",
    "Limits",
    "Passport",
    "PassportError",
    "Plan",
    "Profile",
    "Reach",
    "Registry",
    "Rights",
    "Route",
    "Snapshot",
    "Surface",
    "WhatIf",
    "Wishes",
    "open_snapshot",
    "passport_from",
    "read_passport",
    "read_registry",
    "read_wishes",
    "told",
    "verified",
]

_HOME = MappingProxyType(
    {
        "AcquisError": "referentials.errors",
        "Aim": "recommend.plan.limits",
        "Application": "recommend.law.vae",
        "CareerPath": "recommend.directions.paths",
        "Engine": "recommend.engine",
        "Explored": "recommend.directions.explore",
        "Gap": "recommend.gap.gap",
        "Limits": "recommend.plan.limits",
        "Passport": "passport.document.model",
        "PassportError": "passport.document.errors",
        "Plan": "recommend.plan.records",
        "Profile": "recommend.profile.profile",
        "Reach": "recommend.directions.reach",
        "Registry": "passport.proof.registry",
        "Rights": "recommend.rights.rights",
        "Route": "recommend.plan.limits",
        "Snapshot": "referentials.snapshot",
        "Surface": "answers.words.surfaces",
        "WhatIf": "recommend.directions.what_if",
        "Wishes": "recommend.directions.wishes",
        "open_snapshot": "recommend.engine",
        "passport_from": "passport.document.read",
        "read_passport": "passport.document.read",
        "read_registry": "passport.proof.registry_file",
        "read_wishes": "recommend.directions.wishes",
        "told": "answers.words.errors",
        "verified": "passport.proof.verify",
    }
)
"""The module that each name is defined in."""

if not TYPE_CHECKING:  # a type checker reads the imports above, and so knows which names there are

    def __getattr__(name: str) -> object:
        """Load a public name from its module, and keep it (PEP 562)."""
        if name not in _HOME:
            raise AttributeError(f"module 'acquis' has no attribute {name!r}")
        globals()[name] = found = getattr(import_module(_HOME[name]), name)
        return found

    def __dir__() -> list[str]:
        """Return the public names, loaded or not."""
        return sorted({*globals(), *__all__})
