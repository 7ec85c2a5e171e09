"""What issuers send, correct and take back, and what the holder says against it."""

from __future__ import annotations

import json
from pathlib import Path

from answers.shapes.feeds import FeedAnswer
from answers.shapes.kept import ChangedAnswer
from passport.feeds.receipt import Outcome
from tests.support.commands import Ran, ran
from tests.support.feeds import flux_of, passage, written
from tests.support.kept import CERTIFIER, HOLDER, OTHER, as_holder, lines

TITLE = "certification"


def fed(kept: Path, *more: str) -> Ran:
    """A flux of the certifier: a passage of the person, and one whose dates are reversed."""
    content = flux_of(passage("p-1"), passage("p-2", end="2019-01-01", given="Zoé", family="Tierce"))
    return ran("passport", "feed", written(kept, content), "--as", f"issuer:{CERTIFIER}", *more)


def test_a_feed_is_taken_with_a_receipt_and_once(kept: Path) -> None:
    """Accepted, refused with its reason in French; given again, nothing is twice."""
    receipt = kept / "recu.json"
    answer = FeedAnswer.model_validate(fed(kept, "--receipt", str(receipt), "--json").json)
    assert (answer.counts[Outcome.ACCEPTED], answer.counts[Outcome.REFUSED]) == (1, 1)
    assert [(one.external_id, one.reason) for one in answer.others] == [("p-2", "dates_reversed")]
    assert "dateFinValidite" in answer.others[0].told
    assert [one["id"] for one in json.loads(receipt.read_text(encoding="utf-8"))["accepted"]] == ["p-1"]
    line = lines()[TITLE]
    assert (line["standing"]["standing"], line["standing"]["method"]) == ("guaranteed", "feed")
    again = fed(kept)
    assert "1 déjà accepté, 1 refusé" in again.out
    assert (kept / "flux.xml.recepisse.xml").exists()
    assert len(lines()) == 4


def test_a_feed_is_handed_in_by_its_sender(kept: Path) -> None:
    """Neither a holder nor another issuer; nothing is taken of a file that is no feed."""
    path = written(kept, flux_of(passage("p-1")))
    for who in (f"holder:{HOLDER}", f"issuer:{OTHER}"):
        assert ran("passport", "feed", path, "--as", who).code == 2
    done = ran("passport", "feed", kept / "identity.txt", "--as", f"issuer:{CERTIFIER}")
    assert (done.code, "Rien n'en est pris" in done.said) == (2, True)
    assert TITLE not in lines()


def test_nothing_is_taken_where_the_receipt_cannot_be_written(kept: Path) -> None:
    """Told first: a sender would not know what to send again."""
    done = fed(kept, "--receipt", str(kept / "nowhere" / "recu.xml"))
    assert (done.code, "recu.xml" in done.said) == (2, True)
    assert TITLE not in lines()


def test_a_holder_corrects_what_they_declare_and_contests_the_rest(kept: Path) -> None:
    """An issuer's line is not theirs to change: it is contested, and everybody sees so."""
    fed(kept)
    one = {"version": 1, "holder": {"id": HOLDER}, "languages": [{"id": "lang-1", "language": "en", "level": "B1"}]}
    (kept / "one.json").write_text(json.dumps(one), encoding="utf-8")
    mine, theirs = lines()["language"]["id"], lines()[TITLE]["id"]
    done = as_holder("correct", mine, "--with", str(kept / "one.json"), "--json")
    assert ChangedAnswer.model_validate(done.json).action == "correct_declared"
    assert lines()["language"]["record"]["level"] == "B1"
    for more in (("--with", str(kept / "one.json")), ("--remove",)):
        assert "lui seul la corrige" in as_holder("correct", theirs, *more).said
    assert as_holder("correct", theirs, "--contest", "Ce n'est pas moi.").code == 0
    seen = ran("passport", "show", HOLDER, "--as", f"issuer:{CERTIFIER}").out
    assert "contestée par le titulaire" in seen
    assert "Ce n'est pas moi." in seen
    assert as_holder("correct", theirs, "--uncontest").code == 0
    assert not lines()[TITLE]["contested"]
    assert as_holder("correct", mine, "--remove").code == 0
    assert "language" not in lines()


def test_an_issuer_corrects_and_withdraws_its_own_and_nobody_else_does(kept: Path) -> None:
    """By its own id of the line; what was withdrawn stays in sight of the holder, and changes no more."""
    fed(kept)
    record = {"type": "certification", "code": "RNCP32198", "date": "2021-08-10"}
    (kept / "right.json").write_text(json.dumps(record), encoding="utf-8")
    for who in (f"issuer:{OTHER}", f"holder:{HOLDER}"):
        assert ran("passport", "correct", "p-1", "--as", who, "--withdraw").code == 2
    own = ("passport", "correct", "p-1", "--as", f"issuer:{CERTIFIER}")
    assert ran(*own, "--with", kept / "right.json").code == 0
    assert lines()[TITLE]["record"]["date"] == "2021-08-10"
    assert ran(*own, "--withdraw").code == 0
    assert lines()[TITLE]["withdrawn"]
    refused = ran(*own, "--with", kept / "right.json")
    assert (refused.code, "retiré par son émetteur" in refused.said) == (2, True)


def test_one_change_at_a_time_is_asked_for(kept: Path) -> None:
    """None, two, or no line: the message says what there is."""
    mine = lines()["language"]["id"]
    for arguments in ((mine,), (mine, "--remove", "--hide"), ("--remove",), (mine, "--contest", "")):
        done = as_holder("correct", *arguments)
        assert done.code == 2
        assert "--contest" in done.said or "acquis passport show" in done.said
