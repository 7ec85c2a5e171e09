"""From the trained model to what ships: ONNX with 8-bit weights, a tokenizer, a checksum; no torch to run it.

Weights of the layers are quantised in blocks (MatMulNBits, 8 bits), activations row by row. The embedding table is 8
bits with one scale per piece. There is no mask: texts read together must have the same number of pieces.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lab.training.model import TextModel

BITS, BLOCK = 8, 128


def export(model: TextModel, folder: Path) -> None:
    """Write `model.onnx`, `tokenizer.json` and `SHA256SUMS` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as name:
        whole, small = Path(name) / "whole.onnx", Path(name) / "model.onnx"
        _to_onnx(model, whole)
        _quantise(whole, small)
        shutil.copy(small, folder / "model.onnx")
    model.tokenizer.no_padding()
    model.tokenizer.no_truncation()
    model.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    sums = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}" for n in ("model.onnx", "tokenizer.json")]
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")


def _to_onnx(model: TextModel, path: Path) -> None:
    import torch

    ids = torch.randint(5, 100, (2, 7))
    torch.onnx.export(
        _pooled(model.bert.cpu().float()).eval(),
        (ids,),
        str(path),
        input_names=["input_ids"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": {0: "texts", 1: "tokens"}},
        opset_version=18,
        dynamo=False,
    )


def _pooled(bert: Any) -> Any:
    """The transformer, its 8-bit embedding table, the mean of its last layer, L2-normalised."""
    import torch

    class Pieces(torch.nn.Module):  # type: ignore[misc]
        """The embedding table: whole numbers from -127 to 127, and one scale per piece."""

        def __init__(self, weight: Any) -> None:
            super().__init__()
            scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
            self.register_buffer("scale", scale)
            self.register_buffer("table", torch.round(weight / scale).to(torch.int8))

        def forward(self, ids: Any) -> Any:
            return self.table[ids].float() * self.scale[ids]

    class Pooled(torch.nn.Module):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.bert = bert
            self.bert.embeddings.word_embeddings = Pieces(bert.embeddings.word_embeddings.weight.detach())

        def forward(self, input_ids: Any) -> Any:
            mean = self.bert(input_ids=input_ids).last_hidden_state.mean(1)
            return mean / mean.norm(dim=1, keepdim=True)

    return Pooled()


def _quantise(whole: Path, small: Path) -> None:
    import onnx
    from onnxruntime.quantization.matmul_nbits_quantizer import DefaultWeightOnlyQuantConfig, MatMulNBitsQuantizer

    logging.getLogger("onnxruntime.quantization").setLevel(logging.ERROR)
    config = DefaultWeightOnlyQuantConfig(
        block_size=BLOCK, is_symmetric=True, accuracy_level=4, bits=BITS, op_types_to_quantize=("MatMul",)
    )
    quantizer = MatMulNBitsQuantizer(onnx.load(str(whole)), algo_config=config)
    quantizer.process()
    quantizer.model.save_model_to_file(str(small))
