"""The trainer is no part of the package: it is imported from the repository's root."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from disputes.loaders.extractors.reader.windows import WINDOW_PIECES

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from training import encoders

WIDTH, INNER = 32, 64

sys.path.insert(0, str(Path(__file__).parents[2]))


@pytest.fixture(scope="session")
def lettered() -> Tokenizer:
    """Give a tokenizer whose pieces are letters."""
    tokenizers = pytest.importorskip("tokenizers")
    alphabet = "abcdefghijklmnopqrstuvwxyz0123456789.,'\"()-"
    names = ["<s>", "</s>", "<pad>", "?", *alphabet, *(f"##{letter}" for letter in alphabet)]
    vocabulary = {name: at for at, name in enumerate(names)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordPiece(vocabulary, unk_token="?"))
    tokenizer.normalizer = tokenizers.normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return tokenizer


@pytest.fixture(scope="session")
def base(lettered: Tokenizer) -> encoders.Base:
    """Give a random encoder of one layer, its weights named as BERT's are."""
    torch = pytest.importorskip("torch")
    from training import encoders

    torch.manual_seed(0)
    weights = {
        "embeddings.word_embeddings.weight": torch.randn(lettered.get_vocab_size(), WIDTH) * 0.3,
        "embeddings.position_embeddings.weight": torch.randn(WINDOW_PIECES, WIDTH) * 0.1,
        "embeddings.token_type_embeddings.weight": torch.zeros(2, WIDTH),
    }
    shapes = dict.fromkeys(("attention.self.query", "attention.self.key", "attention.self.value"), (WIDTH, WIDTH))
    shapes |= {
        "attention.output.dense": (WIDTH, WIDTH),
        "intermediate.dense": (INNER, WIDTH),
        "output.dense": (WIDTH, INNER),
    }
    for name, shape in shapes.items():
        weights[f"encoder.layer.0.{name}.weight"] = torch.randn(shape) * shape[1] ** -0.5
        weights[f"encoder.layer.0.{name}.bias"] = torch.zeros(shape[0])
    for name in ("embeddings", "encoder.layer.0.attention.output", "encoder.layer.0.output"):
        weights[f"{name}.LayerNorm.weight"], weights[f"{name}.LayerNorm.bias"] = torch.ones(WIDTH), torch.zeros(WIDTH)
    config = {
        "vocab_size": lettered.get_vocab_size(),
        "hidden_size": WIDTH,
        "intermediate_size": INNER,
        "num_attention_heads": 4,
        "layer_norm_eps": 1e-12,
    }
    source = encoders.Source((), "", "", 1, ("<s>", "</s>", "<pad>"), "none")
    return encoders.Base("tiny", source, weights, config, lettered)
