"""The model that ships, read back to go on training: 8-bit weights of its ONNX file into an ordinary transformer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.training.model import TextModel
from matching.encoders.french import MODEL, TOKENIZER

MIDDLE = 128
"""What stands for 0 among 8-bit weights."""


def shipped_model(folder: Path) -> TextModel:
    """The model of a folder that `export` wrote, ready to be trained."""
    import onnx
    import torch
    from tokenizers import Tokenizer
    from transformers import BertConfig, BertModel

    state = dict(_weights(onnx.load(str(folder / MODEL))))
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    words, hidden = state["embeddings.word_embeddings.weight"].shape
    config = BertConfig(
        vocab_size=words, hidden_size=hidden,
        num_hidden_layers=sum(name.endswith("intermediate.dense.weight") for name in state),
        num_attention_heads=hidden // 32, intermediate_size=len(state["encoder.layer.0.intermediate.dense.bias"]),
        max_position_embeddings=len(state["embeddings.position_embeddings.weight"]), type_vocab_size=2,
        layer_norm_eps=1e-12, pad_token_id=tokenizer.token_to_id("<pad>"),
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    missing, unexpected = model.load_state_dict({n: torch.from_numpy(w) for n, w in state.items()}, strict=False)
    if unexpected or [name for name in missing if "position_ids" not in name and "token_type_ids" not in name]:
        raise AssertionError(f"weights do not fit: missing {missing}, unexpected {unexpected}")
    return TextModel(model.eval(), tokenizer, config.pad_token_id)


def _weights(model: Any) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Name in transformers → float32 weights."""
    from onnx import numpy_helper

    found = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    pieces = "bert.embeddings.word_embeddings"
    yield "embeddings.word_embeddings.weight", found[f"{pieces}.table"].astype(np.float32) * found[f"{pieces}.scale"]
    for name, values in found.items():
        if name.startswith("bert.") and not name.startswith(pieces):
            yield name.removeprefix("bert."), np.array(values, dtype=np.float32)
    for node in model.graph.node:
        if node.op_type == "MatMulNBits":
            rows = next(a.i for a in node.attribute if a.name == "N")
            numbers = found[node.input[1]].astype(np.float32) - MIDDLE
            scales = found[node.input[2]].reshape(rows, -1, 1)
            weight = (numbers * scales).reshape(rows, -1)
            yield f"{_module(node.name)}.weight", np.ascontiguousarray(weight, dtype=np.float32)


def _module(node: str) -> str:
    """« /bert/encoder/layer.0/attention/self/query/MatMul_Q8 » → « encoder.layer.0.attention.self.query »."""
    return ".".join(node.split("/")[2:-1])
