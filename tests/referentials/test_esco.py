"""ESCO archives of any version and language become one set of concepts and relations."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from referentials.extract import Extract
from referentials.merge_esco import merge_concepts
from referentials.readers.esco import EscoReader
from referentials.remarks import Oddity
from referentials.source import Source
from referentials.tables import TABLES
from tests.support.official_files import archive

BASE = "http://data.europa.eu/esco/"
OCCUPATIONS = (
    "conceptType,conceptUri,preferredLabel,altLabels,description\n"
    f'Occupation,{BASE}occupation/a,crémier,"fromager\naffineur\ncrémier",Il affine.\n'
)
SKILLS = (
    "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,description\n"
    f"KnowledgeSkillCompetence,{BASE}skill/s,skill/competence,sector-specific,affiner,,\n"
    f"KnowledgeSkillCompetence,{BASE}skill/k,knowledge,,fromages,,\n"
)
GROUPS = f"conceptType,conceptUri,code,preferredLabel,altLabels,description\nISCOGroup,{BASE}isco/C1,1,Directeurs,,\n"
API = f"conceptUri,preferredLabel,altLabels\n{BASE}skill/s,affiner un fromage,mûrir|faire vieillir\n"
RELATIONS = (
    "occupationUri,relationType,skillType,skillUri\n"
    f"{BASE}occupation/a,essential,skill/competence,{BASE}skill/s\n"
    f"{BASE}occupation/a,useful,knowledge,{BASE}skill/k\n"
)
BROADER = (
    "conceptType,conceptUri,broaderType,broaderUri\n"
    f"KnowledgeSkillCompetence,{BASE}skill/k,SkillGroup,{BASE}isced-f/07\n"
)


def read(path: Path) -> Extract:
    source = Source(path)
    assert EscoReader().accepts(source)
    return EscoReader().read(source)


def concepts(extract: Extract) -> dict[str, dict[str, object]]:
    frames = [part.frame() for part in extract.parts if part.table == "esco_concepts"]
    return {str(row["uri"]).removeprefix(BASE): row for row in pl.concat(frames).to_dicts()}


def test_concepts_have_their_kind_labels_and_language(tmp_path: Path) -> None:
    """Occupations, skills, knowledge and groups; alternative labels without the label itself."""
    path = archive(
        tmp_path / "esco_v9.8.1_fr.zip",
        {"occupations_fr.csv": OCCUPATIONS, "skills_fr.csv": SKILLS, "ISCOGroups_fr.csv": GROUPS},
    )
    extract = read(path)
    found = concepts(extract)
    assert {uri: row["kind"] for uri, row in found.items()} == {
        "occupation/a": "occupation", "skill/s": "skill", "skill/k": "knowledge", "isco/C1": "group",
    }  # fmt: skip
    assert (found["occupation/a"]["alt_labels"], found["skill/s"]["reuse"]) == (
        ["affineur", "fromager"],
        "sector-specific",
    )
    assert (extract.origin.version, found["occupation/a"]["language"]) == ("9.8.1", "fr")


def test_an_export_of_the_api_separates_labels_otherwise_and_types_no_skill(tmp_path: Path) -> None:
    """Its concepts get their kind from other archives."""
    row = concepts(read(archive(tmp_path / "esco_v9.9_en.zip", {"skills.csv": API})))["skill/s"]
    assert (row["alt_labels"], row["kind"], row["language"]) == (["faire vieillir", "mûrir"], None, "en")


def test_relations_are_essential_optional_or_broader(tmp_path: Path) -> None:
    """Another relation is rejected with its line."""
    extract = read(
        archive(
            tmp_path / "e.zip", {"occupationSkillRelations.csv": RELATIONS, "broaderRelationsSkillPillar.csv": BROADER}
        )
    )
    assert [row for part in extract.parts for row in part.frame().rows()] == [
        (f"{BASE}occupation/a", "essential", f"{BASE}skill/s"), (f"{BASE}skill/k", "broader", f"{BASE}isced-f/07"),
    ]  # fmt: skip
    assert [(r.line, r.column, r.value) for r in extract.parts[0].rejected] == [(3, "relationType", "useful")]


def test_bad_concepts_are_rejected_and_other_members_listed(tmp_path: Path) -> None:
    """An address that is none, a concept without label, a member of another form."""
    bad = "conceptUri,preferredLabel,altLabels\nx,a,\n" + f"{BASE}skill/s,,\n"
    extract = read(archive(tmp_path / "e.zip", {"skills_fr.csv": bad, "README.md": "Lisez", "scheme.csv": "a,b\n"}))
    assert [(r.line, r.column) for r in extract.parts[0].rejected] == [(2, "conceptUri"), (3, "preferredLabel")]
    assert sorted(extract.ignored) == ["README.md", "scheme.csv"]


def test_a_row_cut_short_is_rejected_with_its_line(tmp_path: Path) -> None:
    """The others are read."""
    (part,) = read(archive(tmp_path / "e.zip", {"skills_fr.csv": API + f"{BASE}skill/t\n"})).parts
    assert [(remark.line, remark.reason) for remark in part.rejected] == [(3, Oddity.FIELDS)]
    assert part.kept == 1


def test_another_archive_is_not_taken_for_esco(tmp_path: Path) -> None:
    """Recognised by the headers of its tables."""
    assert not EscoReader().accepts(Source(archive(tmp_path / "esco_v1.zip", {"skills_fr.csv": "uri,label\n"})))


def concept(uri: str, label: str, *alternatives: str, language: str = "fr", **others: str) -> dict[str, object]:
    return {"uri": uri, "label": label, "alt_labels": sorted(alternatives), "language": language, **others}


def frame(*rows: dict[str, object]) -> pl.DataFrame:
    schema = TABLES["esco_concepts"].columns
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)


def test_french_wins_over_english_and_the_newest_version_over_older_ones() -> None:
    """1.10 is newer than 1.9; an older French label beats a newer English one."""
    merged = merge_concepts(
        [
            ("1.9", frame(concept("a", "vieux", "x"), concept("b", "ancien"))),
            ("1.10", frame(concept("a", "neuf", "y"))),
            ("2.0", frame(concept("b", "new", "z", language="en", description="Text", reuse="cross-sector"))),
        ]
    ).to_dicts()
    assert merged[0] == {
        **dict.fromkeys(TABLES["esco_concepts"].columns),
        **concept("a", "neuf", "x", "y", kind="skill"),
    }
    assert (merged[1]["label"], merged[1]["language"], merged[1]["alt_labels"]) == ("ancien", "fr", [])
    assert (merged[1]["description"], merged[1]["reuse"]) == ("Text", "cross-sector")


def test_what_the_newest_lacks_comes_from_the_others() -> None:
    """Kind and description; the label is never its own alternative."""
    old = frame(concept("k", "fromages", "pâtes", kind="knowledge", description="Ancien texte"))
    merged = merge_concepts([("2.0", frame(concept("k", "pâtes", "fromages"))), ("1.0", old)])
    assert merged.select("kind", "label", "alt_labels", "description").row(0) == (
        "knowledge", "pâtes", ["fromages"], "Ancien texte",
    )  # fmt: skip


def test_no_archive_gives_an_empty_table() -> None:
    """ESCO is optional."""
    assert merge_concepts([]).schema == pl.Schema(TABLES["esco_concepts"].columns)


words = st.sampled_from(["a", "b", "c", "d"])
archives = st.lists(
    st.tuples(
        st.sampled_from(["", "1.0", "1.2.1", "1.10"]),
        st.lists(
            st.builds(
                lambda uri, label, others, language, kind: concept(uri, label, *others, language=language, kind=kind),
                words, words, st.sets(words), st.sampled_from(["fr", "en"]), st.sampled_from(["skill", "knowledge"]),
            ),
            min_size=1, max_size=4,
        ),
    ),
    max_size=4,
)  # fmt: skip


@given(archives, st.randoms(use_true_random=False))
def test_the_merge_does_not_depend_on_the_order_of_the_archives(archives: list, rng) -> None:  # type: ignore[no-untyped-def,type-arg]
    """One row per concept, sorted, the same whatever the order."""
    frames = [(version, frame(*rows)) for version, rows in archives]
    merged = merge_concepts(frames)
    rng.shuffle(frames)
    assert merge_concepts(frames).equals(merged)
    assert merged["uri"].to_list() == sorted({row["uri"] for _, rows in archives for row in rows})


@pytest.mark.slow
@pytest.mark.data
def test_the_published_archives_merge_into_one_classification(data: Path) -> None:
    """18,283 concepts; all but 201 have a French label."""
    extracts = [read(path) for path in sorted((data / "esco").glob("*.zip"))]
    parts = [(e.origin.version, part) for e in extracts for part in e.parts]
    assert sum(len(part.rejected) for _, part in parts) == 0
    merged = merge_concepts([(version, part.frame()) for version, part in parts if part.table == "esco_concepts"])
    assert dict(merged["kind"].value_counts().iter_rows()) == {
        "occupation": 3010, "skill": 10_937, "knowledge": 3060, "group": 1276,
    }  # fmt: skip
    assert merged.filter(pl.col("language") == "en").height == 201
    rows = {part.file.rsplit("/", 1)[-1]: part.frame().height for _, part in parts}
    assert rows["occupationSkillRelations.csv"] == 123_855
