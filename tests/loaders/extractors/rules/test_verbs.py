import pytest
from lines import line

from disputes.loaders.extractors.rules.verbs import Shape, verbs_of


def shapes(text, *names):
    read = line(text, *names)
    return {read.lower(verb.index): verb.shape for verb in verbs_of(read)}


@pytest.mark.parametrize(
    ("text", "word", "shape"),
    [
        ("Gorna accused Birn", "accused", Shape.FINITE),
        ("Gorna has not yet accused Birn", "accused", Shape.FINITE),
        ("Gorna wants to accuse Birn", "accuse", Shape.INFINITIVE),
        ("Gorna spoke, accusing Birn", "accusing", Shape.GERUND),
        ("Having seized it, Gorna left Birn", "seized", Shape.GERUND),
        ("Gorna has a ship seized by Birn", "seized", Shape.REDUCED),
        ("Gorna claims Birn", "claims", Shape.FINITE),
    ],
)
def test_a_verb_has_the_shape_of_its_group(text, word, shape):
    assert shapes(text, "Gorna", "Birn")[word] is shape


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The claims of Gorna on Birn", "claims"),
        ("Gorna's attack on Birn", "attack"),
        ("Gorna has seized assets of frozen Birn", "frozen"),
        ("A veiled warning to Gorna from Birn", "warning"),
    ],
)
def test_a_noun_or_an_adjective_is_no_verb(text, word):
    found = shapes(text, "Gorna", "Birn")
    assert word not in found or found[word] is Shape.REDUCED


def test_the_auxiliaries_tell_voice_negation_and_mood():
    (verb,) = verbs_of(line("Gorna will never be forgiven", "Gorna")) or [None]
    assert (verb.is_negated, verb.is_modal, verb.is_scheduled) == (True, True, True)


def test_an_acronym_in_brackets_after_a_name_is_left_out():
    tokens = [token.text for token in line("Gorna (GRN) left", "Gorna").tokens]
    assert tokens == ["Gorna", "left"]


def test_a_name_within_a_compound_is_no_mention():
    assert not line("a Gorna-led force", "Gorna").mentions(0, 9)
