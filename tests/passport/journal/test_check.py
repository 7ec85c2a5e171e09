"""The check of a journal: whole, it says nothing; whatever is done to it, it says what, and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from passport.journal.chain import GENESIS, Tip, canonical, chained, content, hash_of
from passport.journal.check import Break, Fault, Said, check
from passport.journal.entry import ActorRef, Entry
from passport.journal.heads import Head, head_of, sign_anchor, sign_head
from passport.proof import canonical as rfc8785
from passport.proof.authority import make_authority
from tests.support.vaults import AT, OPERATOR, TRUSTED, entry

JOURNAL = "j-1"
Entries = list[Entry]
OTHER = make_authority("urn:acquis:operator", "Operator of the tests", role=OPERATOR.role, seed=bytes([7] * 32))
"""Another key with the same name."""


def written(count: int = 9) -> Entries:
    """A journal, whole."""
    begin = Tip(journal=JOURNAL, seq=0, hash=GENESIS)
    return list(chained((entry(of=f"h-{at}", at=AT + timedelta(hours=8 * at)) for at in range(count)), begin))


def tip_of(entries: Entries) -> Tip:
    """The end of a journal."""
    return Tip(journal=JOURNAL, seq=entries[-1].seq, hash=entries[-1].hash)


def headed(entries: Entries, *seqs: int) -> tuple[Head, ...]:
    """Heads at some entries, each on a day of its own."""
    heads: list[Head] = []
    for day, seq in enumerate(seqs):
        at = AT + timedelta(days=day)
        heads.append(sign_head(tip_of(entries[:seq]), heads[-1] if heads else None, OPERATOR, at))
    return tuple(heads)


WHOLE = written()
LATE = AT + timedelta(days=9)
HEADS = headed(WHOLE, 3, 6)
FORKS = [(Fault.FORKED, 3), (Fault.FORKED, 6)]
SAID = Said(tip=tip_of(WHOLE), keys=TRUSTED, heads=HEADS)


def linked(entries: Entries) -> Entries:
    """The same entries, numbered and linked anew by somebody who knows how, and has no key."""
    return list(chained(entries, Tip(journal=JOURNAL, seq=0, hash=GENESIS)))


def faults(entries: Entries, said: Said = SAID) -> list[tuple[Fault, int]]:
    """What the check finds."""
    return [(one.fault, one.seq) for one in check(entries, said)]


def test_a_whole_journal_has_no_fault() -> None:
    """With its heads, without, empty, and by its chain alone."""
    assert faults(WHOLE) == []
    assert faults(WHOLE, replace(SAID, keys=None)) == []
    assert faults([], Said(tip=Tip(journal=JOURNAL, seq=0, hash=GENESIS), keys=TRUSTED)) == []


@pytest.mark.parametrize("field", ["at", "actor", "action", "nature", "holder", "records", "ground", "details"])
def test_any_field_changed_is_found(field: str) -> None:
    """The entry is not what its hash covers."""
    other = {
        "at": AT,
        "actor": ActorRef(kind="agent", id="agent-8"),
        "action": "export",
        "nature": "export",
        "holder": "h-9",
        "records": (),
        "ground": None,
        "details": {},
    }
    changed = replace(WHOLE[4], **{field: other[field]})  # type: ignore[arg-type]
    assert faults([*WHOLE[:4], changed, *WHOLE[5:]]) == [(Fault.ALTERED, 5)]


def rehashed(one: Entry) -> Entry:
    """An entry changed, its hash taken anew."""
    changed = replace(one, holder="h-forged", hash="")
    return replace(changed, hash=hash_of(changed))


@pytest.mark.parametrize(
    ("damaged", "found"),
    [
        ([*WHOLE[:4], rehashed(WHOLE[4]), *WHOLE[5:]], [(Fault.UNLINKED, 6)]),
        ([*WHOLE[:4], *WHOLE[5:]], [(Fault.REMOVED, 5)]),
        (WHOLE[1:], [(Fault.REMOVED, 1)]),
        ([*WHOLE[:4], *WHOLE[6:]], [(Fault.REMOVED, 5)]),
        ([*WHOLE[:4], WHOLE[5], WHOLE[4], *WHOLE[6:]], [(Fault.REORDERED, 5)]),
        ([*WHOLE[:4], rehashed(WHOLE[3]), *WHOLE[4:]], [(Fault.INSERTED, 4)]),
        (WHOLE[:8], [(Fault.TRUNCATED, 9)]),
        ([], [(Fault.TRUNCATED, 1)]),
        (written(11), [(Fault.INSERTED, 10)]),
        ([*WHOLE[:8], rehashed(WHOLE[8])], [(Fault.UNLINKED, 9)]),
        (linked([*WHOLE[:4], *WHOLE[5:]]), [(Fault.FORKED, 6), (Fault.TRUNCATED, 9)]),
        (linked([WHOLE[1], WHOLE[0], *WHOLE[2:]]), [(Fault.BACKWARDS, 2), *FORKS, (Fault.UNLINKED, 9)]),
    ],
    ids=["changed and hashed", "removed", "first removed", "two removed", "swapped", "inserted", "last removed",
         "emptied", "added at the end", "last changed", "removed and linked anew", "swapped and linked anew"],
)  # fmt: skip
def test_what_is_done_to_entries_is_found(damaged: Entries, found: list[tuple[Fault, int]]) -> None:
    """Changed, removed, inserted, reordered, cut at either end, written anew."""
    assert faults(damaged) == found


@pytest.mark.parametrize(
    ("forge", "fault"),
    [
        (lambda entries: entries[:4], Fault.TRUNCATED),
        (lambda entries: linked([*entries[:2], *entries[3:]]), Fault.FORKED),
        (lambda entries: linked([rehashed(entries[0]), *entries[1:]]), Fault.FORKED),
    ],
)
def test_a_signed_head_finds_what_was_written_anew_with_the_end_that_is_kept(
    forge: Callable[[Entries], Entries], fault: Fault
) -> None:
    """Whoever holds the whole database makes a chain that links; what the operator signed says otherwise."""
    forged = forge(WHOLE)
    assert fault in [one for one, _ in faults(forged, replace(SAID, tip=tip_of(forged)))]
    assert faults(forged, replace(SAID, tip=tip_of(forged), heads=())) == []


def test_heads_that_the_operator_did_not_sign_are_found() -> None:
    """Signed by another key of the same name, of another journal, out of the key's time, edited, removed."""
    first, second = HEADS
    forged = sign_head(tip_of(WHOLE[:3]), None, OTHER, AT)
    abroad = sign_head(replace(tip_of(WHOLE[:3]), journal="j-2"), None, OPERATOR, AT)
    for bad in (forged, abroad, replace(first, seq=2, hash=WHOLE[1].hash), replace(first, jws="a.b.c")):
        assert (Fault.BAD_HEAD, bad.seq) in faults(WHOLE, replace(SAID, heads=(bad,)))
    late = tuple(replace(key, valid_from=second.day) for key in TRUSTED)
    assert faults(WHOLE, replace(SAID, keys=late)) == [(Fault.BAD_HEAD, 3)]
    stolen = tuple(replace(key, compromised_on=second.day) for key in TRUSTED)
    assert len(faults(WHOLE, replace(SAID, keys=stolen))) == 2
    assert faults(WHOLE, replace(SAID, heads=(second,))) == [(Fault.LOST_HEAD, 6)]


def test_a_copy_kept_elsewhere_finds_the_end_cut_off_with_its_head() -> None:
    """The last entries, the last head and the end that is kept, all made to agree."""
    cut = replace(SAID, tip=tip_of(WHOLE[:4]), heads=HEADS[:1])
    assert faults(WHOLE[:4], cut) == []
    copy = head_of(HEADS[1].jws)
    assert copy == HEADS[1]
    assert faults(WHOLE[:4], replace(cut, copies=(copy,))) == [(Fault.TRUNCATED, 5), (Fault.LOST_HEAD, 6)]


def test_two_journals_that_part_are_told_by_a_head() -> None:
    """Each links, and the operator signed one of them."""
    fork = [*WHOLE[:4], *chained([entry("export", at=LATE), entry("share", at=LATE)], tip_of(WHOLE[:4]))]
    assert faults(fork, replace(SAID, tip=tip_of(fork))) == [(Fault.FORKED, 6)]


def test_an_anchor_takes_the_place_of_what_was_removed() -> None:
    """The rest still verifies; an anchor that the operator did not sign, or further on, does not."""
    anchor = sign_anchor(tip_of(WHOLE[:4]), AT.date(), OPERATOR)
    kept = replace(SAID, anchor=anchor)
    assert faults(WHOLE[4:], kept) == []
    assert faults(WHOLE[5:], kept) == [(Fault.REMOVED, 5)]
    assert faults(WHOLE[4:], replace(kept, anchor=sign_anchor(tip_of(WHOLE[:4]), AT.date(), OTHER))) == [
        (Fault.BAD_ANCHOR, 4)
    ]
    moved = replace(anchor, seq=5, hash=WHOLE[4].hash)
    assert faults(WHOLE[5:], replace(kept, anchor=moved)) == [(Fault.BAD_ANCHOR, 5)]
    at_head = sign_anchor(replace(tip_of(WHOLE[:3]), hash="0" * 64), AT.date(), OPERATOR)
    assert (Fault.FORKED, 3) in faults(WHOLE[3:], replace(kept, anchor=at_head))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 8), unique=True, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_no_removal_and_no_other_order_passes(removed: list[int], random: object) -> None:
    """Whichever entries go, or change places."""
    rest = [one for at, one in enumerate(WHOLE) if at not in removed]
    assert faults(rest)
    moved = list(WHOLE)
    random.shuffle(moved)  # type: ignore[attr-defined]
    assert bool(faults(moved)) is (moved != WHOLE)


def test_a_run_of_removed_entries_is_one_fault() -> None:
    """With its first and its last."""
    assert check([*WHOLE[:2], *WHOLE[6:]], SAID) == (Break(fault=Fault.REMOVED, seq=3, last=6),)


_CODES = st.text(st.sampled_from("azAZ09_.:/+=@#-é"), max_size=20)


@settings(max_examples=50)
@given(_CODES, _CODES, st.lists(_CODES), st.dictionaries(st.text("abz_", max_size=5), _CODES | st.integers(-9, 10**9)))
def test_what_is_hashed_is_the_canonical_form(
    action: str, holder: str, records: list[str], details: dict[str, str | int]
) -> None:
    """RFC 8785, as an independent library writes it: whoever checks needs no code of ours."""
    one = replace(entry(action, holder), records=tuple(records), details=details)
    assert canonical(content(one)) == rfc8785.canonical(content(one))


@pytest.mark.parametrize(
    "bad", [{"holder": "Clémence Vérin"}, {"details": {"purpose": "il a dit non"}}, {"at": AT.replace(tzinfo=None)}]
)
def test_an_entry_takes_identifiers_only(bad: dict[str, object]) -> None:
    """No words of a person, no time without a zone."""
    with pytest.raises(ValueError, match="journal"):
        replace(entry(), **bad)  # type: ignore[arg-type]
