"""Graphs with weights in eight bits, of which every processor makes the same.

onnxruntime's quantiser does the work; two things are done besides:

- Some channels of what a normalisation gives are much greater than the others, and eight bits for all of them leave
  little for the rest. They are made more even before (SmoothQuant, arXiv:2211.10438): each is divided by what its row
  of the weights is multiplied by. Other inputs stay: after a GELU, say, a channel may be quiet in all articles that are
  tried, and great in the next.
- A processor without VNNI (x86 made before 2019 to 2022) adds two products of eight bits in sixteen, and what is more
  is cut off: the sum is wrong. The weights of a column are made so much coarser that no two beside each other get
  there. (All of them in seven bits, `reduce_range`, would do it too, and be coarser.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

EVENED = 0.5
"""How much of a channel's size goes over to the weights: 0 nothing, 1 all of it; see docs/reading.md."""
LEAST = 1e-3
"""The least size of a channel, or of a row of weights, as a share of the greatest."""
REACH = 128
"""Two weights beside each other come to no more: with inputs of up to 255, that is within sixteen bits with a sign."""

Feeds = Sequence[Mapping[str, np.ndarray]]


def quantised(source: Path, target: Path, feeds: Feeds) -> None:
    """Write the graph `source` with weights in eight bits to `target`; each of `feeds` are inputs to try it on."""
    prepared, evened = source.with_suffix(".prepared.onnx"), source.with_suffix(".evened.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    model = onnx.load(prepared)
    even(model, feeds)
    onnx.save(model, evened)
    quantize_dynamic(evened, target, per_channel=True, weight_type=QuantType.QInt8)
    model = onnx.load(target)
    keep_in_reach(model)
    onnx.save(model, target)


def even(model: onnx.ModelProto, feeds: Feeds) -> None:
    """Make the channels of normalised inputs more even; their products with constant weights stay what they are.

    How great the channels are, is seen on `feeds`.
    """
    weights = {each.name: each for each in model.graph.initializer if len(each.dims) == 2}
    normalised = {node.output[0] for node in model.graph.node if node.op_type == "LayerNormalization"}
    uses = Counter(name for node in model.graph.node for name in node.input)
    own = {name for name in weights if uses[name] == 1}
    products = defaultdict(list)
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[0] in normalised and node.input[1] in own:
            products[node.input[0]].append(node)
    for name, greatest in _greatest(model, list(products), feeds).items():
        rows = {node.input[1]: numpy_helper.to_array(weights[node.input[1]]) for node in products[name]}
        across = np.max([np.abs(matrix).max(1) for matrix in rows.values()], axis=0)
        scale = (_floored(greatest) ** EVENED / _floored(across) ** (1 - EVENED)).astype(np.float32)
        for weight, matrix in rows.items():
            weights[weight].CopyFrom(numpy_helper.from_array(matrix * scale[:, None], weight))
        model.graph.initializer.append(numpy_helper.from_array(1 / scale, f"{name}.scale"))
        divided = onnx.helper.make_node("Mul", [name, f"{name}.scale"], [f"{name}.even"], f"{name}.even")
        model.graph.node.insert(_first_use(model, products[name]), divided)
        for node in products[name]:
            node.input[0] = divided.output[0]


def keep_in_reach(model: onnx.ModelProto) -> None:
    """Make columns of weights coarser, where two of them beside each other come to more than REACH."""
    held = {each.name: each for each in model.graph.initializer}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            weight = held[node.input[1]]
            scale = held[node.input[1].removesuffix("_quantized") + "_scale"]
            coarser, factor = within_reach(numpy_helper.to_array(weight))
            weight.CopyFrom(numpy_helper.from_array(coarser, weight.name))
            scale.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(scale) * factor, scale.name))


def within_reach(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give integer weights ``[rows, columns]`` made coarser, and by how much: ``[columns]``, 1 or more.

    >>> within_reach(np.array([[127, 127], [127, -127]], np.int8))
    (array([[  64,  127],
           [  64, -127]], dtype=int8), array([1.984375, 1.      ], dtype=float32))
    """
    factor = np.maximum(1, pairs_of(weights) / REACH)
    while True:
        coarser = np.rint(weights / factor)
        beyond = pairs_of(coarser) > REACH
        if not beyond.any():
            return coarser.astype(np.int8), factor.astype(np.float32)
        factor[beyond] *= 1 + 1 / REACH


def pairs_of(weights: np.ndarray) -> np.ndarray:
    """Give the greatest size that two weights beside each other in a column come to: ``[columns]``."""
    rows, columns = weights.shape
    padded = np.concatenate([weights, np.zeros((rows % 2, columns), weights.dtype)]).astype(np.int64)
    greatest: np.ndarray = np.abs(padded.reshape(-1, 2, columns).sum(1)).max(0)
    return greatest


def _greatest(model: onnx.ModelProto, names: Sequence[str], feeds: Feeds) -> dict[str, np.ndarray]:
    """Give how great each channel of the tensors `names` gets: ``[channels]`` each."""
    if not names:
        return {}
    told = onnx.ModelProto.FromString(model.SerializeToString())
    del told.graph.output[:]
    told.graph.output.extend(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None) for name in names)
    session = onnxruntime.InferenceSession(told.SerializeToString(), providers=["CPUExecutionProvider"])
    found: dict[str, np.ndarray] = {}
    for feed in feeds:
        for name, seen in zip(names, session.run(list(names), dict(feed)), strict=True):
            size = np.abs(seen).reshape(-1, seen.shape[-1]).max(0, initial=0)
            found[name] = np.maximum(found.get(name, 0), size)
    return found


def _floored(sizes: np.ndarray) -> np.ndarray:
    return np.maximum(sizes, max(sizes.max() * LEAST, np.finfo(np.float32).tiny))


def _first_use(model: onnx.ModelProto, users: Sequence[onnx.NodeProto]) -> int:
    outputs = {node.output[0] for node in users}
    return next(at for at, node in enumerate(model.graph.node) if node.output[0] in outputs)
