"""What a person holds: directly, through a whole certification, through correspondences."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from passport.document.model import BlocObtained, CertificationObtained
from recommend.engine import Engine
from recommend.law.following import Equivalence, Following
from recommend.law.rules import Law
from recommend.profile.evidence import Rule
from recommend.profile.held import Held, holdings
from tests.support.passports import DAY, obtained, passport

OLD, NEW = "RNCP31114", "RNCP37674"


def test_a_bloc_recognised_by_a_newer_fiche_confers_the_newer_bloc(engine: Engine) -> None:
    """The rule, and the bloc it rests on, are told; competencies follow."""
    profile = engine.profile(passport(blocs=[obtained(f"{OLD}BC01")]), DAY)
    conferred = profile.held[f"{NEW}BC01"]
    assert (conferred.rule, conferred.via) == (Rule.EQUIVALENCE, (f"{OLD}BC01",))
    assert any(e.rule is Rule.EQUIVALENCE for b in profile.beliefs for e in b.evidence)


def test_a_correspondence_does_not_work_backwards(engine: Engine) -> None:
    """Holding the newer bloc says nothing of the older one (ADR 4)."""
    profile = engine.profile(passport(blocs=[obtained(f"{NEW}BC01")]), DAY)
    assert f"{OLD}BC01" not in profile.held


def test_a_whole_certification_recognised_confers_every_bloc(engine: Engine) -> None:
    """And stays guaranteed when the certification is."""
    profile = engine.profile(passport(certifications=[obtained(OLD, issuer="Ministère")]), DAY)
    for bloc in engine.catalogue.blocs_of[NEW]:
        assert profile.held[bloc].guaranteed


def test_every_needed_bloc_must_be_held(engine: Engine) -> None:
    """One of two is not enough; a bloc that the snapshot lacks is never conferred."""
    a, b, c = list(engine.catalogue.blocs)[:3]
    rules = [Equivalence("x", (c, "RNCP999999BC01"), "y", (a, b))]
    one, both = passport(blocs=[obtained(a)]), passport(blocs=[obtained(a), obtained(b)])
    assert set(holdings(one.blocs, Following(engine.catalogue, rules))) == {a}
    assert set(holdings(both.blocs, Following(engine.catalogue, rules))) >= {a, b, c}


def test_the_chain_tells_every_link_from_the_record_on(engine: Engine) -> None:
    """The old certification gives the new one, which gives its blocs."""
    document = passport(certifications=[obtained(OLD)])
    held = holdings(document.certifications, Following(engine.catalogue, [Equivalence(NEW, (), OLD, ())]))
    chain = held[f"{NEW}BC01"].chain
    assert [(link.law, link.needs, link.code) for link in chain] == [
        (Law.EQUIVALENCE, (OLD,), NEW),
        (Law.BLOCS, (NEW,), f"{NEW}BC01"),
    ]


@given(data=st.data())
def test_the_closure_is_free_of_order_and_idempotent(engine: Engine, data: st.DataObject) -> None:
    """Whatever the correspondences and records, and in whatever order they come; what follows changes nothing again.

    Total correspondences, partial ones, and certifications that every bloc gives, all at once.
    """
    blocs = list(engine.catalogue.blocs)[:8]
    whole = st.sampled_from(sorted({engine.catalogue.blocs[bloc].certification for bloc in blocs}))
    part = st.lists(st.sampled_from(blocs), max_size=2, unique=True).map(tuple)
    rules = data.draw(st.lists(st.builds(Equivalence, whole, part, whole, part), max_size=8))
    chosen = data.draw(st.lists(st.one_of(st.sampled_from(blocs), whole), min_size=1, max_size=4, unique=True))
    records = records_of(chosen, [data.draw(st.sampled_from([None, "Ministère"])) for _ in chosen])
    once = holdings(records, Following(engine.catalogue, rules))
    shuffled = holdings(
        data.draw(st.permutations(records)), Following(engine.catalogue, data.draw(st.permutations(rules)))
    )
    assert shuffled == once
    assert set(holdings(records_of(list(once)), Following(engine.catalogue, rules))) == set(once)


@given(data=st.data())
def test_what_follows_from_one_more_is_what_holding_it_too_gives(engine: Engine, data: st.DataObject) -> None:
    """Whatever is held already, and the correspondences."""
    blocs = list(engine.catalogue.blocs)[:8]
    whole = st.sampled_from(sorted({engine.catalogue.blocs[bloc].certification for bloc in blocs}))
    part = st.lists(st.sampled_from(blocs), max_size=2, unique=True).map(tuple)
    rules = data.draw(st.lists(st.builds(Equivalence, whole, part, whole, part), max_size=8))
    chosen = data.draw(st.lists(st.one_of(st.sampled_from(blocs), whole), max_size=4, unique=True))
    more = data.draw(st.one_of(st.sampled_from(blocs), whole))
    before = holdings(records_of(chosen), Following(engine.catalogue, rules))
    after = holdings(records_of([*{*chosen, more}]), Following(engine.catalogue, rules))
    assert set(before) | set(Following(engine.catalogue, rules).followed((more,), before)) == set(after)


def records_of(codes: list[str], issuers: list[str | None] | None = None) -> list[BlocObtained | CertificationObtained]:
    """What a passport says of codes obtained."""
    sections: dict[str, list[Any]] = {"blocs": [], "certifications": []}
    for code, issuer in zip(codes, issuers or [None] * len(codes), strict=True):
        sections["blocs" if "BC" in code else "certifications"].append(obtained(code, issuer=issuer))
    document = passport(**sections)
    return [*document.blocs, *document.certifications]


def test_the_guaranteed_record_of_a_bloc_held_twice_comes_first(engine: Engine) -> None:
    """Declared in 2018, guaranteed in 2020: guaranteed."""
    code = f"{NEW}BC01"
    document = passport(blocs=[obtained(code, "2018"), obtained(code, "2020", "Ministère")])
    held = holdings(document.blocs, engine.world.following)
    day = document.blocs[1].date
    assert held[code] == Held(code, f"r-{code}-2020", True, day.first.toordinal(), day.last.toordinal())
