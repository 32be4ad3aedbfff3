"""The trainer is no part of the package: it is imported from the repository's root."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tokenizers import Tokenizer

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
