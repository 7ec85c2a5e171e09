"""Rights of a holder on a day: what is held and through what, what is open, what VAE allows, at which level.

A pure function of passport, day and snapshot; each answer names its rules (`recommend/law/rules.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from matching.links.blocs import statements_of
from recommend.errors import UnknownCertificationError
from recommend.gap.gap import Status, status_of
from recommend.law.levels import Level
from recommend.law.rules import Law, in_force
from recommend.law.standing import Standing
from recommend.law.vae import Application, Vae, needless
from recommend.law.whole import Whole
from recommend.profile.held import Held
from recommend.profile.profile import Profile
from recommend.rights.claim import kept_claim
from recommend.world import World


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a bloc, the items it is linked to, and how sure the evidence is of the surest (None: no link)."""

    text: str
    items: tuple[str, ...]
    status: Status | None
    probability: float


@dataclass(frozen=True, slots=True)
class Right:
    """One certification, or one bloc of it: what the holder has of it and may do with it."""

    code: str
    certification: str
    as_of: date
    held: Held | None
    blocs_held: tuple[str, ...]
    blocs_missing: tuple[str, ...]
    blocs_optional: tuple[str, ...]
    """Those missing that not every holder takes, as their title says."""
    whole: Whole
    standing: Standing
    claim: bool
    """Surely begun before it closed, and still to be delivered as far as is known (L6113-9)."""
    claim_to_check: bool
    """Perhaps so: a bloc is held, and nothing says when the holder enrolled."""
    level: Level
    vae: Vae
    sentences: tuple[Sentence, ...]
    """Of a bloc asked for and not held: what the evidence already covers."""

    @property
    def laws(self) -> tuple[Law, ...]:
        """Rules that the answer rests on, in force on its day; those of the chain of what is held are in the chain."""
        always = in_force((Law.WHOLE, Law.LEVEL), self.as_of)
        return tuple(dict.fromkeys((*self.standing.laws, *self.vae.laws, *always)))


@dataclass(frozen=True, slots=True)
class Rights:
    """What is held, by code; certifications begun, neither held nor asked for; those asked for, in the order asked."""

    held: tuple[Held, ...]
    begun: tuple[Right, ...]
    asked: tuple[Right, ...]


def rights(profile: Profile, codes: Sequence[str], applied: Sequence[Application], world: World) -> Rights:
    """Rights of a profile at its date. Raises UnknownCertificationError for a code that the snapshot lacks."""
    catalogue, held = world.catalogue, profile.holdings
    unknown = [code for code in codes if code not in catalogue.certifications and code not in catalogue.blocs]
    if unknown:
        raise UnknownCertificationError(unknown)
    owners = {catalogue.blocs[code].certification for code in held if code in catalogue.blocs}
    begun = sorted(owners - held.keys() - set(codes))
    return Rights(
        held=tuple(held.values()),
        begun=tuple(_right(code, profile, applied, world) for code in begun),
        asked=tuple(_asked(code, profile, applied, world) for code in codes),
    )


def _asked(code: str, profile: Profile, applied: Sequence[Application], world: World) -> Right:
    """The right to something asked about; of a bloc that is not held, its sentences too."""
    told = code in world.catalogue.blocs and code not in profile.holdings
    return _right(code, profile, applied, world, _sentences(code, profile, world) if told else ())


def _right(
    code: str, profile: Profile, applied: Sequence[Application], world: World, sentences: tuple[Sentence, ...] = ()
) -> Right:
    held, as_of, catalogue, register = profile.holdings, profile.as_of, world.catalogue, world.register(profile.as_of)
    owner = catalogue.owner_of(code)
    blocs = catalogue.blocs_of.get(owner, ())
    missing = tuple(bloc for bloc in blocs if bloc not in held)
    has = tuple(bloc for bloc in blocs if bloc in held)
    begun = bool(has) and owner not in held
    where, claim = register.standing(owner), kept_claim(owner, profile, catalogue)
    laws = in_force(where.laws, as_of)
    return Right(
        code=code,
        certification=owner,
        as_of=as_of,
        held=held.get(code),
        blocs_held=has,
        blocs_missing=missing,
        blocs_optional=tuple(bloc for bloc in missing if catalogue.blocs[bloc].is_optional),
        whole=world.following.whole(owner),
        standing=replace(where, laws=laws),
        claim=claim,
        claim_to_check=begun and not claim and Law.CLAIM in laws and where.delivered is not False,
        level=register.level(owner),
        vae=needless(code, as_of) if code in held else register.vae(code, applied),
        sentences=sentences,
    )


def _sentences(code: str, profile: Profile, world: World) -> tuple[Sentence, ...]:
    """Each sentence of a bloc, with what is believed of the items it is linked to."""
    of_bloc = world.matcher.unit_links.filter(unit=code).sort(["probability", "item"], descending=[True, False])
    found = []
    for text in statements_of(code, world.snapshot):
        items = of_bloc.filter(statement=text)["item"].to_list()
        beliefs = [belief.probability for item in items if (belief := profile.belief(item))]
        sure = max(beliefs, default=0.0)
        found.append(Sentence(text, tuple(items), status_of(sure) if items else None, sure))
    return tuple(found)
