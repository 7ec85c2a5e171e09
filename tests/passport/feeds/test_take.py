"""A feed taken whole: batches, receipt, what is left of one that was cut short or killed, flat memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest

from answers.words.feeds import refusal_told
from passport.access.actor import Actor, ActorKind
from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.lines import LONGEST, write_lines
from passport.feeds.passage import Operation
from passport.feeds.receipt import Outcome
from passport.feeds.receipt_file import NAMESPACE, Account, write_receipt
from passport.feeds.signed import signed_line
from passport.feeds.take import Handover, Taken, counted, rows_of, take
from passport.proof.registry import Issuer, IssuerRole, Registry
from passport.service.passports import Passports
from passport.vault.rows import ReceiptRow
from tests.support import feeds
from tests.support.authority import SINCE, authority
from tests.support.door import AT, SCHOOL, service

AGENCY = authority("Agence inventée", IssuerRole.ACTIVITY_BODY)
CERTIFIER = Issuer(id="03VML243", name="Certificateur", role=SCHOOL.role, keys=(SCHOOL.key(SINCE),))
STOLEN = replace(CERTIFIER, id="STOLEN", keys=(replace(SCHOOL.key(SINCE), compromised_on=SINCE),))
GONE = replace(CERTIFIER, id="GONE", revoked_on=SINCE)
REGISTRY = Registry(issuers=(CERTIFIER, SCHOOL.issuer(), AGENCY.issuer(), GONE, STOLEN))
HAND = Handover(actor=Actor(kind=ActorKind.ISSUER, id="03VML243"), at=AT, batch=3)


@pytest.fixture
def passports(tmp_path: Path) -> Iterator[Passports]:
    """A service over an empty vault."""
    made = service(f"sqlite:///{tmp_path}/vault.sqlite", REGISTRY)
    yield made
    made.vault.close()


def told(row: ReceiptRow) -> str:
    """The sentence of a refusal."""
    return refusal_told(row.reason, row.parameters)


def account(passports: Passports, taken: Taken) -> Account:
    """What the receipt of a feed is made from."""
    return Account(feed=taken.feed, header=taken.header, rows=lambda: rows_of(passports, taken.feed), told=told)


def outcomes(passports: Passports, taken: Taken) -> list[tuple[str, str]]:
    """Name and outcome of each record."""
    return [(row.external_id, row.outcome) for row in rows_of(passports, taken.feed)]


def seven(tmp_path: Path, **changed: str) -> Path:
    """A flux of seven passages of seven holders; `p3`: what stands instead of that passage."""
    passages = (feeds.passage(f"p{at}", family=f"Haba{at}") for at in range(7))
    return feeds.written(tmp_path, feeds.flux_of(*(changed.get(f"p{at}", one) for at, one in enumerate(passages))))


def test_a_feed_is_taken_and_its_receipt_says_what_became_of_each_passage(passports: Passports, tmp_path: Path) -> None:
    """Accepted, and refused with a sentence in French; in XML and in JSON."""
    path = seven(tmp_path, p3=feeds.passage("p3", replace={"PAR_SCORING": "PAR_CHANCE"}))
    taken = take(path, passports, HAND)
    assert counted(rows_of(passports, taken.feed)) == {Outcome.ACCEPTED: 6, Outcome.REFUSED: 1}
    for name in ("r.xml", "r.json"):
        write_receipt(tmp_path / name, account(passports, taken))
    document = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (document["id"], document["ending"], document["counts"]["accepted"]) == ("flux-1", "whole", 6)
    (refused,) = document["refused"]
    message = "La valeur de « obtentionCertification » n'est pas recevable ; attendu : PAR_ADMISSION ou PAR_SCORING."
    assert (refused["id"], refused["rank"], refused["message"]) == ("p3", 4, message)
    root = ElementTree.parse(tmp_path / "r.xml").getroot()
    names = {"r": NAMESPACE}
    assert len(root.findall("r:PassagesOK/r:passage", names)) == 6
    (wrong,) = root.findall("r:PassagesKO/r:passage", names)
    said = (wrong.findtext("r:idTechnique", None, names), wrong.findtext("r:ligne", None, names))
    assert said == ("p3", str(refused["line"]))
    assert wrong.findtext("r:message", None, names) == message
    assert not list(tmp_path.glob(".*.part"))


def test_a_file_corrected_and_sent_again_gives_what_was_refused_alone(passports: Passports, tmp_path: Path) -> None:
    """What was accepted is a duplicate."""
    take(seven(tmp_path, p3=feeds.passage("p3", end="2000-01-01")), passports, HAND)
    again = take(seven(tmp_path), passports, HAND)
    assert outcomes(passports, again) == [
        *((f"p{at}", "accepted" if at == 3 else "duplicate") for at in range(7)), ("", "ended"),
    ]  # fmt: skip
    third = take(seven(tmp_path), passports, HAND)
    assert third.feed != again.feed
    assert counted(rows_of(passports, third.feed)) == {Outcome.DUPLICATE: 7}


def test_a_feed_cut_short_goes_on_where_it_was(passports: Passports, tmp_path: Path) -> None:
    """Whatever batch it was in; its receipt is that of a feed that was not cut short."""
    path = seven(tmp_path)

    def stop(done: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take(path, passports, replace(HAND, progress=stop))
    taken = take(path, passports, HAND)
    assert taken.resumed_after == 6
    assert outcomes(passports, taken) == [*((f"p{at}", "accepted") for at in range(7)), ("", "ended")]


def test_two_that_take_the_same_file_do_it_once(passports: Passports, tmp_path: Path) -> None:
    """The one that comes late to a batch goes on after what the other did."""
    path = seven(tmp_path)

    def overtaken(done: int) -> None:
        if done == 3:
            take(path, passports, HAND)

    taken = take(path, passports, replace(HAND, progress=overtaken))
    assert outcomes(passports, taken) == [*((f"p{at}", "accepted") for at in range(7)), ("", "ended")]


def test_half_a_file_says_so_in_its_receipt(passports: Passports, tmp_path: Path) -> None:
    """What is whole is accepted; the whole file sent again gives the rest."""
    path = seven(tmp_path)
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: whole.index(">p5<")], encoding="utf-8")
    half = take(path, passports, HAND)
    write_receipt(tmp_path / "r.json", account(passports, half))
    document = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (document["ending"], document["counts"]["accepted"]) == ("cut", 5)
    assert "coupé" in document["message"]
    path.write_text(whole, encoding="utf-8")
    rest = take(path, passports, HAND)
    assert counted(rows_of(passports, rest.feed)) == {Outcome.DUPLICATE: 5, Outcome.ACCEPTED: 2}


def test_every_accepted_passage_has_its_line_in_the_journal(passports: Passports, tmp_path: Path) -> None:
    """Who, when, on what ground, in whose passport."""
    taken = take(seven(tmp_path), passports, HAND)
    with passports.vault.reading() as store:
        entries = [entry for entry in store.entries() if entry.action == "feed" and entry.holder]
        records = {row.record for row in store.receipts(taken.feed) if row.outcome == "accepted"}
    assert {entry.records[0] for entry in entries} == records
    assert {entry.actor.id for entry in entries} == {"03VML243"}
    assert len({entry.holder for entry in entries}) == 7


@pytest.mark.parametrize(
    ("sender", "actor", "problem"),
    [
        ("03VML243", SCHOOL.id, FeedProblem.OTHER_SENDER),
        ("NOBODY", "NOBODY", FeedProblem.UNKNOWN_SENDER),
        ("GONE", "GONE", FeedProblem.REVOKED_SENDER),
        ("STOLEN", "STOLEN", FeedProblem.KEYLESS_SENDER),
    ],
)
def test_a_sender_who_is_not_heard_is_refused_whole(
    passports: Passports, tmp_path: Path, sender: str, actor: str, problem: FeedProblem
) -> None:
    """Another's flux, an unknown or a revoked sender: nothing is taken."""
    path = feeds.written(tmp_path, feeds.flux([feeds.certifier([feeds.certification([feeds.passage("a")])])], sender))
    with pytest.raises(FeedError) as caught:
        take(path, passports, replace(HAND, actor=Actor(kind=ActorKind.ISSUER, id=actor)))
    assert caught.value.problem is problem
    with passports.vault.reading() as store:
        assert store.records_of("03VML243", ["a"]) == {}


def test_a_flux_that_calls_itself_that_of_a_third_party_needs_the_registry_to_say_so(
    passports: Passports, tmp_path: Path
) -> None:
    """It forges nothing, and takes no id from the certifier's own line; named, its receipt says who handed it in."""
    flux = feeds.flux([feeds.certifier([feeds.certification([feeds.passage("p")])])], "THIRD")
    path = feeds.written(tmp_path, flux.replace(">CERTIFICATEUR<", ">TIERS_CONFIANCE<"))
    third = replace(CERTIFIER, id="THIRD")
    passports.registry = Registry(issuers=(CERTIFIER, third))
    hand = replace(HAND, actor=Actor(kind=ActorKind.ISSUER, id="THIRD"))
    (row, _) = rows_of(passports, take(path, passports, hand).feed)
    assert (row.outcome, row.reason) == ("refused", "not_depositor")
    passports.registry = Registry(issuers=(replace(CERTIFIER, depositors=frozenset({"THIRD"})), third))
    taken = take(path, passports, hand)
    assert outcomes(passports, taken)[0] == ("p", "accepted")
    for name, said in (("r.xml", "<idDeposant>THIRD</idDeposant>"), ("r.json", '"handed_in_by": "THIRD"')):
        write_receipt(tmp_path / name, account(passports, taken))
        assert said in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("content", "problem"), [(b"", "empty"), (b"a;b\n1;2\n", "unknown_kind")])
def test_a_file_that_is_no_feed_is_refused(passports: Passports, tmp_path: Path, content: bytes, problem: str) -> None:
    """And one that is not there."""
    with pytest.raises(FeedError) as caught:
        take(feeds.written(tmp_path, content), passports, HAND)
    assert caught.value.problem == problem
    with pytest.raises(FeedError):
        take(tmp_path / "absent.xml", passports, HAND)


AFTER = AT + timedelta(seconds=1)
HOLDER = {"family_name": "Haba", "given_names": ["Ada"], "birthdate": "1993-05-23"}
JOB = {"type": "experience", "kind": "civic_service", "title": "Accueil", "start": "2024-01", "end": "2024-06"}


def test_signed_lines_add_correct_and_withdraw(passports: Passports, tmp_path: Path) -> None:
    """The proof kept with the record says nothing of its holder."""
    lines = [
        signed_line(AGENCY, "j-1", JOB, holder=HOLDER, at=AT),
        signed_line(AGENCY, "j-2", JOB, holder=HOLDER, at=AT),
        signed_line(AGENCY, "j-1", JOB | {"end": "2024-07"}, holder=None, at=AFTER, operation=Operation.CORRECT),
        signed_line(AGENCY, "j-2", None, holder=None, at=AFTER, operation=Operation.WITHDRAW),
    ]
    path = tmp_path / "lines.jsonl"
    write_lines(path, lines)
    taken = take(path, passports, replace(HAND, actor=Actor(kind=ActorKind.ISSUER, id=AGENCY.id)))
    assert outcomes(passports, taken) == [
        ("j-1", "accepted"), ("j-2", "accepted"), ("j-1", "corrected"), ("j-2", "withdrawn"), ("", "ended"),
    ]  # fmt: skip
    with passports.vault.reading() as store:
        row = store.record_of(AGENCY.id, "j-1")
        assert row is not None
        assert (row.content["end"], row.kind, len(row.proofs)) == ("2024-07", "civic_service", 1)


def test_lines_that_do_not_hold_are_refused_one_by_one(passports: Passports, tmp_path: Path) -> None:
    """Forged, altered, of another holder, of who named nobody, by an unknown key, unsigned, cut: the others go on."""
    stranger = replace(authority("Inconnue"), id=AGENCY.id)
    good = signed_line(AGENCY, "good", JOB, holder=HOLDER, at=AT)
    head, payload, signature = good["signed"].split(".")
    wrong = [
        (signed_line(authority("Personne"), "x", JOB, holder=HOLDER, at=AT), "not_depositor"),
        (signed_line(stranger, "x", JOB, holder=HOLDER, at=AT), "unknown_key"),
        (signed_line(replace(stranger, kid=AGENCY.kid), "x", JOB, holder=HOLDER, at=AT), "bad_signature"),
        (good | {"signed": f"{head}.{payload}.{signature[:-4]}AAAA"}, "bad_signature"),
        (good | {"holder": good["holder"] | {"family_name": "Hobo"}}, "other_holder"),
        ({"signed": good["signed"]}, "other_holder"),
        ({"holder": good["holder"], "record": JOB}, "not_signed"),
        ([], "not_signed"),
        (signed_line(AGENCY, "x", JOB | {"end": "2023-01"}, holder=HOLDER, at=AT), "invalid_record"),
        (signed_line(AGENCY, "x", JOB, holder=HOLDER | {"nir": "1"}, at=AT), "value"),
        (signed_line(AGENCY, "x", JOB, holder=HOLDER | {"salt": "x"}, at=AT), "value"),
        (signed_line(AGENCY, "x", JOB, holder={"id": "nobody"}, at=AT), "holder_not_found"),
        (signed_line(AGENCY, "x", None, holder=HOLDER, at=AT), "missing"),
        (signed_line(AGENCY, "x", JOB, holder=HOLDER, at=AT.replace(year=2030)), "not_yet"),
    ]
    text = "".join(json.dumps(line) + "\n" for line, _ in wrong)
    half = json.dumps(good)[:200]
    path = feeds.written(tmp_path, f"{text}\n{'x' * (LONGEST + 9)}\n{json.dumps(good)}\n{half}", "lines.jsonl")
    taken = take(path, passports, replace(HAND, actor=Actor(kind=ActorKind.ISSUER, id=AGENCY.id)))
    rows = list(rows_of(passports, taken.feed))
    assert [row.reason for row in rows] == [*(reason for _, reason in wrong), "too_large", None, "not_json", "ended"]
    assert rows[-1].parameters == {"ending": "cut", "line": 18}  # no certification in it: none was left uncompared
    assert all(told(row) for row in rows if row.reason)
    assert "L'enregistrement : il finit avant de commencer." in [told(row) for row in rows if row.reason]
    assert not any(name in json.dumps([row.parameters for row in rows]) for name in ("Haba", "1993"))


def test_the_day_is_that_of_france() -> None:
    """A feed of half past eleven at night in Paris is of that day."""
    from datetime import UTC, datetime

    from referentials.days import day_of

    assert day_of(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)
