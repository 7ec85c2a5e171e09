"""The certifiers' flux: what is read of it, what is refused of it, and what stops it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from passport.feeds.certifiers import LONGEST, CertifiersXml
from passport.feeds.errors import FeedError, FeedProblem
from passport.feeds.feed import End
from passport.feeds.passage import Dossier, Named, Passage, Read, Refusal
from passport.feeds.receipt import Ending, Reason
from passport.proof.registry import EMPTY
from tests.support import feeds
from tests.support.data import ROOT
from tests.support.feed_file import write_feed

DAY = date(2026, 11, 23)


def read(folder: Path, content: str | bytes) -> tuple[list[Read], End]:
    """Every record of a flux, and how it ended."""
    feed = CertifiersXml().open(feeds.written(folder, content), EMPTY, DAY)
    return list(feed.records()), feed.end


def refusals(folder: Path, *passages: str) -> list[Read]:
    """What is read of a flux of these passages, between two good ones that must be read."""
    found, end = read(folder, feeds.flux_of(feeds.passage("first"), *passages, feeds.passage("last")))
    assert end.ending is Ending.WHOLE
    assert [one.external_id for one in (found[0], found[-1]) if isinstance(one, Passage)] == ["first", "last"]
    return found[1:-1]


def test_a_passage_is_a_certification_of_the_passport(tmp_path: Path) -> None:
    """Its issuer, its holder, its record, what it says more, and the line that it begins on."""
    ((found,), end) = read(tmp_path, feeds.flux_of(feeds.passage("p-1", end="2024-08-08")))
    assert isinstance(found, Passage)
    assert (found.issuer, found.external_id, found.sender, found.line) == ("03VML243", "p-1", None, 11)
    assert found.record == {"type": "certification", "code": "RNCP32198", "date": "2021-08-09"}
    assert found.holder == Named(
        family_name="Haba", given_names=("Berthe",), birthdate="1993-05-23", gender="female", birthplace="75102"
    )
    assert found.details == {
        "obtained": "PAR_SCORING", "until": "2024-08-08", "scoring": "324", "access": "VAE",
        "depositor": "CERTIFICATEUR",
    }  # fmt: skip
    assert end.ending is Ending.WHOLE


def test_a_flux_laid_out_otherwise_says_the_same(tmp_path: Path) -> None:
    """Blanks, another prefix, no wrapper around certifiers: the digest is of what is said."""
    text = feeds.flux_of(feeds.passage("p-1"))
    other = (
        text.replace("xmlns:cpf", "xmlns")
        .replace("<cpf:", "<")
        .replace("</cpf:", "</")
        .replace(">Haba<", ">\n   Haba\n <")
    )
    for wrapper in ("certificateurs", "certifications", "passageCertifications"):
        other = other.replace(f"<{wrapper}>", "").replace(f"</{wrapper}>", "")
    ((one,), _), ((same,), end) = read(tmp_path, text), read(tmp_path, other)
    assert isinstance(one, Passage)
    assert isinstance(same, Passage)
    assert (one.digest, one.record, end.ending) == (same.digest, same.record, Ending.WHOLE)
    ((changed,), _) = read(tmp_path, text.replace(">324<", ">325<"))
    assert isinstance(changed, Passage)
    assert changed.digest != one.digest


def test_a_holder_may_be_known_by_a_training(tmp_path: Path) -> None:
    """And the name is there to check that it is theirs."""
    text = feeds.passage("p-1", holder=feeds.DOSSIER, dossier="D-7")
    ((found,), _) = read(tmp_path, feeds.flux_of(text))
    assert isinstance(found, Passage)
    assert found.holder == Dossier("D-7", "Haba", "Berthe")


@pytest.mark.parametrize(
    ("replace", "reason", "said"),
    [
        ({"PAR_SCORING": "PAR_CHANCE"}, Reason.VALUE,
         {"element": "obtentionCertification", "expected": ["PAR_ADMISSION", "PAR_SCORING"]}),
        ({"2021-08-09": "2021-02-30"}, Reason.VALUE, {"element": "dateDebutValidite", "expected": ["Jour"]}),
        ({"2021-08-09": "09/08/2021"}, Reason.VALUE, {"element": "dateDebutValidite", "expected": ["Jour"]}),
        ({"<cpf:sexe>F</cpf:sexe>": ""}, Reason.UNEXPECTED, {"element": "codeCommuneNaissance", "expected": ["sexe"]}),
        ({"<cpf:donneeCertifiee>true</cpf:donneeCertifiee>": "<nir>2930575102001</nir>"}, Reason.UNEXPECTED,
         {"element": "nir", "expected": ["donneeCertifiee"], "more": 0}),
        ({"cpf:titulaire": "cpf:dossierFormation"}, Reason.UNEXPECTED,
         {"element": "nomNaissance", "expected": ["idDossier"]}),
        ({">true<": ">false<"}, Reason.NOT_VOUCHED, {}),
        ({">23<": ">31<", ">05<": ">06<"}, Reason.NO_SUCH_DAY, {"element": "jourNaissance"}),
        ({">1993<": ">2022<"}, Reason.BORN_AFTER, {}),
    ],
)  # fmt: skip
def test_a_faulty_passage_is_refused_with_its_reason_and_the_others_go_on(
    tmp_path: Path, replace: dict[str, str], reason: Reason, said: dict[str, object]
) -> None:
    """The element, what was expected, and no value of the person."""
    (found,) = refusals(tmp_path, feeds.passage("bad", replace=replace))
    assert isinstance(found, Refusal)
    assert (found.external_id, found.issuer, found.reason) == ("bad", "03VML243", reason)
    assert {name: value for name, value in found.parameters.items() if name != "more"} == {
        name: value for name, value in said.items() if name != "more"
    }
    assert "Haba" not in repr(found)


def test_dates_reversed_are_refused(tmp_path: Path) -> None:
    """A validity that ends before it begins."""
    (found,) = refusals(tmp_path, feeds.passage("bad", end="2020-01-01"))
    assert isinstance(found, Refusal)
    assert (found.reason, found.parameters) == (
        Reason.DATES_REVERSED, {"start": "2021-08-09", "end": "2020-01-01"},
    )  # fmt: skip


def test_a_name_that_nobody_sees_is_no_name(tmp_path: Path) -> None:
    """A receipt could not repeat it: refused, as in the signed feed."""
    (found,) = refusals(tmp_path, feeds.passage("\u00ad"))
    assert isinstance(found, Refusal)
    assert (found.external_id, found.reason, found.parameters["element"]) == (None, Reason.VALUE, "idTechnique")


def test_a_fault_is_told_with_its_line_however_far_it_is(tmp_path: Path) -> None:
    """Past the 65,535 lines that an XML library counts by itself."""
    bad = feeds.passage("bad", replace={">324<": "> <"})
    text = feeds.flux([feeds.certifier(["\n" * 70_000, feeds.certification([bad])])])
    (found,), _ = read(tmp_path, text)
    assert found.line == text[: text.index("<cpf:scoring>")].count("\n") + 1


def test_a_passage_without_a_name_is_refused_by_its_line(tmp_path: Path) -> None:
    """There is nothing else to call it by."""
    (found,) = refusals(tmp_path, feeds.passage("x", replace={"<cpf:idTechnique>x</cpf:idTechnique>": ""}))
    assert isinstance(found, Refusal)
    assert (found.external_id, found.parameters["expected"]) == (None, ["idTechnique"])
    assert found.line


@pytest.mark.parametrize(
    ("old", "new", "reason", "element"),
    [
        ("<cpf:type>RNCP</cpf:type>", "<cpf:type>TITRE</cpf:type>", Reason.VALUE, "type"),
        ("<cpf:idContrat>MCFCER000209</cpf:idContrat>", "", Reason.MISSING, "certificateur"),
        ("<cpf:code>RNCP32198</cpf:code>", "<cpf:code>RS32198</cpf:code>", Reason.BAD_CODE, None),
    ],
)
def test_what_is_wrong_above_a_passage_refuses_those_below_it_alone(
    tmp_path: Path, old: str, new: str, reason: Reason, element: str | None
) -> None:
    """Another certifier of the same flux is read; the fault is told once a passage."""
    bad = feeds.certifier([feeds.certification([feeds.passage("a"), feeds.passage("b")])])
    assert old in bad
    good = feeds.certifier([feeds.certification([feeds.passage("c")])])
    found, end = read(tmp_path, feeds.flux([bad.replace(old, new), good]))
    assert [one.external_id for one in found] == ["a", "b", "c"]
    assert [one.reason for one in found if isinstance(one, Refusal)] == [reason, reason]
    assert found[0].parameters.get("element") == element  # type: ignore[union-attr]
    assert end.ending is Ending.WHOLE


def test_a_passage_out_of_its_place_or_of_another_namespace_is_not_passed_over(tmp_path: Path) -> None:
    """It is refused like the others."""
    inside = feeds.certification([feeds.passage("a"), feeds.passage("b").replace("cpf:", "")])
    outside = feeds.certifier([feeds.passage("c"), inside])
    found, _ = read(tmp_path, feeds.flux([outside]))
    told = [(one.external_id, one.reason if isinstance(one, Refusal) else None) for one in found]
    assert told == [(None, Reason.MISPLACED), ("a", None), (None, Reason.UNEXPECTED)]


@pytest.mark.parametrize(
    ("cut", "ending"),
    [("</cpf:presenceNiveauLangueEuro>", Ending.CUT), ("aLangueEuro>", Ending.CUT)],
)
def test_half_a_file_gives_what_is_whole_and_says_that_it_is_cut(tmp_path: Path, cut: str, ending: Ending) -> None:
    """Wherever it is cut."""
    text = feeds.flux_of(*(feeds.passage(str(at)) for at in range(100)))
    half = text[: text.index(cut if cut.startswith("<") else cut[1:], text.index(">50<"))]
    found, end = read(tmp_path, half)
    assert [one.external_id for one in found if isinstance(one, Passage)] == [str(at) for at in range(50)]
    assert (end.ending, end.line) == (ending, half.count("\n") + 1)


@pytest.mark.parametrize("bad", [b"<cpf:zut>", b"&laugh;", b"\xe9", b"&#0;"])
def test_what_is_ill_formed_ends_the_reading_there(tmp_path: Path, bad: bytes) -> None:
    """A tag that nothing closes, an entity, a letter in another encoding, a character that XML has not."""
    text = feeds.flux_of(feeds.passage("a"), feeds.passage("b"), feeds.passage("c")).encode()
    at = text.index(b"324", text.index(b">b<"))
    found, end = read(tmp_path, text[:at] + bad + text[at:])
    assert [one.external_id for one in found] == ["a"]
    assert end.ending is Ending.ILL_FORMED


def test_something_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    """Memory stays flat: what is longer than a record can be ends the reading."""
    text = feeds.flux_of(feeds.passage("a"), "<cpf:zut/>" * LONGEST, feeds.passage("b"))
    found, end = read(tmp_path, text)
    assert ([one.external_id for one in found], end.ending) == (["a"], Ending.TOO_LARGE)


LAUGHS = '<!DOCTYPE flux [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", FeedProblem.EMPTY),
        (b"<", FeedProblem.ILL_FORMED),
        (b"<?xml version='1.0'?>\n", FeedProblem.ILL_FORMED),
        (feeds.flux_of().replace("<cpf:flux", LAUGHS + "\n<cpf:flux").encode(), FeedProblem.DOCTYPE),
        (feeds.flux([], namespace="urn:cdc:cpf:pc5:schema:2.0.0").encode(), FeedProblem.NAMESPACE),
        (feeds.flux([]).replace("cpf:flux", "cpf:flot").encode(), FeedProblem.ROOT),
        (feeds.flux([]).replace("UTF-8", "UTF-42").encode(), FeedProblem.ENCODING),
        (feeds.flux([]).replace("<cpf:idFlux>", "<cpf:idFlux>\xe9").encode("latin-1"), FeedProblem.ILL_FORMED),
        (feeds.flux([]).replace("2021-10-01T", "hier ").encode(), FeedProblem.HEADER),
        (feeds.flux_of(feeds.passage("a")).replace("<cpf:idFlux>flux-1</cpf:idFlux>", "").encode(),
         FeedProblem.HEADER),
        (feeds.flux([], sender="").encode(), FeedProblem.HEADER),
        (feeds.flux_of()[:150].encode(), FeedProblem.ILL_FORMED),
        (feeds.flux_of().replace("2001/XML", "2001é/XML").encode(), FeedProblem.HEADER),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_header_refuses_the_whole(tmp_path: Path, content: bytes, problem: FeedProblem) -> None:
    """Nothing of it is read."""
    with pytest.raises(FeedError) as caught:
        CertifiersXml().open(feeds.written(tmp_path, content), EMPTY, DAY)
    assert caught.value.problem is problem


def test_a_flux_in_another_encoding_that_it_names_is_read(tmp_path: Path) -> None:
    """UTF-16, Latin-1."""
    text = feeds.flux_of(feeds.passage("a", family="Hébé"))
    for encoding in ("UTF-16", "ISO-8859-1"):
        ((found,), _) = read(tmp_path, text.replace("UTF-8", encoding).encode(encoding))
        assert isinstance(found, Passage)
        assert isinstance(found.holder, Named)
        assert found.holder.family_name == "Hébé"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "latin-1"])
def test_xml_is_recognised_in_any_encoding(encoding: str) -> None:
    """With a mark of its encoding, or without."""
    assert CertifiersXml().accepts(f"\n {feeds.flux([])}".encode(encoding))
    assert not CertifiersXml().accepts('{"holder": {}}'.encode(encoding))


def test_reading_goes_on_after_a_rank_with_the_same_records(tmp_path: Path) -> None:
    """What is refused has its rank too, be it nameless or out of its place."""
    odd = feeds.certification([feeds.passage("a"), feeds.passage("b").replace("cpf:", "")])
    faulty = feeds.certification([feeds.passage("c", end="2000-01-01"), feeds.passage("d")], kind="TITRE")
    path = feeds.written(tmp_path, feeds.flux([feeds.certifier([odd, feeds.passage("x"), faulty])]))
    every = list(CertifiersXml().open(path, EMPTY, DAY).records())
    assert len(every) == 5
    for after in range(6):
        feed = CertifiersXml().open(path, EMPTY, DAY)
        assert list(feed.records(after)) == every[after:]
        assert feed.end.ending is Ending.WHOLE


def test_every_element_of_a_passage_is_kept(tmp_path: Path) -> None:
    """Scores of DigComp, level of a language, option, proof, mention; a day of birth that nobody knows."""
    digital = """<cpf:niveauNumeriqueEuropeen><cpf:scoreGeneral>470</cpf:scoreGeneral><cpf:resultats>
<cpf:resultat><cpf:niveau>4</cpf:niveau><cpf:domaineCompetenceId>2</cpf:domaineCompetenceId>
<cpf:competenceId>1</cpf:competenceId></cpf:resultat></cpf:resultats></cpf:niveauNumeriqueEuropeen>"""
    replace = {
        "<cpf:obtention": "<cpf:urlPreuve>https://a.example/1</cpf:urlPreuve><cpf:libelleOption>vente</cpf:libelleOption>"
        "<cpf:obtention",
        "<cpf:presenceNiveauNumeriqueEuro>false</cpf:presenceNiveauNumeriqueEuro>": "<cpf:niveauLangueEuropeen>B2"
        f"</cpf:niveauLangueEuropeen><cpf:presenceNiveauNumeriqueEuro>true</cpf:presenceNiveauNumeriqueEuro>{digital}",
        f"<cpf:mentionValidee{feeds.NIL}/>": "<cpf:mentionValidee>MENTION_BIEN</cpf:mentionValidee>",
        "<cpf:moisNaissance>05</cpf:moisNaissance><cpf:jourNaissance>23</cpf:jourNaissance>": "",
        "<cpf:codeInseeNaissance><cpf:codeInsee>75102</cpf:codeInsee></cpf:codeInseeNaissance>":
        "<cpf:codePostalNaissance><cpf:codePostal>75002</cpf:codePostal></cpf:codePostalNaissance>",
    }  # fmt: skip
    ((found,), _) = read(tmp_path, feeds.flux_of(feeds.passage("p-1", replace=replace)))
    assert isinstance(found, Passage)
    assert found.details == {
        "proof_url": "https://a.example/1", "option": "vente", "obtained": "PAR_SCORING", "language_level": "B2",
        "digital": {"score": 470, "levels": [[2, 1, 4]]}, "scoring": "324", "mention": "MENTION_BIEN", "access": "VAE",
        "depositor": "CERTIFICATEUR",
    }  # fmt: skip
    assert isinstance(found.holder, Named)
    assert (found.holder.birthdate, found.holder.birthplace, found.holder.postcode) == ("1993", None, "75002")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Ten times as many passages, read by a process of its own."""
    script = (
        "import resource, sys, pathlib; from passport.feeds.certifiers import CertifiersFeed\n"
        "count = sum(1 for _ in CertifiersFeed(pathlib.Path(sys.argv[1])).records())\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for count in (700, 7_000):
        path = write_feed(tmp_path / "flux.xml", count).path
        done = subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, check=True)
        read_, peak = map(int, done.stdout.split())
        assert read_ == count
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 4_000, "kilobytes"
