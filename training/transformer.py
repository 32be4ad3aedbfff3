"""The encoder: a BERT-like transformer that takes the weights of BERT and of MPNet.

It adds one thing: an embedding of each word's casing, zero at first, as the vocabularies are lower-case.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from disputes.loaders.extractors.reader.windows import CASINGS, WINDOW_PIECES
from training.dropout import dropout

RELATIVE_REACH = 128
"""The distance in pieces from which on MPNet takes all distances for one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder. `has_relative`: attention knows the distance between pieces (MPNet)."""

    vocabulary: int
    width: int
    inner: int
    heads: int
    layers: int
    epsilon: float = 1e-12
    has_relative: bool = False
    dropout: float = 0.1


class Transformer(nn.Module):
    """Gives a vector for each piece of each window."""

    relative: Tensor

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(WINDOW_PIECES, shape.width)
        self.casing = nn.Embedding(len(CASINGS), shape.width)
        nn.init.zeros_(self.casing.weight)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        # Kept as it is: attention with a bias that needs no gradient takes the fast path.
        self.register_buffer("relative", torch.zeros(shape.heads, 2 * WINDOW_PIECES - 1), persistent=False)

    def forward(self, pieces: Tensor, casing: Tensor, mask: Tensor) -> Tensor:
        """Give ``[windows, pieces, width]`` for ``[windows, pieces]``; `mask` is 1 where there is a piece."""
        length = pieces.shape[1]
        read = self.pieces(pieces) + self.positions.weight[:length] + self.casing(casing)
        states: Tensor = dropout(self.norm(read), self.shape.dropout, self.training)
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        if self.shape.has_relative:
            at = torch.arange(length, device=pieces.device)
            bias = bias + self.relative[:, at[None, :] - at[:, None] + WINDOW_PIECES - 1]
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def freeze(self, layers: int) -> None:
        """Train no longer the first `layers`, and what lies before them: cheaper by a third where it is half of all."""
        for module in (self.positions, self.casing, self.norm, *self.layers[:layers]) if layers else ():
            module.requires_grad_(False)

    def take_distances(self, weights: Tensor) -> None:
        """Take over MPNet's attention bias, ``[buckets, heads]``, as one for each distance between two pieces."""
        buckets = weights.shape[0] // 2
        offsets = torch.arange(1 - WINDOW_PIECES, WINDOW_PIECES)
        distance, exact = offsets.abs(), buckets // 2
        far = torch.log(distance.clamp(min=1) / exact) / math.log(RELATIVE_REACH / exact) * (buckets - exact)
        far = (exact + far.long()).clamp(max=buckets - 1)
        bucket = torch.where(distance < exact, distance, far) + buckets * (offsets > 0)
        self.relative.copy_(weights[bucket].t())


class Layer(nn.Module):
    """Attention and a feed-forward net, each added to its input and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.heads = nn.Linear(shape.width, 3 * shape.width)
        self.mixed = nn.Linear(shape.width, shape.width)
        self.mixed_norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.outer_norm = nn.LayerNorm(shape.width, shape.epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Give the next states; `bias` is added to what each piece attends to."""
        windows, length, width = states.shape
        heads = self.heads(states).view(windows, length, 3, self.shape.heads, width // self.shape.heads)
        query, key, value = heads.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=bias.to(query.dtype), dropout_p=0.0
        )
        mixed = self.mixed(mixed.transpose(1, 2).reshape(windows, length, width))
        states = self.mixed_norm(states + dropout(mixed, self.shape.dropout, self.training))
        inner = self.outer(functional.gelu(self.inner(states)))
        normal: Tensor = self.outer_norm(states + dropout(inner, self.shape.dropout, self.training))
        return normal
