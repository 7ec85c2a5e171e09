"""Commands as people run them: a process, its output, its exit code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.commands import EXAMPLE, acquis, alone, answer, ran
from tests.support.data import ROOT
from tests.support.official_files import STANDARD, rncp_archive, rome_archive
from tests.support.passports import EXAMPLES


@pytest.fixture(scope="module")
def home(used_home: Path) -> Path:
    """An ACQUIS_HOME where the teaching referential is derived already."""
    return used_home


def test_help_is_french_and_imports_nothing_heavy(home: Path) -> None:
    """Every command has a line of help; no numeric library is loaded for it."""
    done = alone("--help", home=home)
    assert done.returncode == 0
    named = "analyse gap plan rights explore paths report what-if read search serve weights demo"
    for command in [*named.split(), "passport", "vault", "referentials", "evaluate", "train", "graph"]:
        assert command in done.stdout
    heavy = (
        "polars numpy networkx pydantic scipy onnxruntime sklearn torch fastapi uvicorn sqlalchemy lxml pyhanko typst"
    )
    probe = f"import sys, cli.main; print(sorted(set('{heavy}'.split()) & set(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=ROOT, check=True)
    assert loaded.stdout.strip() == "[]"


def test_the_demo_prints_a_readable_analysis(home: Path) -> None:
    """Who, from which referential, when; competencies, coverage, next steps."""
    done = acquis("demo", "--as-of", "2026-11-23", home=home)
    assert done.returncode == 0, done.stderr
    for words in ("référentiel d'essai", "au 23/11/2026", "compétences reconnues", "vous en maîtrisez", "Prochain"):
        assert words in done.stdout
    assert alone("demo", "--as-of", "2026-11-23", home=home).stdout == done.stdout


def test_the_demo_ends_with_a_signed_cv_and_its_verification(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is there, to be verified again; without the libraries that sign, what to install, in one line."""
    monkeypatch.setenv("ACQUIS_HOME", str(home))
    done = ran("demo", "--as-of", "2026-11-23")
    assert "CV valable" in done.out
    assert "Garanti : Bénévole à l'épicerie solidaire : Le Panier Partagé" in done.out
    folder = home / "demo"
    assert ran("cv", "verify", folder / "cv.pdf", "--trust", folder / "root.pem").code == 0
    monkeypatch.setattr("cli.demo.NEEDED", ("no_library_of_that_name",))
    last = ran("demo", "--as-of", "2026-11-23").out.splitlines()[-1]
    assert 'pip install "acquis[sign]"' in last


def test_an_analysis_in_json_says_what_it_was_computed_from(home: Path) -> None:
    """The envelope names snapshot, model and date; the gap and the plan are there."""
    found = answer("analyse", EXAMPLE, "--target", "D1106", "--as-of", "2026-11-23", home=home)
    assert (found["format"], found["version"], found["teaching"]) == ("acquis/analysis", 1, True)
    assert found["as_of"] == "2026-11-23"
    assert found["snapshot"]
    assert found["model"]
    assert found["gap"]["target"]["code"] == "D1106"
    assert found["plan"]["steps"]
    assert answer("analyse", EXAMPLE, home=home)["gap"] is None


def test_gap_and_plan_alone_agree_with_the_analysis(home: Path) -> None:
    """The three commands answer alike."""
    options = ("--target", "D1106", "--as-of", "2026-11-23")
    whole = answer("analyse", EXAMPLE, *options, home=home)
    gap, plan = answer("gap", EXAMPLE, *options, home=home), answer("plan", EXAMPLE, *options, home=home)
    assert {key: gap[key] for key in whole["gap"]} == whole["gap"]
    assert {key: plan[key] for key in whole["plan"]} == whole["plan"]
    for command in ("gap", "plan"):
        assert acquis(command, EXAMPLE, *options, home=home).stdout.startswith("Camille")


def test_search_finds_codes_and_words(home: Path) -> None:
    """A code comes first; an unknown kind is refused with the kinds there are."""
    assert answer("search", "D1106", home=home)["hits"][0]["code"] == "D1106"
    assert answer("search", "boulang", "--kind", "appellation", home=home)["hits"][0]["kind"] == "appellation"
    refused = acquis("search", "x", "--kind", "métier", home=home)
    assert refused.returncode == 2
    assert "occupation" in refused.stderr


def test_weights_are_shown_with_their_reasons(home: Path) -> None:
    """The table an advisor can dispute."""
    rows = answer("weights", home=home)
    assert {"name", "value", "unit", "reason"} == set(rows[0])
    assert "prior.core" in acquis("weights", home=home).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("analyse", "nobody.json"), "introuvable"),
        (("analyse", EXAMPLE, "--target", "D11067"), "n'est pas un code d'objectif"),
        (("plan", EXAMPLE, "--target", "vendeur"), "peut désigner plusieurs objectifs"),
        (("paths", EXAMPLE, "--target", "dresseur de licornes"), "ne désigne ni un métier ni une certification"),
        (("analyse", EXAMPLE, "--target", "N9999"), "inconnu"),
        (("analyse", EXAMPLE, "--as-of", "demain"), "n'est pas une date"),
        (("analyse", EXAMPLE, "--snapshot", "ffff"), "ne désigne aucun instantané"),
        (("referentials", "import", "nothing.zip"), "introuvable"),
        (("referentials", "diff", "a", "b"), "ne désigne aucun instantané"),
        (("graph", "show", "Z1"), "inconnu"),
    ],
)
def test_a_mistake_is_one_message_and_exit_code_2(arguments: tuple[str | Path, ...], words: str, home: Path) -> None:
    """Never a traceback."""
    done = acquis(*arguments, home=home)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_importing_then_status_then_diff(tmp_path: Path) -> None:
    """The snapshot in use is the one imported last; a failed import leaves it in use."""
    rome = rome_archive(tmp_path / "rome.zip")
    head = '"Numero_Fiche";"Bloc_Competences_Code";"Bloc_Competences_Libelle"\n'
    blocs = {"Blocs_De_Compétences": head + '"RNCP1";"RNCP1BC01";"Rendre la monnaie"\n'}
    romes = '"Numero_Fiche";"Codes_Rome_Code";"Codes_Rome_Libelle"\n"RNCP1";"D1106";"Vente"\n'
    rncp = rncp_archive(tmp_path / "rncp.zip", Standard=STANDARD, Rome=romes, **blocs)
    first = answer("referentials", "import", rome, home=tmp_path)
    second = answer("referentials", "import", rome, rncp, home=tmp_path)
    assert first["snapshot"] != second["snapshot"]
    assert second["tables"]["blocs"] == 1
    status = answer("referentials", "status", home=tmp_path)
    assert status["snapshot"] == second["snapshot"]
    assert {source["file"] for source in status["sources"]} == {"rome.zip", "rncp.zip"}
    diff = answer("referentials", "diff", first["snapshot"][:6], second["snapshot"], home=tmp_path)
    assert {table["table"] for table in diff["tables"]} == {"blocs", "certifications", "certification_occupations"}
    rncp.write_bytes(rncp.read_bytes()[:-40])
    failed = acquis("referentials", "import", rome, rncp, home=tmp_path)
    assert failed.returncode == 2
    assert "rncp.zip" in failed.stderr
    assert answer("referentials", "status", home=tmp_path)["snapshot"] == second["snapshot"]
    for command in (("status",), ("diff", first["snapshot"], second["snapshot"]), ("import", rome)):
        shown = acquis("referentials", *command, home=tmp_path)
        assert shown.returncode == 0, shown.stderr
        assert first["snapshot"] in shown.stdout or second["snapshot"] in shown.stdout


@pytest.mark.data
def test_an_example_on_the_full_referential(full_home: Path) -> None:
    """From the official files, imported by the command, to a plan, as the README says."""
    assert answer("referentials", "status", home=full_home)["tables"]["occupations"] == 1584
    for example in EXAMPLES:
        found = answer("analyse", example, "--target", "D1106", "--as-of", "2026-11-23", home=full_home)
        assert found["teaching"] is False
        assert found["competencies"]
        assert found["plan"]["steps"]
