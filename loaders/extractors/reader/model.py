"""The trained model as it ships: two ONNX graphs, a tokenizer, and `model.json` that says what the numbers mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np

from disputes.graph.errors import InputError
from disputes.graph.model import hashed
from disputes.loaders.extractors.reader.candidates import SENTENCES_BACK, Candidates, FoundMention
from disputes.loaders.extractors.reader.labels import EDGES, ISSUES, KINDS, TAGS
from disputes.loaders.extractors.reader.questions import Inputs, Questions, Vectors, inputs_of, questions_of
from disputes.loaders.extractors.reader.windows import CASINGS, CONTEXT_PIECES, WINDOW_PIECES, Pieces, WindowedArticle

if TYPE_CHECKING:
    import onnxruntime

FORMAT = 2
GRAPHS = ("encoder", "links")
SLOWER_FUSIONS = ["SkipLayerNormFusion"]
"""Of the runtime's: on a CPU the fused operator takes a fifth of the encoder's time."""
CELLS = 6_000
"""So many pairs times words are asked about at once: some 25 MB."""
COMPARED = 50_000
"""So many mentions are compared with one before them at once: some 100 MB."""
SHIPPED = Path(__file__).parent / "weights"
"""The folder of the model that ships with the package."""


class Card(msgspec.Struct, frozen=True):
    """What `model.json` says that reading depends on."""

    format: int
    special: tuple[str, str, str]
    window_pieces: int
    context_pieces: int
    casings: tuple[str, ...]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    edges: tuple[str, ...]
    issues: tuple[str, ...]
    sentences_back: int
    sha256: dict[str, str]

    @property
    def digest(self) -> str:
        """What tells the model from others: a hash of its graphs' checksums."""
        return hashed(*(self.sha256.get(f"{graph}.onnx") for graph in GRAPHS))[:12]


class Answers(NamedTuple):
    """Logits. The first of `speakers` and of `antecedents` is "none"; the rest are the candidates.

    `edges` is ``[pairs, edge types, 3]``: is said, negated, hypothetical. `triggers` is ``[pairs, edge types, words]``
    over the words of the pair's sentence, `issues` ``[pairs, issues]``, `speakers` ``[pairs, 1 + candidates]``,
    `antecedents` ``[mentions, 1 + candidates]``.
    """

    edges: np.ndarray
    triggers: np.ndarray
    issues: np.ndarray
    speakers: np.ndarray
    antecedents: np.ndarray


_ENCODED = ("tags", *Vectors._fields)
_ANSWERED = tuple(f"{name}_logits" for name in Answers._fields)
_TAKEN = {"encoder": Inputs._fields, "links": (*Vectors._fields, *Questions._fields)}
_GIVEN = {"encoder": _ENCODED, "links": _ANSWERED}
"""The names of what each graph takes, and of what it gives."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An article's flat tag logits and vectors, and how long its windows are."""

    tags: np.ndarray
    vectors: Vectors
    length: int


@dataclass(frozen=True, slots=True)
class Model:
    """Answers questions about an article; see `load`."""

    pieces: Pieces
    encoder: onnxruntime.InferenceSession = field(repr=False)
    links: onnxruntime.InferenceSession = field(repr=False)

    def encode(self, article: WindowedArticle) -> Encoded:
        """Encode the windows of an article, of which there must be some: one at a time, each as long as it is.

        That is quicker than all at once, filled up to the longest, and smaller.
        """
        inputs = inputs_of([article], self.pieces.padding)
        length = inputs.pieces.shape[1]
        encoded = [
            self.encoder.run(_ENCODED, {name: rows[at : at + 1, :count] for name, rows in inputs._asdict().items()})
            for at, count in enumerate(len(window.pieces) for window in article.windows)
        ]
        tags, *vectors = (
            np.concatenate([np.pad(rows[0], ((0, length - len(rows[0])), (0, 0))) for rows in each])
            for each in zip(*encoded, strict=True)
        )
        return Encoded(tags, Vectors(*vectors), length)

    def answer(
        self, article: WindowedArticle, encoded: Encoded, mentions: list[FoundMention], asked: Candidates
    ) -> Iterator[tuple[Candidates, Answers]]:
        """Answer about `mentions`, of which there must be some, in parts: what was asked, and the answers.

        Every part asks about other pairs, and about antecedents that are farther off.
        """
        for part in _parts(article, asked):
            questions = questions_of([article], [mentions], [part], encoded.length)
            given = {**encoded.vectors._asdict(), **questions._asdict()}
            yield part, Answers(*self.links.run(_ANSWERED, given))


def load(folder: Path) -> Model:
    """Load the model that lies in `folder`.

    Raises InputError where it is broken, and as `read_card` does.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    card = read_card(folder)
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        encoder, links = (_session(onnxruntime, folder, name) for name in GRAPHS)
        pieces = Pieces.of(tokenizer, card.special)
    except Exception as error:  # both libraries raise what they like
        raise InputError(folder, f"the reader there is broken: {error}") from error
    return Model(pieces, encoder, links)


def read_card(folder: Path) -> Card:
    """Read what the model in `folder` says of itself; raises InputError where there is none, or of another format."""
    path = folder / "model.json"
    try:
        card = msgspec.json.decode(path.read_bytes(), type=Card)
    except OSError as error:
        raise InputError(folder, "holds no reader: a folder with model.json is wanted") from error
    except msgspec.MsgspecError as error:
        raise InputError(path, f"is not a reader's: {error}") from error
    theirs = (card.format, card.tags, card.kinds, card.edges, card.issues, card.casings)
    ours: tuple[object, ...] = (FORMAT, TAGS, KINDS, EDGES, ISSUES, CASINGS)
    numbers = card.window_pieces, card.context_pieces, card.sentences_back
    if theirs != ours or numbers != (WINDOW_PIECES, CONTEXT_PIECES, SENTENCES_BACK):
        raise InputError(path, "is of another version of the reader; train it anew")
    return card


def _session(onnxruntime: Any, folder: Path, graph: str) -> onnxruntime.InferenceSession:
    path = folder / f"{graph}.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # articles are read side by side: threads within one would wait for each other
    options.enable_mem_pattern = False  # one would be kept for each of the shapes, which are ever others
    options.log_severity_level = 3
    session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER_FUSIONS
    )
    for whose, names in (session.get_inputs(), _TAKEN[graph]), (session.get_outputs(), _GIVEN[graph]):
        if {each.name for each in whose} != set(names):
            raise ValueError(f"{path.name} is another kind of graph")
    return session


def _parts(article: WindowedArticle, asked: Candidates) -> Iterator[Candidates]:
    """Cut the questions into parts that fit into memory.

    The pairs of long sentences are kept from those of short ones. Of the antecedents each part asks about the next
    nearest, as long as there are any.
    """
    lengths = np.array([len(words) for words in article.words], dtype=np.int64)[asked.pairs[:, 2]]
    order = np.argsort(lengths, kind="stable")
    mentions, widest = asked.antecedents.shape
    columns = max(1, COMPARED // max(1, mentions))
    start = column = 0
    while start < len(order) or column < widest:
        end = min(start + 1, len(order))
        while end < len(order) and (end + 1 - start) * lengths[order[end]] <= CELLS:
            end += 1
        rows, near = order[start:end], slice(column, column + columns)
        yield replace(
            asked,
            pairs=asked.pairs[rows],
            pair_places=asked.pair_places[rows],
            regions=asked.regions[rows],
            antecedents=asked.antecedents[:, near],
            likeness=asked.likeness[:, near],
            gaps=asked.gaps[:, near],
        )
        start, column = end, column + columns
