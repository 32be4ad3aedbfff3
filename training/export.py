"""Turn a trained model into what ships: two ONNX graphs in int8, the tokenizer, and `model.json`.

    python -m training.export --run DIR --out DIR

`encoder.onnx` gives tag logits and vectors of windows, `links.onnx` answers questions about mentions
(`training.model.Vectors`, `Questions` and `Answers` are their contracts). `model.json` says what the numbers mean, and
ties the weights to data and code by checksums.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from torch import Tensor, nn

from disputes.loaders.extractors.reader import candidates, labels, windows
from disputes.loaders.extractors.reader.model import FORMAT
from disputes.loaders.extractors.reader.windows import Pieces
from training import encoders
from training.batches import inputs_of, questions_of
from training.corpus import AnnotatedArticle, read_all
from training.examples import Example, example_of
from training.model import Answers, Questions, Reader, Vectors
from training.provenance import checksums
from training.train import trained

OPSET = 20
INPUTS = ("pieces", "casing", "mask")


class _Encoder(nn.Module):
    """`Reader.encode` as a module of its own, for the exporter."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, casing: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Give tag logits, and the vectors in the order of `Vectors`."""
        tags, vectors = self.reader.encode(pieces, casing, mask)
        return tags, *vectors


class _Links(nn.Module):
    """`Links` with its vectors and questions as separate arguments."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.links = reader.links

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        """Give the answers in the order of `Answers`."""
        count = len(Vectors._fields)
        return tuple(self.links(Vectors(*given[:count]), Questions(*given[count:])))


def export(
    reader: Reader,
    base: encoders.Base,
    plan: dict[str, object],
    articles: Sequence[AnnotatedArticle],
    folder: Path,
    *,
    quantised: bool = True,
) -> None:
    """Write the graphs, the tokenizer and `model.json` into `folder`; `articles` are to try the model on."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    pieces = Pieces.of(base.tokenizer, base.source.special)
    examples = [example_of(article, pieces) for article in articles]
    with tempfile.TemporaryDirectory() as scratch:
        for name, path in _graphs(reader, examples, pieces.padding, Path(scratch)).items():
            _shrink(path, folder / f"{name}.onnx", quantised)
    base.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    card = _card(base, plan, sorted(folder.glob("*.onnx")))
    (folder / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _graphs(reader: Reader, examples: Sequence[Example], padding: int, folder: Path) -> dict[str, Path]:
    """Write the two graphs as they are, in float32."""
    inputs = inputs_of([example.windowed for example in examples], padding)
    asked = questions_of(
        [example.windowed for example in examples],
        [example.mentions for example in examples],
        [example.candidates for example in examples],
        inputs.pieces.shape[1],
    )
    with torch.no_grad():
        vectors = reader.encode(*inputs)[1].flat()
    window, piece = torch.export.Dim("window"), torch.export.Dim("piece", max=windows.WINDOW_PIECES)
    _write(
        _Encoder(reader),
        tuple(inputs),
        INPUTS,
        ("tags", *Vectors._fields),
        [{0: window, 1: piece}] * 3,
        folder / "encoder.onnx",
    )
    _write(
        _Links(reader),
        (*vectors, *asked),
        (*Vectors._fields, *Questions._fields),
        [f"{name}_logits" for name in Answers._fields],
        _question_shapes(),
        folder / "links.onnx",
    )
    return {name: folder / f"{name}.onnx" for name in ("encoder", "links")}


def _question_shapes() -> list[dict[int, torch.export.Dim]]:
    names = "piece mention sentence word pair speaker antecedent".split()
    piece, mention, sentence, word, pair, speaker, antecedent = map(torch.export.Dim, names)
    shapes = {
        "spans": {0: mention},
        "kinds": {0: mention},
        "sentence_of": {0: mention},
        "article_of": {0: sentence},
        "sentences": {0: sentence, 1: word},
        "pairs": {0: pair},
        "pair_places": {0: pair},
        "regions": {0: pair, 1: word},
        "speakers": {0: sentence, 1: speaker},
        "antecedents": {0: mention, 1: antecedent},
        "likeness": {0: mention, 1: antecedent},
        "gaps": {0: mention, 1: antecedent},
    }
    return [*({0: piece} for _ in Vectors._fields), *(shapes[name] for name in Questions._fields)]


def _write(
    module: nn.Module,
    arguments: tuple[Tensor, ...],
    inputs: Sequence[str],
    outputs: Sequence[str],
    shapes: Sequence[dict[int, torch.export.Dim]],
    path: Path,
) -> None:
    # What a module takes as *arguments has its shapes in a tuple of its own.
    dynamic = tuple(shapes) if len(shapes) == len(INPUTS) else (tuple(shapes),)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "# The axis name")  # an axis that several inputs share is named once
        program = torch.onnx.export(
            module.eval(),
            arguments,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=dynamic,
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
    assert program is not None
    _without_traces(program.model_proto, path)


def _without_traces(model: onnx.ModelProto, path: Path) -> None:
    """Write a graph without where its nodes come from: the exporter notes the paths of this machine."""
    for node in model.graph.node:
        node.ClearField("metadata_props")
        node.ClearField("doc_string")
    model.ClearField("metadata_props")
    model.graph.ClearField("metadata_props")
    onnx.save(model, str(path))


def _shrink(source: Path, target: Path, quantised: bool) -> None:
    """Write the graph with weights in int8, per channel where the operator knows how."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    if not quantised:
        target.write_bytes(source.read_bytes())
        return
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(prepared, target, per_channel=True, weight_type=QuantType.QInt8)


def _card(base: encoders.Base, plan: dict[str, object], graphs: Sequence[Path]) -> dict[str, object]:
    source = base.source
    return {
        "format": FORMAT,
        "encoder": {"name": base.name, "packages": source.packages, "layers": source.layers, "licence": source.licence},
        "special": source.special,
        "window_pieces": windows.WINDOW_PIECES,
        "context_pieces": windows.CONTEXT_PIECES,
        "casings": windows.CASINGS,
        "tags": labels.TAGS,
        "kinds": labels.KINDS,
        "edges": labels.EDGES,
        "issues": labels.ISSUES,
        "sentences_back": candidates.SENTENCES_BACK,
        "plan": plan,
        "sha256": checksums(graphs),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Export by the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--run", type=Path, required=True, help="folder that training.train wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", default="reader.pt", help="which weights of the run (default: their mean)")
    parser.add_argument("--float", action="store_true", help="leave the weights in float32")
    options = parser.parse_args(argv)
    plan = json.loads((options.run / "plan.json").read_text("utf-8"))
    base, reader = encoders.load(plan["encoder"]), trained(options.run, options.weights)
    export(reader, base, plan, read_all()[:2], options.out, quantised=not options.float)
    print(f"{sum(path.stat().st_size for path in options.out.iterdir()) / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
