"""Profile: the competencies a passport attests, each with probability, guaranteed share and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import chain

from matching.index.expected import Expected
from passport.document.errors import Fault, FaultCode, PassportError
from passport.document.model import Experience, LanguageLevel, Obtained, Passport
from passport.document.standing import Checks
from recommend.law.strains import Limit
from recommend.profile.abilities import Abilities
from recommend.profile.abroad import Abroad, from_abroad
from recommend.profile.diplomas import UNOBTAINED, Declared, Finished, level_of, told_in, untold
from recommend.profile.evidence import Belief, Evidence, combine
from recommend.profile.held import Held, held_units, holdings, ways_held
from recommend.profile.infer import (
    Exercised,
    Read,
    Said,
    Unread,
    from_confirmed,
    from_occupation,
    from_statements,
    from_units,
    hints,
    not_understood,
    read_said,
    said_in,
)
from recommend.profile.limits import limits_told
from recommend.profile.once import ReadOnce
from recommend.profile.own_account import asked_by, means_of
from recommend.profile.qualified import TitleHeld, from_titles, titles_held
from recommend.profile.spouse import Collaborating, collaborating
from recommend.profile.titled import TitleRead, from_kind, read_experience
from recommend.profile.trades import as_vector, trades_of, years_of
from recommend.profile.verdicts import Refusals, unheard, unknown_readings, without
from recommend.weights import W
from recommend.world import World
from referentials.catalogue import Catalogue

Items = tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """What the engine believes of a person at a date; beliefs are sorted, best first."""

    holder: str
    as_of: date
    beliefs: tuple[Belief, ...]
    exercised: tuple[Exercised, ...]
    holdings: dict[str, Held]
    """Certifications and blocs held, by code, those that follow from others included."""
    held: dict[str, Held]
    """Of these, the units."""
    certifications: frozenset[str]
    """Of these, the certifications."""
    ignored: tuple[Fault, ...]
    """Records left out, and why."""
    abilities: Abilities = field(repr=False, compare=False)
    """The same as numbers, with what carries over."""
    trades: dict[str, str] = field(repr=False)
    """Record that tells best of each occupation that one has, by practice or by what one holds."""
    _by_item: dict[str, Belief] = field(repr=False)
    titles: tuple[TitleHeld, ...] = field(default=(), repr=False)
    """Diplomas, licences, cards, certificates that the passport says are held."""
    abroad: tuple[Abroad, ...] = ()
    """Diplomas, trainings and jobs from abroad."""
    spouse: tuple[Collaborating, ...] = ()
    """Jobs of collaborating spouse that go on."""
    french: LanguageLevel | None = None
    """Level of French declared, A1 to C2; None when the passport says nothing."""
    declared: tuple[Declared, ...] = ()
    """Diplomas told by their titles."""
    level: int | None = None
    """Highest level held, of certifications or of diplomas declared; None when none is known."""
    level_guaranteed: int | None = None
    """The same, of what an issuer guarantees."""
    titled: tuple[TitleRead, ...] = ()
    """How the title of each experience was read."""
    already: frozenset[str] = frozenset()
    """Certifications held, other fiches of the same diplomas, and those that replaced them: none is to be proposed."""
    years: Mapping[str, float] = field(default_factory=dict, repr=False)
    """Years given to each occupation exercised, as if full time."""
    preparing: frozenset[str] = frozenset()
    """Certifications that are being prepared, and those that replaced them."""
    apprentice: bool = False
    """Whether an apprenticeship goes on."""
    hints: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Of items that a sentence of the passport may tell, that sentence."""
    unread: tuple[Unread, ...] = ()
    """Sentences that were not understood, in the order of the passport."""
    limits: tuple[Limit, ...] = field(default=(), repr=False)
    """What the holder says that their health keeps them away from."""
    checks: Checks = field(default_factory=Checks, repr=False)
    """What was found of those who are said to vouch for its records."""

    @cached_property
    def practised(self) -> frozenset[str]:
        """Occupations exercised, as far as titles were recognised; of those that are asked about, the likely ones."""
        return frozenset(one.occupation for one in self.exercised if _is_practised(one))

    def belief(self, item: str) -> Belief | None:
        """What is believed of an item, None when nothing points to it."""
        return self._by_item.get(item)


def _is_practised(one: Exercised) -> bool:
    return one.taken >= W["title.practised" if one.asked else "title.recognised"]


def unknown_codes(passport: Passport, catalogue: Catalogue) -> list[Fault]:
    """Codes of a passport that the snapshot does not hold, by path in the document."""
    faults = []
    for rank, experience in enumerate(passport.experiences):
        if experience.rome and str(experience.rome) not in catalogue.occupations:
            faults.append(_unknown(f"experiences[{rank}].rome", str(experience.rome)))
    for rank, certification in enumerate(passport.certifications):
        if str(certification.code) not in catalogue.certifications:
            faults.append(_unknown(f"certifications[{rank}].code", str(certification.code)))
    for rank, bloc in enumerate(passport.blocs):
        if str(bloc.code) not in catalogue.blocs:
            faults.append(_unknown(f"blocs[{rank}].code", str(bloc.code)))
    faults += (_unknown(path, code) for path, code in unknown_readings(passport, catalogue))
    return faults


def _unknown(path: str, code: str) -> Fault:
    return Fault(path, FaultCode.UNKNOWN_CODE, {"code": code})


def build_profile(passport: Passport, as_of: date, world: World, *, ignore_unknown: bool = False) -> Profile:
    """Infer a profile from a passport as it stood at a date.

    Raises PassportError for codes the snapshot lacks, unless they are to be ignored (and then listed).
    """
    catalogue = world.catalogue
    unknown = unknown_codes(passport, catalogue)
    if unknown and not ignore_unknown:
        raise PassportError(tuple(unknown), holder=passport.holder.id)
    vain = unheard(passport, catalogue.titles)
    heard = without(passport, {fault.path.removesuffix(".code") for fault in (*unknown, *vain)})
    kept, later = _at(heard, as_of, {fault.path for fault in unknown})
    reader = ReadOnce(world.matcher)
    jobs = [read_experience(x, reader, catalogue) for x in kept.experiences]
    exercised = [one for experience in jobs for one in experience.exercised]
    obtained: list[Obtained] = [*kept.certifications, *kept.blocs]
    told = told_in(passport, as_of, world.diplomas, catalogue)
    declared = untold(told, passport)
    everything = holdings(obtained, world.following, [one.as_held() for one in declared if one.held])
    held = held_units(everything, catalogue)
    ways = ways_held(obtained, world.following, [one.as_held() for one in told if one.held], catalogue)
    begun = tuple(one for one in passport.certifications if one.date.first <= as_of)
    titled = kept.model_copy(update={"certifications": begun})
    refusals = Refusals(kept)
    titles = _unrefused(
        titles_held(_over(titled, declared), everything, _certified(everything, catalogue), as_of), refusals, world
    )
    by_kind = _by_kind(kept, exercised, world)
    sentences = read_said(_said(kept, by_kind), reader)
    by_itself = {record: items for record, (_, items) in by_kind.items()}
    # whatever says so, a title is never learnt: the one place where they are left out
    learnt = (
        e
        for e in _evidence(kept, exercised, (sentences, by_itself), ways, as_of, world)
        if e.item not in catalogue.titles
    )
    beliefs = combine(refusals.unrefused([*learnt, *from_titles(titles, world.titles, as_of)]))
    trades = trades_of(kept, exercised, ways, as_of, world)
    return Profile(
        holder=passport.holder.id,
        as_of=as_of,
        beliefs=tuple(beliefs),
        exercised=tuple(exercised),
        titled=tuple(jobs),
        holdings=everything,
        held=held,
        certifications=frozenset(code for code in everything if code not in catalogue.blocs),
        ignored=(*unknown, *vain, *later),
        abilities=Abilities.of(beliefs, as_vector(trades, world), world),
        trades={code: trade.record for code, trade in trades.items()},
        french=next((one.level for one in passport.languages if one.language in {"fr", "fra"}), None),
        _by_item={b.item: b for b in beliefs},
        titles=titles,
        abroad=from_abroad(titled),
        spouse=collaborating(kept, as_of),
        declared=tuple(declared),
        level=_highest(catalogue.highest_level(everything), level_of(declared)),
        level_guaranteed=catalogue.highest_level(code for code, one in everything.items() if one.guaranteed),
        already=_already(everything, declared, catalogue),
        years=years_of(kept, (one for one in exercised if _is_practised(one)), as_of),
        preparing=_followed((one.same for one in declared if one.finished is Finished.ONGOING), catalogue),
        apprentice=any(one.kind == "apprenticeship" and _goes_on(one, as_of) for one in kept.experiences),
        hints=hints(sentences),
        unread=tuple(not_understood(sentences)),
        limits=limits_told(heard),
        checks=passport.checks,
    )


def _unrefused(titles: Iterable[TitleHeld], refusals: Refusals, world: World) -> tuple[TitleHeld, ...]:
    """Titles held, without those that the holder says were read wrongly."""
    return tuple(
        one
        for one in titles
        if not any(refusals.refused(one.record, item, one.words) for item in world.titles.of(one.tokens, one.diploma))
    )


def _over(passport: Passport, declared: Iterable[Declared]) -> Passport:
    """Without trainings whose diploma was read as not finished (« CAP commencé »): they show no title."""
    begun = {one.record for one in declared if one.finished in UNOBTAINED}
    return passport.model_copy(update={"trainings": tuple(one for one in passport.trainings if one.id not in begun)})


def _highest(*levels: int | None) -> int | None:
    return max((level for level in levels if level), default=None)


def _already(held: Collection[str], declared: Iterable[Declared], catalogue: Catalogue) -> frozenset[str]:
    finished = (one.same for one in declared if one.finished not in UNOBTAINED)
    return _followed(((code for code in held if code in catalogue.certifications), *finished), catalogue)


def _followed(codes: Iterable[Iterable[str]], catalogue: Catalogue) -> frozenset[str]:
    """Certifications, and those that replaced them."""
    following = list(chain.from_iterable(codes))
    found = set[str]()
    while following:
        code = following.pop()
        if code not in found:
            found.add(code)
            following += catalogue.successors.get(code, ())
    return frozenset(found)


def _goes_on(experience: Experience, as_of: date) -> bool:
    return experience.end is None or experience.end.last >= as_of


def _certified(codes: Iterable[str], catalogue: Catalogue) -> dict[str, tuple[str, int | None]]:
    """Title and level of the certifications among some codes."""
    known = ((code, catalogue.certifications.get(code)) for code in codes)
    return {code: (one.title, one.level) for code, one in known if one and one.title}


def _at(passport: Passport, as_of: date, unknown: set[str]) -> tuple[Passport, list[Fault]]:
    """Keep the records that had begun at the date and whose code is known; say which others there are."""
    later: list[Fault] = []

    def keep(name: str, code: str, day: str) -> tuple[object, ...]:
        kept = []
        for rank, record in enumerate(getattr(passport, name)):
            begun = getattr(record, day).first if getattr(record, day) else date.min
            if begun > as_of:
                later.append(Fault(f"{name}[{rank}]", FaultCode.LATER, {"begins": begun}))
            elif f"{name}[{rank}].{code}" not in unknown:
                kept.append(record)
            elif isinstance(record, Experience):
                kept.append(record.model_copy(update={"rome": None}))
        return tuple(kept)

    return passport.model_copy(
        update={
            "experiences": keep("experiences", "rome", "start"),
            "trainings": keep("trainings", "", "start"),
            "certifications": keep("certifications", "code", "date"),
            "blocs": keep("blocs", "code", "date"),
            "qualifications": keep("qualifications", "", "date"),
        }
    ), later


def _by_kind(passport: Passport, exercised: Iterable[Exercised], world: World) -> dict[str, tuple[Expected, Items]]:
    """Of each experience, what to expect of its sentences, and what its kind asks for by itself.

    The first is what the occupations recognised, and those near them, ask for, and the second.
    """
    recognised: dict[str, list[str]] = defaultdict(list)
    for one in exercised:
        if one.probability >= W["title.recognised"]:
            recognised[one.record].append(one.occupation)
    expectations, found = world.expectations, dict[str, tuple[Expected, Items]]()
    for experience in passport.experiences:
        codes = tuple(recognised[experience.id])
        trade = expectations.of(codes)
        means = means_of(experience)
        items = asked_by(means, world.matrices.item_index, partial(expectations.degree, trade))
        told = (*means.items, *means.where_near) if means and codes else ()
        found[experience.id] = expectations.of(codes, told) if told else trade, items
    return found


def _said(passport: Passport, by_kind: Mapping[str, tuple[Expected, Items]]) -> list[Said]:
    """Sentences of every record, with what to expect in each."""
    return [
        *chain.from_iterable(said_in(one, by_kind[one.id][0]) for one in passport.experiences),
        *chain.from_iterable(said_in(one, Expected()) for one in passport.trainings),
    ]


def _evidence(
    passport: Passport,
    exercised: list[Exercised],
    told: tuple[list[Read], Mapping[str, Items]],
    ways: list[Held],
    as_of: date,
    world: World,
) -> Iterator[Evidence]:
    """`told`: what the holder's sentences say, and what the kind of each experience asks for."""
    sentences, items = told
    of_record = {one.id: one for one in passport.experiences}
    for occupation in exercised:
        yield from from_occupation(of_record[occupation.record], occupation, world.matrices, as_of)
    for experience in passport.experiences:
        yield from from_kind(experience, as_of, items[experience.id])
        yield from from_confirmed(experience, as_of)
    for training in passport.trainings:
        yield from from_confirmed(training, as_of)
    yield from from_statements(sentences, as_of)
    yield from from_units(ways, world, as_of)
