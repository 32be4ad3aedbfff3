import numpy as np

from disputes.graph.vocabulary import READ_TYPES, RULES
from disputes.loaders.extractors.reader.labels import EDGES, KINDS, TAGS, TITLE, ontology, spans_of, tag_of


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


def test_tags_give_back_the_mentions_they_were_made_of() -> None:
    spans = [(0, 1, KINDS.index("State")), (2, 2, KINDS.index("State")), (4, 6, KINDS.index(TITLE))]
    tags = [0] * 8
    for first, last, kind in spans:
        tags[first : last + 1] = [tag_of(KINDS[kind], at == first) for at in range(first, last + 1)]
    assert spans_of(tags) == spans
    assert max(tags) < len(TAGS)
