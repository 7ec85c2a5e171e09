"""The service as callers see it: one object, whose methods are all that may be done with stored passports."""

from __future__ import annotations

from passport.service.cvs import Cvs
from passport.service.exporting import Exporting
from passport.service.holding import Holding
from passport.service.issuing import Issuing
from passport.service.keeping import Keeping
from passport.service.sharing import Sharing


class Passports(Holding, Sharing, Issuing, Cvs, Exporting, Keeping):
    """Stored passports: `Passports(vault, registry, operator=authority)`."""
