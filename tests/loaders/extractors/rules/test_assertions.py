import re

import pytest

from disputes.graph.model import Article, LocalEntity, Mention, MentionKind, Span, article_id
from disputes.graph.vocabulary import VERBS, Event, NodeType
from disputes.loaders.extractors.rules.assertions import assertions_of, lines_of

KINDS = {
    "s": NodeType.STATE,
    "o": NodeType.ORGANIZATION,
    "m": NodeType.OFFICIAL,
    "x": NodeType.PROPERTY,
    "t": NodeType.AGREEMENT,
    "e": NodeType.TALKS,
    "p": NodeType.PLACE,
}
MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")
PRONOUNS = {"its", "it", "he", "she", "his", "her", "they", "their", "we", "our"}


def assertions(*marked, headline=False):
    """Read sentences in which [words|s1] is a mention of the entity s1, a state by its first letter."""
    text, mentions, entities, sentences = "", [], {}, []
    for sentence in marked:
        start, last = len(text), 0
        for match in MARK.finditer(sentence):
            text += sentence[last : match.start()]
            span = Span(len(text), len(text) + len(match[1]))
            kind = MentionKind.PRONOUN if match[1].lower() in PRONOUNS else MentionKind.NAME
            mentions.append(Mention(span, kind, match[2]))
            entities.setdefault(match[2], LocalEntity(match[2], KINDS[match[2][0]], match[1]))
            text += match[1]
            last = match.end()
        text += sentence[last:]
        sentences.append((Span(start, len(text)), headline))
        text += " "
    article = Article(article_id(text), text, "")
    lines = lines_of(article, sentences, mentions, list(entities.values()))
    return text, list(assertions_of(article, lines, list(entities.values())))


def told(*marked, **options):
    found = set()
    for one in assertions(*marked, **options)[1]:
        mark = " neg" * one.negated + " hyp" * one.hypothetical
        found.add(f"{one.source} {one.type.value} {one.target}{mark}")
    return found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Gorna|s1] accused [Birn|s2] of piracy.", {"s1 ACCUSES s2"}),
        ("[Gorna|s1] on Tuesday condemned [Birn|s2]'s decision.", {"s1 ACCUSES s2"}),
        ("[Gorna|s1] has protested to the council against [Birn|s2]'s plans.", {"s1 ACCUSES s2"}),
        ("[Gorna|s1] complained that [Birn|s2] was slow.", {"s1 ACCUSES s2"}),
        ("[Gorna|s1] has expelled two diplomats from [Birn|s2].", set()),
        ("[Gorna|s1] has expelled [Birn|s2]'s ambassador.", {"s1 RESTRICTS s2"}),
        ("[Gorna|s1] seized [the tanker|x1].", {"s1 RESTRICTS x1"}),
        ("[Gorna|s1] imposed new restrictions on [Birn|s2].", {"s1 RESTRICTS s2"}),
        ("[Gorna|s1] recalled [its|s1] ambassador from [Birn|s2].", {"s1 RESTRICTS s2"}),
        ("[Gorna|s1] called on [Birn|s2] to talk.", {"s1 DEMANDS s2"}),
        ("[Gorna|s1] demanded that [Birn|s2] apologise.", {"s1 DEMANDS s2"}),
        ("[Gorna|s1] rejected [Birn|s2]'s claim.", {"s1 REJECTS s2"}),
        ("[Gorna|s1] pulled out of [the treaty|t1].", {"s1 REJECTS t1"}),
        ("[Gorna|s1] does not recognise [Birn|s2].", {"s1 REJECTS s2"}),
        ("[Gorna|s1] warned [Birn|s2] of consequences.", {"s1 THREATENS s2"}),
        ("[Gorna|s1] fired rockets at [Birn|s2].", {"s1 ATTACKS s2"}),
        ("[Gorna|s1] lays claim to [Shoal Island|p1].", {"s1 CLAIMS p1"}),
        ("[Gorna|s1] thanked [Birn|s2].", {"s1 SUPPORTS s2"}),
        ("[Gorna|s1] handed back three prisoners to [Birn|s2].", {"s1 YIELDS s2"}),
        ("[Ada Birn|m1] chaired [the meeting|e1].", {"m1 LEADS e1", "m1 PARTICIPATES_IN e1"}),
        ("[The mansion|x1] belongs to [Gorna|s1].", {"s1 OWNS x1"}),
        ("[Gorna|s1] signed [the accord|t1].", {"s1 AGREES t1", "s1 PARTY_TO t1"}),
    ],
)
def test_a_verb_joins_its_subject_to_its_object(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Gorna|s1]'s sanctions against [Birn|s2] remain.", {"s1 RESTRICTS s2"}),
        ("The invasion of [Birn|s2] by [Gorna|s1] shook the region.", {"s1 ATTACKS s2"}),
        ("A ban on [Birn|s2] stays.", set()),
        ("[Gorna|s1] announced an embargo on [Birn|s2].", {"s1 RESTRICTS s2"}),
        ("[Gorna|s1]'s claim to [the reef|p1] is old.", {"s1 CLAIMS p1"}),
        ("The withdrawal of [Gorna|s1]'s forces from [Birn|s2] began.", {"s1 YIELDS s2"}),
        ("The withdrawal of [Gorna|s1] from [the treaty|t1] began.", {"s1 REJECTS t1"}),
        ("Negotiations between [Gorna|s1] and [Birn|s2] stalled.", {"s1 MEETS s2"}),
    ],
)
def test_a_noun_joins_whose_it_is_to_whom_it_hits(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[The yacht|x1] was seized by [Gorna|s1].", {"s1 RESTRICTS x1"}),
        ("[The yacht|x1], seized by [Gorna|s1], is old.", {"s1 RESTRICTS x1"}),
        ("[The yacht|x1] was seized in May.", set()),
        ("[The yacht|x1], which was stopped and boarded by [Gorna|s1], is old.", {"s1 RESTRICTS x1"}),
        ("[Birn|s2]'s accounts were frozen by [Gorna|s1].", {"s1 RESTRICTS s2"}),
        (
            "[The talks|e1] will be led by the ambassador to [Gorna|s1], [Ada Olm|m1], and the deputy, [Bo Arn|m2].",
            {"m1 LEADS e1", "m2 LEADS e1"},
        ),
    ],
)
def test_a_passive_has_its_agent_as_source_and_without_one_says_nothing(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Gorna|s1] and [Birn|s2] condemned [Tavia|s3].", {"s1 ACCUSES s3", "s2 ACCUSES s3"}),
        ("[Gorna|s1] condemned [Birn|s2] and [Tavia|s3].", {"s1 ACCUSES s2", "s1 ACCUSES s3"}),
        ("[Gorna|s1] and [Birn|s2] accused each other of lying.", {"s1 ACCUSES s2", "s2 ACCUSES s1"}),
        ("Both [Gorna|s1] and [Birn|s2] have complained.", {"s1 ACCUSES s2", "s2 ACCUSES s1"}),
        ("[Gorna|s1] and [Birn|s2] have complained.", set()),
        (
            "[Gorna|s1] and [Birn|s2] held [talks|e1].",
            {"s1 MEETS s2", "s1 PARTICIPATES_IN e1", "s2 PARTICIPATES_IN e1"},
        ),
        (
            "[Gorna|s1] and [Birn|s2] signed [a treaty|t1].",
            {"s1 AGREES t1", "s2 AGREES t1", "s1 PARTY_TO t1", "s2 PARTY_TO t1", "s1 AGREES s2"},
        ),
        (
            "[Gorna|s1] seized [four properties|x1], including [a villa|x2], [an estate|x3] and [a mission|x4].",
            {"s1 RESTRICTS x1", "s1 RESTRICTS x2", "s1 RESTRICTS x3", "s1 RESTRICTS x4"},
        ),
    ],
)
def test_each_member_of_a_row_has_its_own_edge(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Gorna|s1], which lies to the north, accused [Birn|s2].", {"s1 ACCUSES s2"}),
        ("[Gorna|s1], which accused [Birn|s2], is large.", {"s1 ACCUSES s2"}),
        ("[Gorna|s1], which [Birn|s2] accuses of theft, is large.", {"s2 ACCUSES s1"}),
        ("[Gorna|s1] praised [Tavia|s3] and accused [Birn|s2].", {"s1 SUPPORTS s3", "s1 ACCUSES s2"}),
        ("[Gorna|s1] said [Tavia|s3] had accused [Birn|s2].", {"s3 ACCUSES s2"}),
        ("Envoys of [Gorna|s1] accused [Birn|s2].", {"s1 ACCUSES s2"}),
        ("Wine from [Gorna|s1] angered growers who accused [Birn|s2].", set()),
        ("A message for [Gorna|s1] accused [Birn|s2].", set()),
        ("After meeting [Tavia|s3], [Gorna|s1] accused [Birn|s2].", {"s1 MEETS s3", "s1 ACCUSES s2"}),
        ("[Gorna|s1] said it was late, accusing [Birn|s2] of theft.", {"s1 ACCUSES s2"}),
    ],
)
def test_the_subject_is_found_across_its_clauses(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[Gorna|s1] has not attacked [Birn|s2].", {"s1 ATTACKS s2 neg"}),
        ("[Gorna|s1] denied attacking [the ship|x1].", {"s1 ATTACKS x1 neg"}),
        ("[Gorna|s1] denied that [Birn|s2] had attacked [the ship|x1].", {"s2 ATTACKS x1 neg"}),
        ("[Gorna|s1] may attack [Birn|s2].", {"s1 ATTACKS s2 hyp"}),
        ("[Gorna|s1] plans to expel [Ada Olm|m1].", {"s1 RESTRICTS m1 hyp"}),
        ("[Gorna|s1] urged [Birn|s2] to free [Ada Olm|m1].", {"s1 DEMANDS s2", "s2 YIELDS m1 hyp"}),
        ("If [Gorna|s1] attacks [Birn|s2], trade will end.", {"s1 ATTACKS s2 hyp"}),
        ("[Gorna|s1] called for sanctions against [Birn|s2].", {"s1 RESTRICTS s2 hyp"}),
        ("[Gorna|s1] lifted the ban on [Birn|s2].", {"s1 YIELDS s2"}),
        ("[Gorna|s1] stopped blocking [Birn|s2].", {"s1 YIELDS s2"}),
        ("[Gorna|s1] boycotted [the talks|e1].", {"s1 PARTICIPATES_IN e1 neg"}),
    ],
)
def test_what_is_denied_or_meant_is_marked_and_an_ended_restriction_yields(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("[The base|x1] near [Olm|p1] is empty.", {"x1 LOCATED_IN p1"}),
        ("[Talks|e1] in [Olm|p1] went on.", {"e1 LOCATED_IN p1"}),
        ("[Talks|e1] on [Birn|s2] went on.", set()),
        ("[Gorna|s1]'s [old embassy|x1] is empty.", {"s1 OWNS x1"}),
        ("[A treaty|t1] between [Gorna|s1] and [Birn|s2] lapsed.", {"s1 PARTY_TO t1", "s2 PARTY_TO t1"}),
        (
            "Delegations from [Gorna|s1] and [Birn|s2] arrived in [Olm|p1] for [talks|e1].",
            {"s1 PARTICIPATES_IN e1", "s2 PARTICIPATES_IN e1", "e1 LOCATED_IN p1"},
        ),
    ],
)
def test_ties_stand_in_neighbouring_words(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"[Gorna|s1] has violated the line," [Ada Olm|m1] said.', {"m1 ACCUSES s1"}),
        ("[Gorna|s1] has violated the line.", set()),
        ('"[Gorna|s1] must leave," said [Ada Olm|m1].', {"m1 DEMANDS s1"}),
        ("[Gorna|s1] accuses [Birn|s2] of theft, which [Birn|s2] denies.", {"s1 ACCUSES s2", "s2 REJECTS s1"}),
    ],
)
def test_speaking_is_an_act_of_its_own(sentence, expected):
    assert told(sentence) == expected


def test_both_sides_are_the_two_states_of_the_article():
    assert told("[Gorna|s1] faces [Birn|s2].", "The two countries have signed [a pact|t1].") >= {
        "s1 PARTY_TO t1",
        "s2 PARTY_TO t1",
    }


def test_both_sides_are_nobody_where_three_states_are_named():
    assert told("[Gorna|s1], [Birn|s2] and [Tavia|s3] lie here.", "The two countries signed [a pact|t1].") == set()


@pytest.mark.parametrize(
    ("sentences", "speaker"),
    [
        (["[Ada Olm|m1] said [Gorna|s1] had attacked [Birn|s2]."], "m1"),
        (['"[Gorna|s1] attacked [Birn|s2]," said [Ada Olm|m1].'], "m1"),
        (["According to [Ada Olm|m1], [Gorna|s1] attacked [Birn|s2]."], "m1"),
        (['"It was dark," [Ada Olm|m1] said.', '"Then [Gorna|s1] attacked [Birn|s2]."'], "m1"),
        (['"It was dark," [Ada Olm|m1] said.', "Then [Gorna|s1] attacked [Birn|s2]."], None),
        (["[Gorna|s1] attacked [Birn|s2]."], None),
    ],
)
def test_what_is_reported_has_its_speaker(sentences, speaker):
    found = [one for one in assertions(*sentences)[1] if one.type == "ATTACKS"]
    assert [one.speaker_local for one in found] == [speaker]


def test_an_unnamed_speaker_is_told_in_the_words():
    (one,) = assertions("A senior official said [Gorna|s1] had attacked [Birn|s2].")[1]
    assert (one.speaker, one.speaker_local) == ("senior official", None)


@pytest.mark.parametrize(
    ("sentence", "issue"),
    [
        ("[Gorna|s1] accused [Birn|s2] of dumping steel.", "trade"),
        ("[Gorna|s1] accused [Birn|s2] over the dam.", "water"),
        ("[Gorna|s1] condemned [Birn|s2] for jailing a reporter.", "media"),
        ("[Gorna|s1] accused [Birn|s2].", None),
    ],
)
def test_the_issue_is_told_by_the_words_around(sentence, issue):
    (one,) = (one for one in assertions(sentence)[1] if one.type in VERBS)
    assert one.issue == issue


def test_the_event_and_the_action_are_told_by_the_trigger():
    (seized,) = assertions("[Gorna|s1] seized [the tanker|x1].")[1]
    (banned,) = assertions("[Gorna|s1] imposed a ban on [Birn|s2].")[1]
    assert (seized.event, seized.detail) == (Event.COERCE, "seized")
    assert (banned.event, banned.detail) == (Event.SANCTION, "imposed a ban")


def test_spans_are_the_words_of_both_ends_within_the_evidence():
    text, (one,) = assertions("So it was.", "[Gorna|s1] has expelled [Ada Olm|m1].")
    assert one.evidence.of(text) == "Gorna has expelled Ada Olm."
    assert (one.source_span.of(text), one.trigger.of(text), one.target_span.of(text)) == (
        "Gorna",
        "expelled",
        "Ada Olm",
    )


def test_a_headline_is_trusted_less():
    sentence = "[Gorna|s1] expels [Ada Olm|m1]"
    (title,), (prose,) = assertions(sentence, headline=True)[1], assertions(sentence)[1]
    assert title.confidence < prose.confidence
