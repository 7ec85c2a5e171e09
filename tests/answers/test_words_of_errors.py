"""Every error has its words on every surface, none of which names another's commands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import graph.errors as of_graph
import lab.errors as of_lab
import matching.errors as of_matching
import passport.service.errors as of_service
import passport.vault.errors as of_vault
import recommend.errors as of_recommend
import referentials.errors as of_referentials
from answers.cv.errors import CvError, CvFault
from answers.errors import UsageError
from answers.words.errors import WORDS, told
from answers.words.imports import ODDITY, PULL, SNAPSHOT, SOURCE, remark_told
from answers.words.passport import FAULT, fault_line, fault_told
from answers.words.plan import LEFT_OUT, left_out
from answers.words.surfaces import NAMES, Surface
from passport.access.actor import ActorKind
from passport.access.decide import Decision
from passport.access.terms import Action, Reason
from passport.document.errors import Fault, FaultCode, PassportError
from passport.document.read import passport_from
from passport.document.standing import ProofProblem
from passport.feeds.errors import FeedError, FeedProblem
from passport.imports.errors import PaperError, PaperProblem
from passport.journal.check import Fault as JournalFault
from passport.journal.errors import BrokenJournalError, ClockError
from passport.proof.errors import RefusedProofError, RegistryError, RegistryProblem
from passport.proof.pdf.errors import SigningError, SigningProblem
from referentials.errors import AcquisError, CodeKind, PullProblem, SnapshotProblem, SourceProblem
from referentials.remarks import Oddity

HOLDER, WORD = "nom-de-la-personne", "mot de la personne"
SAID = {
    "said": "x", "byte": "0xE9", "header": ["a"], "found": 1, "expected": 2, "table": "t", "version": "9",
    "url": "https://example.org", "status": 500, "page": "p", "title": "t", "folder": Path("f"), "portal": "p",
    "failures": {"rome": of_referentials.PullError(PullProblem.CHECKSUM)}, "pages": ["p"], "names": ["n"],
    "known": [], "manifest": "m", "schema": 1, "read": 2, "fiche": "RNCP1", "kind": CodeKind.ROME, "text": "x",
    "size": 3000, "limit": 2, "ratio": 500, "first": 2, "digits": 5000, "problem": SourceProblem.ENCRYPTED,
}  # fmt: skip
FAULT_SAID = {
    "min_length": 1, "ge": 1, "lt": 9,
    "max_length": 5, "pattern": "p", "expected": "e", "gt": 0, "le": 1, "size": 9_000_000, "most": 5_000_000,
    "levels": 5, "key": "k", "constant": "NaN", "digits": 9, "count": 2,
    "line": 1, "column": 2, "said": "x", "value": "2021-02-30", "start": "2021", "end": "2020",
    "begins": date(2026, 1, 2), "code": "N9999", "kind": "rome", "text": WORD, "ids": ["a"],
}  # fmt: skip


def errors() -> Iterator[AcquisError]:
    """One of each class, and of each of its problems."""
    yield UsageError("Donnez un nombre.")
    yield of_lab.EvaluationError("Donnez un fichier.")
    yield of_lab.PackedModelError("Donnez un modèle.")
    yield of_referentials.MissingExtraError("neo4j", "neo4j")
    yield of_referentials.OutOfTimeError(20)
    yield from (of_referentials.CodeError(kind, WORD) for kind in CodeKind)
    yield from (of_referentials.SourceError("f.zip", one, SAID, 3, "c") for one in SourceProblem)
    yield from (of_referentials.PullError(one, SAID) for one in PullProblem)
    yield from (of_referentials.UnusableSnapshotError(one, "abc", SAID) for one in SnapshotProblem)
    for rebuild in of_referentials.Rebuild:
        for fault in of_referentials.FileFault:
            yield of_referentials.DamagedFileError("abc", "derived/m/items.npy", fault, rebuild, more=1)
    yield of_referentials.UnknownCodeError(WORD)
    yield of_referentials.UnknownPlaceError(WORD, ["Tours"])
    yield of_recommend.AmbiguousTargetError("37674", "D1106", "RNCP37674")
    yield of_recommend.SeveralTargetsError(WORD, [of_recommend.NamedTarget("D1106", "occupation", "Boulanger", 0.3)])
    yield of_recommend.UnknownTargetError(WORD, [])
    yield of_recommend.UnknownTargetError(WORD, [of_recommend.NamedTarget("RNCP1", "certification", "Boulanger", 0.3)])
    yield of_recommend.UndescribedTargetError("D1106", "occupation")
    yield of_recommend.UndescribedTargetError("RNCP1", "certification")
    yield of_recommend.UnknownCertificationError(["RNCP1"])
    yield from (of_recommend.WishError(kind, WORD, ["santé"]) for kind in of_recommend.WishKind)
    yield of_recommend.LevelsError(9, 1)
    yield of_recommend.NegativeLimitError("hours", -1)
    texts = {"said": "x", "byte": 3, "missing": ["a"], "expected": ["a", "b"], "columns": ["a"]}
    yield from (of_matching.TextFileError("", one, texts, 2) for one in of_matching.FileProblem)
    yield from (of_matching.AliasError("t.tsv", 2, one, WORD, "abc") for one in of_matching.AliasProblem)
    yield of_matching.DamagedModelError("model.onnx")
    yield of_matching.UnknownModelError("m", "x")
    yield of_matching.StoppedModelError(9)
    yield from (of_graph.StoreError("bolt://x", one, "x") for one in of_graph.StoreProblem)
    yield of_graph.MissingNodesError(("Competency 1", "Competency 2", "Competency 3", "Competency 4"))
    yield of_graph.IncompleteHolderError("titulaire-1")
    yield of_graph.UnknownItemKindError("unit_links", ["macro"], ["competency"])
    for reason in Reason:
        yield of_service.RefusedError(Action.CONSULT, Decision(allowed=False, article="L6323-8 III", reason=reason))
    yield of_service.UnknownPassportError("titulaire-1")
    yield of_service.UnknownShareError()
    yield of_service.UnknownCvError()
    share = {"most": 2, "line": "l", "field": "f", "known": ["name"]}
    yield from (of_service.ShareError(one, share) for one in of_service.ShareProblem)
    yield of_service.NoOperatorError()
    yield from (of_service.IdentifierError(str(kind), 200) for kind in ActorKind)
    twice = Fault("", FaultCode.TWICE, {"key": "x"})
    said_of_papers = {"size": 2, "most": 1, "found": "pdf", "said": "elm", "member": "a.csv", "fault": twice}
    yield from (PaperError(one, "cv.pdf", said_of_papers) for one in PaperProblem)
    said_of_registries = {
        "code": "missing", "said": "x", "id": "urn:un", "kid": "k", "known": ["urn:deux"], "uri": "https://x.example",
        "on": date(2026, 1, 2), "from": date(2026, 1, 2), "issuers": ["urn:un", "urn:deux"], "kids": ["k", "l"],
        "role": "employer", "asked": "urn:trois", "sender": "urn:quatre", "kinds": ["bloc"], "most": ["employment"],
    }  # fmt: skip
    yield from (RegistryError(one, "issuers.json", "issuers[0].id", said_of_registries) for one in RegistryProblem)
    yield RegistryError(RegistryProblem.UNKNOWN_ISSUER, parameters={"id": "urn:un", "known": []})
    yield from (RefusedProofError(one) for one in ProofProblem)
    yield from of_the_vault()
    yield from (CvError(one, "cv.json", "x") for one in CvFault)
    yield from (SigningError(one, "cle.p12", "x") for one in SigningProblem)
    said_of_feeds = {"said": "x", "found": "a", "expected": ["b"], "sender": "s", "actor": "a", "on": "2026-01-01",
                     "element": "flux", "fault": "missing"}  # fmt: skip
    yield from (FeedError(one, "flux.xml", said_of_feeds, 3) for one in FeedProblem)
    yield PassportError(tuple(Fault("holder.id", code, FAULT_SAID) for code in codes_of_faults()), holder=HOLDER)


def of_the_vault() -> Iterator[AcquisError]:
    """Its keys, its database, its rows, its backups, its journal."""
    yield from (of_vault.UnusableKeyError(one, "master.key") for one in of_vault.KeyProblem)
    schema = {"found": "0001", "latest": "0002", "known": ("0001", "0002")}
    yield from (of_vault.UnusableVaultError(one, "sqlite:///v.sqlite", schema) for one in of_vault.VaultProblem)
    yield of_vault.ConflictError("records", "r-1", 1, 2)
    yield of_vault.DamagedRowError("records", "r-1")
    yield of_vault.AmbiguousHolderError(("h-1", "h-2"))
    yield from (of_vault.IdentityError("given_name", one, 255) for one in of_vault.IdentityProblem)
    yield from (of_vault.BackupError(one, "v.backup") for one in of_vault.BackupProblem)
    yield from (BrokenJournalError(3, one, 2) for one in JournalFault)
    yield ClockError(datetime(2040, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


def codes_of_faults() -> list[str]:
    """Ours, and those of pydantic that have words."""
    return list(dict.fromkeys([*FaultCode, *FAULT]))


def kinds(kind: type[AcquisError] = AcquisError) -> Iterator[type[AcquisError]]:
    """Every class of error that is raised: those with a code of their own."""
    for one in kind.__subclasses__():
        if "code" in vars(one):
            yield one
        yield from kinds(one)


EVERY = [pytest.param(error, id=f"{error.code}-{at}") for at, error in enumerate(errors())]


def test_every_error_has_a_code_of_its_own_and_words() -> None:
    """A class added without words fails here, and so does one that this test does not try."""
    every = set(kinds())
    assert len({kind.code for kind in every}) == len(every)
    assert {type(error) for error in errors()} == every
    assert set(WORDS) <= every
    assert {SourceProblem(one) for one in SOURCE} == set(SourceProblem)
    assert {PullProblem(one) for one in PULL} == set(PullProblem)
    assert {SnapshotProblem(one) for one in SNAPSHOT} == set(SnapshotProblem)


@pytest.mark.parametrize("error", EVERY)
@pytest.mark.parametrize("surface", list(Surface))
def test_every_error_is_told_on_every_surface(error: AcquisError, surface: Surface) -> None:
    """No parameter is left unsaid, no name of a parameter is shown."""
    sentence = told(error, surface)
    assert sentence
    assert sentence != str(error)
    assert "{" not in sentence
    assert "}" not in sentence


def test_an_error_of_another_package_says_what_it_is() -> None:
    """A command that others add may raise its own."""

    class OtherError(AcquisError):
        pass

    assert told(OtherError(), Surface.CLI) == "acquis"


@pytest.mark.parametrize("surface", [Surface.API, Surface.PAGE])
@pytest.mark.parametrize("error", EVERY)
def test_a_caller_of_the_api_and_a_reader_are_told_no_command(error: AcquisError, surface: Surface) -> None:
    """Neither an option nor a command of the command line."""
    sentence = told(error, surface)
    assert "--" not in sentence
    assert "acquis " not in sentence


@pytest.mark.parametrize("error", EVERY)
def test_an_error_as_text_says_its_code_and_no_data_of_a_person(error: AcquisError) -> None:
    """What a log may show: English, parameters, neither the holder nor what they wrote."""
    assert str(error).startswith(error.code)
    for personal in (HOLDER, WORD):
        assert personal not in str(error)
        assert personal not in repr(error)


def test_what_else_the_api_says_of_its_own_names_no_option() -> None:
    """Names of each surface, why lines and units are left aside."""
    assert set(NAMES[Surface.API]) == set(NAMES[Surface.CLI]) == set(NAMES[Surface.PAGE])
    told_to_callers = [*NAMES[Surface.API].values(), *(left_out(one, Surface.API) for one in LEFT_OUT)]
    told_to_callers += [fault_told(Fault("x", code, FAULT_SAID), Surface.API) for code in codes_of_faults()]
    for sentence in told_to_callers:
        assert "--" not in sentence
        assert "(-" not in sentence
        assert "acquis " not in sentence


def test_a_fault_names_the_option_of_its_surface() -> None:
    """The same line, mended by an option or by a field of the request."""
    fault = Fault("blocs[0].code", FaultCode.UNKNOWN_CODE, {"code": "RNCP9BC01"})
    start = "blocs[0].code : RNCP9BC01 est inconnu du référentiel ; vérifiez le code, importez un référentiel plus "
    start += "récent, ou écartez la ligne avec "
    assert fault_line(fault, Surface.CLI) == f"{start}--ignore-unknown"
    assert fault_line(fault, Surface.API) == f"{start}« ignore_unknown »"


def test_a_fault_that_has_no_words_is_told_in_those_of_the_library() -> None:
    """Rather than not at all: a type of pydantic that no field gives today."""
    assert fault_told(Fault("x", "url_type", {"said": "URL expected"}), Surface.API) == "URL expected"


def test_the_types_of_pydantic_that_the_passport_gives_have_words() -> None:
    """One document with a fault of each kind of field."""
    experience = {"id": 5, "kind": "job", "title": "x" * 501, "start": "2019", "hours_per_week": 200, "more": 1}
    document = {"version": 2, "holder": {}, "experiences": [experience], "trainings": {}, "languages": ["fr"]}
    with pytest.raises(PassportError) as caught:
        passport_from(document)
    assert {fault.code for fault in caught.value.faults} <= set(FAULT)
    assert len(caught.value.faults) >= 8


def test_every_oddity_of_an_import_is_told() -> None:
    """And the reports of older versions, which have the sentence itself."""
    for reason in Oddity:
        sentence = remark_told({"reason": reason.value, "parameters": SAID})
        assert sentence
        assert "{" not in sentence
    assert set(ODDITY) == set(Oddity) - {Oddity.BAD_CODE, Oddity.NO_CERTIFICATION, Oddity.MEMBER}
    assert remark_told({"reason": "code ROME vide"}) == "code ROME vide"
