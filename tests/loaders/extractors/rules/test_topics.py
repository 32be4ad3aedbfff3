from disputes.graph.model import Span
from disputes.graph.vocabulary import Issue
from disputes.loaders.extractors.rules.tokens import line_of
from disputes.loaders.extractors.rules.topics import shares, topics_of


def topics(text):
    return topics_of(line_of(text, Span(0, len(text)), [], {}))


def test_the_longest_phrase_tells_the_issue():
    assert [issue for _, issue in topics("real estate of the summer houses").hits] == [Issue.DIPLOMATIC_PROPERTY] * 2


def test_the_nearer_word_weighs_more():
    here = topics("steel a b c d e f g h i j k dam")
    assert here.weigh(0, {}, None) is Issue.TRADE
    assert here.weigh(11, {}, None) is Issue.WATER


def test_the_article_turns_the_scale_where_the_sentence_is_silent():
    whole = shares([topics("The dam and the river"), topics("steel")])
    assert topics("nothing at all").weigh(0, whole, None) is Issue.WATER


def test_without_a_word_the_default_of_the_act_holds():
    assert topics("nothing").weigh(0, {}, Issue.MEDIA) is Issue.MEDIA
    assert topics("nothing").weigh(0, {}, None) is None
