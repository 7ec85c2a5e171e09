"""All or part of a passport, with whom the holder says, until they say."""

from __future__ import annotations

from pathlib import Path

from answers.shapes.kept import CompetenciesAnswer
from answers.shapes.shares import SharedAnswer, SharesAnswer
from recommend.engine import Engine
from tests.support.commands import ran
from tests.support.kept import HOLDER, as_holder, lines

OFFER = ("share", "create", "--for", "embauche", "--until")
LAST = "2027-06-30"


def test_a_share_shows_its_lines_and_no_hidden_field(kept: Path) -> None:
    """Not the organisation, nor a line that was not shared; revoked, nothing at once."""
    shown = lines()["Bénévole à l'accueil"]["id"]
    answer = SharedAnswer.model_validate(
        as_holder(*OFFER, LAST, "--with", "person:rh-1", "--lines", shown, "--fields", "name", "--json").json
    )
    assert "30/06/2027 compris" in answer.share.told
    guest = ("passport", "show", HOLDER, "--as", "guest:rh-1")
    seen = ran(*guest)
    assert "Bénévole à l'accueil" in seen.out
    for hidden in ("Comptoir", "Caissière", "Accueillir"):
        assert hidden not in seen.out + ran(*guest, "--json").out
    assert ran("passport", "show", HOLDER, "--as", "guest:rh-2").code == 2
    assert as_holder("share", "revoke", answer.share.id).code == 0
    assert "mis fin" in ran(*guest).said
    (listed,) = SharesAnswer.model_validate(as_holder("share", "list", "--json").json).shares
    assert listed.state == "revoked"
    assert "révoqué" in as_holder("share", "list").out


def test_a_line_that_is_hidden_is_in_no_share(kept: Path) -> None:
    """Though the share was of everything; its holder sees it still, and may show it again."""
    mine = lines()["Caissière"]["id"]
    assert as_holder(*OFFER, LAST, "--with", "body:agence").code == 0
    guest = ("passport", "show", HOLDER, "--as", "guest:agence")
    assert "Caissière" in ran(*guest).out
    assert as_holder("correct", mine, "--hide").code == 0
    assert "Caissière" not in ran(*guest).out
    assert lines()["Caissière"]["hidden"]
    assert as_holder("correct", mine, "--unhide").code == 0
    assert "Caissière" in ran(*guest).out


def test_a_link_of_competencies_shows_them_and_no_line(kept: Path, engine: Engine) -> None:
    """Its secret is told once; what follows from lines is shown without a word of them."""
    answer = SharedAnswer.model_validate(
        as_holder(*OFFER, LAST, "--with", "link", "--competencies-only", "--json").json
    )
    assert answer.token
    assert answer.token not in as_holder("share", "list", "--json").out
    done = ran("passport", "show", "--link", answer.token, "--snapshot", engine.snapshot.path, "--json")
    seen = CompetenciesAnswer.model_validate(done.json)
    assert seen.competencies
    for hidden in ("Comptoir", "Caissière", "Bénévole", "visiteurs", "Berthe", HOLDER):
        assert hidden not in done.out
    assert as_holder("share", "revoke", answer.share.id).code == 0
    assert ran("passport", "show", "--link", answer.token).code == 2
    assert ran("passport", "show", "--link", "autre").code == 2


def test_a_share_that_cannot_be_is_told_why(kept: Path) -> None:
    """With nobody, without end, of a line that is not there, of a field that is none; nothing is given."""
    for arguments in (
        (LAST, "--with", "rh-1"),
        (LAST, "--with", "link:x"),
        (LAST, "--with", "person:Mme R. H."),
        ("2020-01-01", "--with", "person:rh-1"),
        ("2999-01-01", "--with", "person:rh-1"),
        ("9999-12-31", "--with", "person:rh-1"),
        (LAST, "--with", "person:rh-1", "--lines", ""),
        (LAST, "--with", "person:rh-1", "--lines", "own-0"),
        (LAST, "--with", "person:rh-1", "--fields", "salaire"),
    ):
        done = as_holder(*OFFER, *arguments)
        assert done.code == 2, arguments
        assert done.said, arguments
    assert "Aucun partage" in as_holder("share", "list").out
