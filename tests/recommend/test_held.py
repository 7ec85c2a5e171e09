"""What a person holds: directly, through a whole certification, through correspondences."""

from __future__ import annotations

from itertools import permutations
from typing import Any

from passport.model import Passport
from passport.read import passport_from
from recommend.engine import Engine
from recommend.evidence import Rule
from recommend.held import Equivalence, equivalences, held_blocs
from tests.recommend.test_engine import DAY

OLD, NEW = "RNCP31114", "RNCP37674"


def passport(**sections: Any) -> Passport:
    return passport_from({"version": 1, "holder": {"id": "essai"}, **sections})


def obtained(code: str, date: str = "2020", issuer: str | None = None) -> dict[str, Any]:
    attestation = {"status": "guaranteed", "issuer": issuer} if issuer else {}
    return {"id": f"r-{code}-{date}", "code": code, "date": date, "attestation": attestation}


def test_a_bloc_recognised_by_a_newer_fiche_confers_the_newer_bloc(engine: Engine) -> None:
    """The rule, and the bloc it rests on, are told; competencies follow."""
    profile = engine.profile(passport(blocs=[obtained(f"{OLD}BC01")]), DAY)
    conferred = profile.held[f"{NEW}BC01"]
    assert (conferred.rule, conferred.via) == (Rule.EQUIVALENCE, f"{OLD}BC01")
    assert any(e.rule is Rule.EQUIVALENCE for b in profile.beliefs for e in b.evidence)


def test_a_correspondence_does_not_work_backwards(engine: Engine) -> None:
    """Holding the newer bloc says nothing of the older one (ADR 4)."""
    profile = engine.profile(passport(blocs=[obtained(f"{NEW}BC01")]), DAY)
    assert f"{OLD}BC01" not in profile.held


def test_a_whole_certification_recognised_confers_every_bloc(engine: Engine) -> None:
    """And stays guaranteed when the certification is."""
    profile = engine.profile(passport(certifications=[obtained(OLD, issuer="Ministère")]), DAY)
    for bloc in engine.lookup.blocs_of[NEW]:
        assert profile.held[bloc].guaranteed


def test_correspondences_apply_in_any_order_until_nothing_follows(engine: Engine) -> None:
    """A chain of two is followed, whichever rule is read first; doing it again changes nothing."""
    codes = list(engine.lookup.blocs)[:3]
    chain = [Equivalence("x", (codes[1],), "y", (codes[0],)), Equivalence("x", (codes[2],), "y", (codes[1],))]
    document = passport(blocs=[obtained(codes[0])])
    found = [set(held_blocs((), document.blocs, engine.lookup, list(order))) for order in permutations(chain)]
    assert found == [set(codes)] * 2
    assert set(held_blocs((), document.blocs, engine.lookup, chain * 2)) == set(codes)


def test_every_needed_bloc_must_be_held(engine: Engine) -> None:
    """One of two is not enough; a bloc that the snapshot lacks is never conferred."""
    a, b, c = list(engine.lookup.blocs)[:3]
    rules = [Equivalence("x", (c, "RNCP999999BC01"), "y", (a, b))]
    one, both = passport(blocs=[obtained(a)]), passport(blocs=[obtained(a), obtained(b)])
    assert set(held_blocs((), one.blocs, engine.lookup, rules)) == {a}
    assert set(held_blocs((), both.blocs, engine.lookup, rules)) == {a, b, c}


def test_the_guaranteed_record_of_a_bloc_held_twice_comes_first(engine: Engine) -> None:
    """Declared in 2018, guaranteed in 2020: guaranteed."""
    code = f"{NEW}BC01"
    document = passport(blocs=[obtained(code, "2018"), obtained(code, "2020", "Ministère")])
    held = held_blocs((), document.blocs, engine.lookup, equivalences(engine.lookup))
    assert held[code].guaranteed
