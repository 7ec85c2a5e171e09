"""A passport goes into the vault and is shown, to whom the matrix of rights says, and to nobody else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answers.shapes.kept import ExportedAnswer, ImportedAnswer, OpenedAnswer, ShowAnswer
from passport.document.read import passport_from
from tests.support.authority import registry
from tests.support.commands import ran
from tests.support.kept import DOCUMENT, HOLDER, IDENTITY, as_holder, lines

AGENT = ("--mission", "support", "--habilitated-until", "2999-12-31")


def test_without_a_vault_the_message_says_how_to_make_one() -> None:
    """One sentence; nothing is made by who only reads."""
    done = ran("passport", "show", HOLDER, "--as", "holder")
    assert done.code == 2
    assert "acquis vault init" in done.said


def test_a_passport_is_imported_once_with_its_proofs(kept: Path) -> None:
    """What an issuer signed is attested, by its name; the rest is declared; a second import adds nothing."""
    again = ran("passport", "import", kept / "passport.json", "--json")
    answer = ImportedAnswer.model_validate(again.json)
    assert (answer.holder, answer.added, answer.already) == (HOLDER, 0, 3)
    shown = lines()
    assert shown["Bénévole à l'accueil"]["standing"]["standing"] == "guaranteed"
    assert "attesté par « Le Comptoir Inventé »" in shown["Bénévole à l'accueil"]["standing"]["told"]
    assert shown["Caissière"]["standing"]["told"] == "déclaré"


def test_a_passport_that_only_claims_is_shown_unverified(vault: Path) -> None:
    """Whatever the document says of itself."""
    (vault / "claims.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")
    done = ran("passport", "import", vault / "claims.json", "--identity", vault / "identity.json")
    assert done.code == 0, done.said
    assert lines()["Bénévole à l'accueil"]["standing"]["standing"] == "unverified"
    assert "attestation non vérifiée : " in as_holder("show").out


def test_a_passport_that_is_not_open_asks_for_an_identity(vault: Path) -> None:
    """And an identity that is none is told, without a word of it."""
    done = ran("passport", "import", vault / "passport.json")
    assert done.code == 2
    assert "--identity" in done.said
    (vault / "bad.json").write_text('{"family_name": "Secrète", "birthdate": "hier"}', encoding="utf-8")
    done = ran("passport", "open", "--identity", vault / "bad.json")
    assert done.code == 2
    assert "given_name" in done.said
    assert "Secrète" not in done.said


def test_a_person_is_found_again_by_their_identity(kept: Path) -> None:
    """The same passport, not a second one."""
    done = ran("passport", "open", "--identity", kept / "identity.json", "--json")
    assert OpenedAnswer.model_validate(done.json).holder == HOLDER


def test_agents_of_listed_bodies_read_and_others_are_refused(kept: Path) -> None:
    """R6323-35 III: a listed body, a mission, an habilitation in force; a PLIE has none."""
    done = ran("passport", "show", HOLDER, "--as", "agent:a-1@france_travail", *AGENT, "--json")
    answer = ShowAnswer.model_validate(done.json)
    assert (answer.ground.article, len(answer.lines)) == ("R6323-35 III", 3)
    for who, more in (
        ("agent:a-1@plie", AGENT),
        ("agent:a-1@apec", ("--mission", "support", "--habilitated-until", "2020-01-01")),
        ("agent:a-1@apec", ()),
        ("guest:rh-1", ()),
        ("holder:quelqu-un", ()),
        ("issuer:03VML243", ()),
        ("operator:moi", ()),
    ):
        done = ran("passport", "show", HOLDER, "--as", who, *more)
        assert done.code == 2, who
        assert done.said.startswith("Refusé"), who
        assert "Caissière" not in done.out + done.said


@pytest.mark.parametrize("holder", ["é à", "x" * 201])
def test_what_is_no_identifier_is_told(kept: Path, holder: str) -> None:
    """Before it reaches the journal, which holds identifiers alone."""
    assert "n'est pas un identifiant" in ran("passport", "show", holder, "--as", "holder").said
    assert "n'est pas un identifiant" in ran("passport", "show", HOLDER, "--as", f"guest:{holder}").said
    offer = ("share", "create", "--for", "x", "--until", "2027-06-30", "--with", f"person:{holder}")
    assert "--with : ce qui est donné" in as_holder(*offer).said


@pytest.mark.parametrize("name", ["x~y@plie", "a%b@plie", "q?z@plie", "a@b.fr@plie"])
def test_an_id_that_the_journal_takes_is_refused_for_who_it_is_and_not_for_its_form(kept: Path, name: str) -> None:
    """With the line that a refusal leaves."""
    done = ran("passport", "show", HOLDER, "--as", f"agent:{name}", "--mission", "support")
    assert "n'est pas de ceux que le code énumère" in done.said
    assert as_holder("journal", "--json").json["entries"][-1]["actor"]["id"] == name.removesuffix("@plie")


def test_an_identity_is_rectified_on_evidence_by_who_keeps_the_vault(kept: Path) -> None:
    """Its holder is told to whom to turn; the operator says whose, and on what."""
    other = kept / "other.json"
    other.write_text(json.dumps(IDENTITY | {"family_name": "Autre"}), encoding="utf-8")
    refused = as_holder("correct", "--identity", str(other))
    assert "fournisseur d'identité" in refused.said
    same = kept / "same.json"
    same.write_text(json.dumps(IDENTITY | {"email": "b@exemple.fr"}), encoding="utf-8")
    assert as_holder("correct", "--identity", str(same)).code == 0
    ask = ("passport", "correct", HOLDER, "--identity", other, "--as", "operator")
    assert "--evidence provider" in ran(*ask).said
    assert ran(*ask, "--evidence", "civil_status").code == 0
    assert as_holder("show", "--json").json["name"] == "Berthe Autre"
    assert "sur justificatif" in as_holder("journal").out


@pytest.mark.parametrize("said", [None, "quelqu'un", "agent:a-1", "agent:@plie", "holder:", "agent:a-1@banque"])
def test_who_acts_is_said_and_understood(kept: Path, said: str | None) -> None:
    """Nobody is taken for somebody by default; the forms, or the list, are told."""
    done = ran("passport", "show", HOLDER, *(("--as", said) if said else ()))
    assert done.code == 2
    assert "holder:ID" in done.said or "france_travail" in done.said


def test_an_export_has_everything_and_makes_the_same_passport_elsewhere(kept: Path) -> None:
    """For its owner's eyes alone on the disk; its passport is read again with its proofs."""
    out = kept / "export.json"
    assert as_holder("export", "-o", str(out)).code == 0
    assert out.stat().st_mode & 0o077 == 0
    answer = ExportedAnswer.model_validate(json.loads(out.read_text(encoding="utf-8")))
    assert answer.holder["family_name"] == "Haba"
    assert len(answer.records) == 3
    assert {entry["action"] for entry in answer.journal} >= {"open", "declare"}
    taken = passport_from(answer.passport)
    assert registry(taken).issuers
    assert sum(len(record.attestation.proofs) for record in taken.records) == 1


def test_nobody_erases_and_the_answer_says_what_may_be_done(kept: Path) -> None:
    """R6323-38: no erasure, no objection; limitation, which closes the passport to agents."""
    for more in ((), ("--oppose",)):
        done = as_holder("erase", *more)
        assert done.code == 2
        assert "R6323-38" in done.said
        assert "limiter" in done.said
    assert as_holder("limit").code == 0
    assert "limiter" in ran("passport", "show", HOLDER, "--as", "agent:a-1@apec", *AGENT).said
    assert as_holder("limit", "--lift").code == 0
    assert ran("passport", "show", HOLDER, "--as", "agent:a-1@apec", *AGENT).code == 0
