"""What issuers send, correct and take back, and what the holder says against it."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

import pytest

from answers.shapes.feeds import FeedAnswer
from answers.shapes.kept import ChangedAnswer
from cli.passport.feed import PARTLY
from passport.feeds.receipt import Outcome
from recommend.engine import Engine
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
    done = fed(kept, "--receipt", str(receipt), "--json")
    assert done.code == PARTLY
    answer = FeedAnswer.model_validate(json.loads(done.out))
    assert (answer.counts[Outcome.ACCEPTED], answer.counts[Outcome.REFUSED]) == (1, 1)
    assert [(one.external_id, one.reason) for one in answer.others] == [("p-2", "dates_reversed")]
    assert "dateFinValidite" in answer.others[0].told
    assert [one["id"] for one in json.loads(receipt.read_text(encoding="utf-8"))["accepted"]] == ["p-1"]
    line = lines()[TITLE]
    assert (line["standing"]["standing"], line["standing"]["method"]) == ("guaranteed", "feed")
    again = fed(kept)
    assert "1 déjà accepté, 1 refusé" in again.out
    assert re.search(r"Déjà accepté le \d\d/\d\d/\d{4} à \d+ h \d\d, à l'identique", again.out)
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
    (kept / "folder.xml").mkdir()
    for place in (kept / "nowhere" / "recu.xml", kept / "folder.xml"):
        done = fed(kept, "--receipt", str(place))
        assert (done.code, place.name in done.said, "Rien n'en est pris" in done.said) == (2, True, True)
    assert TITLE not in lines()


def test_a_receipt_that_fails_at_the_end_is_made_again_and_nothing_taken_twice(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills as the receipt is put in its place: what was taken is said to be; the vault has all of it."""
    receipt = kept / "recu.json"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", full)
        done = fed(kept, "--receipt", str(receipt), "--json")
    assert (done.code, receipt.exists(), json.loads(done.out)["receipt"]) == (2, False, None)
    assert "Les passages sont pris ; le récépissé est à refaire" in done.said
    assert "Rien n'en est pris" not in done.said
    again = fed(kept, "--receipt", str(receipt), "--receipt-only", "--json")
    assert (again.code, json.loads(again.out)["feed"]) == (PARTLY, json.loads(done.out)["feed"])
    assert [one["id"] for one in json.loads(receipt.read_text(encoding="utf-8"))["accepted"]] == ["p-1"]
    other = written(kept, flux_of(passage("p-9")), "other.xml")
    done = ran("passport", "feed", other, "--as", f"issuer:{CERTIFIER}", "--receipt-only")
    assert (done.code, "jamais été pris" in done.said) == (2, True)


def test_the_exit_code_says_whether_everything_was_taken(kept: Path) -> None:
    """0, even where it was there already; 3 where a passage is refused, or the file is cut."""
    own = ("--as", f"issuer:{CERTIFIER}")
    whole = flux_of(passage("p-1"))
    path = written(kept, whole)
    assert [ran("passport", "feed", path, *own).code for _ in range(2)] == [0, 0]
    cut = written(kept, whole.replace("p-1", "p-3", 1).rpartition("</cpf:certification>")[0], "cut.xml")
    assert ran("passport", "feed", cut, *own).code == PARTLY
    assert fed(kept).code == PARTLY


def test_certifications_that_were_compared_with_nothing_are_said_so(kept: Path, engine: Engine) -> None:
    """On the terminal, in the answer and in both kinds of receipt; with a referential, no word of it."""
    path, own = written(kept, flux_of(passage("p-1"))), ("--as", f"issuer:{CERTIFIER}")
    said = "les certifications n'ont été comparées à rien"
    assert said in ran("passport", "feed", path, *own).out
    assert "<certificationsNonComparees>true<" in (kept / "flux.xml.recepisse.xml").read_text(encoding="utf-8")
    receipt = kept / "recu.json"
    assert not ran("passport", "feed", path, *own, "--receipt", receipt, "--json").json["certifications_compared"]
    assert said in json.loads(receipt.read_text(encoding="utf-8"))["message"]
    done = ran("passport", "feed", path, *own, "--receipt", receipt, "--snapshot", engine.snapshot.path, "--json")
    answer = json.loads(done.out)
    assert (answer["certifications_compared"], said in answer["told"]) == (True, False)
    assert "certifications_unchecked" not in json.loads(receipt.read_text(encoding="utf-8"))


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
    for arguments in ((mine,), (mine, "--remove", "--hide"), ("--remove",), (mine, "--contest", "  ")):
        done = as_holder("correct", *arguments)
        assert done.code == 2
        assert "--contest" in done.said or "acquis passport show" in done.said
