import numpy as np

from disputes.graph.vocabulary import READ_TYPES, RULES
from disputes.loaders.extractors.reader.labels import EDGES, KINDS, TITLE, ontology


def test_the_mask_says_what_the_ontology_says() -> None:
    allowed = ontology()
    for source in READ_TYPES:
        for target in READ_TYPES:
            for edge, kind in enumerate(EDGES):
                said = allowed[KINDS.index(source), KINDS.index(target), edge]
                assert said == RULES[kind].joins(source, target)


def test_a_title_bears_no_edge() -> None:
    title = KINDS.index(TITLE)
    assert not np.concatenate([ontology()[title], ontology()[:, title]]).any()
