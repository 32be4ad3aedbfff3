"""Graphs in eight bits: near to what they were, and the same on every processor."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")
pytest.importorskip("sympy")

from onnx import numpy_helper  # noqa: E402
from onnx.reference import ReferenceEvaluator  # noqa: E402
from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: E402

from disputes.loaders.extractors.reader.model import GRAPHS, SHIPPED  # noqa: E402
from training.quantising import REACH, pairs_of, quantised, within_reach  # noqa: E402

ROWS, COLUMNS = 64, 48
GREAT = 30.0
"""One channel is so much greater than the others."""


def inputs(seed: int) -> dict[str, np.ndarray]:
    return {"x": np.random.default_rng(seed).standard_normal((1, 20, ROWS)).astype(np.float32)}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a graph of two products of one normalised input; the weights of the first are all above zero."""
    rng = np.random.default_rng(0)
    weights = {
        "one": np.abs(rng.standard_normal((ROWS, COLUMNS))).astype(np.float32),
        "other": rng.standard_normal((ROWS, COLUMNS)).astype(np.float32),
    }
    gains = np.where(np.arange(ROWS) == 3, GREAT, 1).astype(np.float32)
    graph = onnx.helper.make_graph(
        [
            onnx.helper.make_node("LayerNormalization", ["x", "gains"], ["normal"]),
            *(onnx.helper.make_node("MatMul", ["normal", name], [f"{name}_out"], name) for name in weights),
        ],
        "products",
        [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1, "pieces", ROWS])],
        [
            onnx.helper.make_tensor_value_info(f"{name}_out", onnx.TensorProto.FLOAT, [1, "pieces", COLUMNS])
            for name in weights
        ],
        [numpy_helper.from_array(values, name) for name, values in {"gains": gains, **weights}.items()],
    )
    path = tmp_path_factory.mktemp("graphs") / "source.onnx"
    opsets = [onnx.helper.make_opsetid("", 20)]
    onnx.save(onnx.helper.make_model(graph, opset_imports=opsets, ir_version=10), path)
    return path


@pytest.fixture(scope="module")
def small(source: Path) -> Path:
    target = source.with_name("small.onnx")
    quantised(source, target, [inputs(seed) for seed in range(1, 4)])
    return target


def outputs(path: Path) -> list[np.ndarray]:
    return list(onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"]).run(None, inputs(9)))


def error(found: list[np.ndarray], wanted: list[np.ndarray]) -> float:
    return float(np.mean([np.abs(one - other).mean() for one, other in zip(found, wanted, strict=True)]))


def test_great_channels_leave_the_others_their_bits(source: Path, small: Path) -> None:
    plain = source.with_name("plain.onnx")
    quantize_dynamic(source, plain, per_channel=True, weight_type=QuantType.QInt8)
    exact = ReferenceEvaluator(str(plain)).run(None, inputs(9))
    assert error(outputs(small), outputs(source)) < 0.5 * error(exact, outputs(source))


def test_this_processor_makes_of_it_what_arithmetic_does(small: Path) -> None:
    wanted = ReferenceEvaluator(str(small)).run(None, inputs(9))
    for one, other in zip(outputs(small), wanted, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-4, atol=1e-3)


def test_weights_in_reach_stay_as_they_are() -> None:
    weights = np.array([[127, -128 + 1], [1, 127], [64, -64], [64, -64], [90, 3]], dtype=np.int8)
    coarser, factor = within_reach(weights)
    assert (coarser == weights).all()
    assert (factor == 1).all()


def test_weights_out_of_reach_are_made_no_coarser_than_must_be() -> None:
    weights = np.random.default_rng(0).integers(-127, 128, (ROWS, COLUMNS)).astype(np.int8)
    coarser, factor = within_reach(weights)
    assert (pairs_of(weights) > REACH).all()
    assert (pairs_of(coarser) <= REACH).all()
    assert (pairs_of(coarser) > 0.95 * REACH).all()
    assert (np.abs(coarser * factor - weights) <= 0.5 * factor + 1e-4).all()


@pytest.mark.parametrize("graph", GRAPHS)
def test_what_ships_is_the_same_on_every_processor(graph: str) -> None:
    model = onnx.load(SHIPPED / f"{graph}.onnx")
    held = {each.name: each for each in model.graph.initializer}
    products = [node for node in model.graph.node if node.op_type == "MatMulInteger"]
    assert products
    for matrix in (numpy_helper.to_array(held[product.input[1]]) for product in products):
        assert matrix.dtype == np.int8
        assert (pairs_of(matrix) <= REACH).all()
