"""The fits of the rankers, the everyday wordings, and what both promise."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from lab.evaluation import calibration, certifications, lay
from lab.evaluation.rankers import Bm25
from lab.held_out import held_out
from lab.training import require
from lab.training.adverts import made_adverts, seen_by
from lab.training.rankers import (
    calibrate_documents,
    document_threshold,
    fit_documents,
    fit_occupations,
    fit_said,
    fit_titles,
)
from matching.encoders import open_encoder
from matching.french.everyday import _rows, wordings
from matching.index.tables import items
from matching.matcher import Matcher
from referentials.errors import MissingExtraError
from referentials.snapshot import Snapshot
from referentials.text import fold
from tests.support.errors import refused
from tests.support.matching_world import WORLD, small_world


@pytest.fixture(scope="module")
def matcher(teaching: Snapshot) -> Matcher:
    """The matcher of the teaching referential."""
    return Matcher.open(teaching)


def test_titles_learn_that_nearness_counts(matcher: Matcher) -> None:
    """The nearer, the likelier; twice the same seed, the same numbers."""
    fitted = fit_titles(matcher, random.Random(1))
    assert fitted["dense"] + fitted["support"] > 0
    assert fitted == fit_titles(matcher, random.Random(1))


def test_documents_are_calibrated_without_changing_their_order(tmp_path: Path) -> None:
    """The scaled coefficients are those of the tags times one number, but the intercept."""
    defined = {
        "D1106": "Assure l'accueil des clients.\nEffectue la vente du pain.\nAssure la tenue de la caisse.",
        "D1199": "Réalise la composition de bouquets.\nAssure la vente de fleurs.\nAssure l'entretien des plantes.",
        "N1103": "Effectue la préparation des colis.\nAssure le rangement de l'entrepôt.\nAssure la livraison.",
    }
    fitted = {"D1106": "F1602", "D1199": "F1602", "N1103": "F1603"}  # families that are not held out
    occupations_ = [
        {**row, "family": fitted[str(row["code"])], "definition": defined[str(row["code"])]}
        for row in WORLD["occupations"]
    ]
    matcher = Matcher.open(small_world(tmp_path, occupations=occupations_))
    made = [advert for seed in range(8) for advert in made_adverts(matcher.snapshot, random.Random(seed))]
    adverts = [seen_by(matcher, advert) for advert in made]
    assert len(adverts) >= 8
    occupations = fit_occupations(matcher, adverts)
    assert all(weight >= 0 for weight in occupations.values())
    tagged = fit_documents(matcher, adverts, occupations)
    scaled = calibrate_documents(matcher, adverts, occupations, tagged)
    slopes = [scaled[name] / tagged[name] for name in tagged if name != "intercept" and abs(tagged[name]) > 0.1]
    assert min(slopes) > 0
    assert max(slopes) == pytest.approx(min(slopes), rel=0.02)
    assert 0 <= document_threshold(matcher, adverts, occupations, scaled) <= 1


def test_sentences_learn_from_the_tuning_half(matcher: Matcher) -> None:
    """The nearer, the likelier; the threshold is a probability, and the half kept aside changes nothing."""
    labels = matcher.snapshot.table("competencies").select("ogr", "label").rows()[:60]
    queries = [
        lay.Query("D", "direct", aside=at % 2 == 1, text=label.split(" ", 1)[-1], codes=frozenset({code}))
        for at, (code, label) in enumerate(labels)
    ]
    fitted, sure = fit_said(matcher, queries)
    assert fitted["label"] + fitted["wording"] + fitted["dense"] + fitted["gap"] > 0
    assert 0 < sure <= 1
    assert fit_said(matcher, [query for query in queries if not query.aside]) == (fitted, sure)


def test_certifications_are_measured_on_certifiers_left_out(tmp_path: Path) -> None:
    """A gold code at ROME 4 grain counts as its family."""
    aside = next(str(n) for n in range(1_000) if held_out(str(n)))
    world = small_world(
        tmp_path,
        certifiers=[{"siret": aside, "name": "Organisme"}],
        certification_certifiers=[{"certification": code, "siret": aside} for code in ("RNCP1", "RNCP2")],
        certification_occupations=[
            {"certification": "RNCP1", "rome": "D1199", "resolution": "occupation"},
            {"certification": "RNCP2", "rome": "N1103", "resolution": "family"},
        ],
    )
    cases = {case.title: case.gold for case in certifications.held_out_cases(world)}
    assert cases == {"Vente": {"D1106"}, "Logistique": {"N1103"}}
    for reader in (certifications.by_matcher(Matcher.open(world)), certifications.by_ranker(world, Bm25())):
        found = certifications.evaluate_certifications(world, reader)
        assert found["title_and_blocs"]["recall_at_5"] == 1.0


def test_calibration_judges_first_answers(matcher: Matcher) -> None:
    """One answer a query at most, and its error is that of the table."""
    queries = lay.read_queries()
    found = calibration.evaluate_calibration(matcher, queries)
    assert found["statements"]["asked"] == sum(query.aside and query.wording != "list" for query in queries)
    assert found["statements"]["answered"] <= found["statements"]["asked"]
    assert sum(row["n"] for row in found["statements"]["reliability"]) == found["statements"]["answered"]
    assert found["titles"]["risk_coverage"][0]["coverage"] == 1.0


def test_an_everyday_wording_finds_its_competency(tmp_path: Path) -> None:
    """The reason quotes the wording; a code that the snapshot lacks is passed over."""
    text, codes = _rows()[0]
    world = small_world(tmp_path, competencies=[*WORLD["competencies"], {"ogr": codes[0], "label": "Xylographier"}])
    matcher = Matcher.open(world)
    best = matcher.items([text])[0][0]
    assert str(best.item) == codes[0]
    assert best.wording == text
    assert wordings({}) == ([], [])
    assert matcher.item_index.nearness(open_encoder().encode([fold("Xylographier")])).shape == (1, 7)


def test_everyday_wordings_are_no_query_of_the_evaluation() -> None:
    """Each once, each with codes, none the same as a sentence of our queries once folded.

    A noun alone may be both: « HACCP » has one spelling, and the terms were written without sight of the queries.
    """
    texts = [fold(text) for text, _ in _rows()]
    assert len(set(texts)) == len(texts) > 1_000
    assert all(code.isdigit() for _, codes in _rows() for code in codes)
    sentences = [query.text for query in lay.read_queries() if query.wording in {"direct", "oblique"}]
    assert not set(texts) & {fold(sentence) for sentence in sentences}


@pytest.mark.data
def test_everyday_wordings_have_codes_of_rome(full_snapshot: Snapshot) -> None:
    """Every code is an item of ROME v460."""
    assert not {code for _, codes in _rows() for code in codes} - set(items(full_snapshot)["ogr"])


def test_training_says_which_library_it_lacks() -> None:
    """Before any work."""
    with refused(MissingExtraError, r"acquis\[train\]"):
        require(("no_such_library",))
    require(("sklearn",))
