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
from collections.abc import Mapping, Sequence
from pathlib import Path
from shutil import copyfile

import numpy as np
import onnx
import torch
from torch import Tensor, nn

from disputes.loaders.extractors.reader import candidates, labels, windows
from disputes.loaders.extractors.reader.model import FORMAT, GRAPHS
from disputes.loaders.extractors.reader.windows import Pieces
from training import encoders
from training.batches import Inputs, inputs_of, questions_of
from training.corpus import AnnotatedArticle, read_all
from training.examples import Example, example_of
from training.folds import held_out
from training.model import Answers, Questions, Reader, Vectors
from training.provenance import checksums
from training.quantising import quantised
from training.train import trained

OPSET = 20
TRACED = 2
"""So many articles lead the exporter through the graphs."""
TRIED = 30
"""So many articles tell how great the channels of the graphs get."""


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
    as_bytes: bool = True,
) -> None:
    """Write the graphs, the tokenizer and `model.json` into `folder`; `articles` are to try the model on."""
    folder.mkdir(parents=True, exist_ok=True)
    reader.eval()
    pieces = Pieces.of(base.tokenizer, base.source.special)
    examples = [example_of(article, pieces) for article in articles]
    with tempfile.TemporaryDirectory() as scratch:
        _write_graphs(reader, _tried(reader, examples[:TRACED], pieces.padding), Path(scratch))
        tried = [_tried(reader, [example], pieces.padding) for example in examples if as_bytes and example.mentions]
        for name in GRAPHS:
            source, target = Path(scratch) / f"{name}.onnx", folder / f"{name}.onnx"
            if as_bytes:
                quantised(source, target, [_arrays(each[name]) for each in tried])
            else:
                copyfile(source, target)
    base.tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    card = _card(base, plan, sorted(folder.glob("*.onnx")))
    (folder / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _tried(reader: Reader, examples: Sequence[Example], padding: int) -> dict[str, dict[str, Tensor]]:
    """Give what the two graphs get where some examples are read, by its name."""
    inputs = inputs_of([example.windowed for example in examples], padding)
    asked = questions_of(
        [example.windowed for example in examples],
        [example.mentions for example in examples],
        [example.candidates for example in examples],
        inputs.pieces.shape[1],
    )
    with torch.no_grad():
        vectors = reader.encode(*inputs)[1].flat()
    return {"encoder": inputs._asdict(), "links": vectors._asdict() | asked._asdict()}


def _write_graphs(reader: Reader, tried: Mapping[str, Mapping[str, Tensor]], folder: Path) -> None:
    """Write the two graphs as they are, in float32, as what is `tried` leads through them."""
    window, piece = torch.export.Dim("window"), torch.export.Dim("piece", max=windows.WINDOW_PIECES)
    _write(
        _Encoder(reader),
        tried["encoder"],
        ("tags", *Vectors._fields),
        [{0: window, 1: piece}] * 3,
        folder / "encoder.onnx",
    )
    _write(
        _Links(reader),
        tried["links"],
        [f"{name}_logits" for name in Answers._fields],
        _question_shapes(),
        folder / "links.onnx",
    )


def _arrays(tensors: Mapping[str, Tensor]) -> dict[str, np.ndarray]:
    return {name: tensor.numpy() for name, tensor in tensors.items()}


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
    inputs: Mapping[str, Tensor],
    outputs: Sequence[str],
    shapes: Sequence[dict[int, torch.export.Dim]],
    path: Path,
) -> None:
    # What a module takes as *arguments has its shapes in a tuple of its own.
    dynamic = tuple(shapes) if len(shapes) == len(Inputs._fields) else (tuple(shapes),)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "# The axis name")  # an axis that several inputs share is named once
        program = torch.onnx.export(
            module.eval(),
            tuple(inputs.values()),
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
    articles, _ = held_out(read_all(), plan["folds"], plan["fold"])
    export(reader, base, plan, articles[:TRIED], options.out, as_bytes=not options.float)
    print(f"{sum(path.stat().st_size for path in options.out.iterdir()) / 1e6:.1f} MB in {options.out}")


if __name__ == "__main__":
    main()
