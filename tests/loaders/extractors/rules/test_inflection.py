import pytest

from disputes.loaders.extractors.rules.inflection import Form, plural, verb_forms


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("obey", {"obey", "obeys", "obeyed", "obeying"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
        ("free", {"free", "frees", "freed", "freeing"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
    ],
)
def test_regular_verbs_are_inflected_by_rule(lemma, forms):
    assert set(verb_forms(lemma, {}, {"expel"})) == forms


def test_an_irregular_verb_tells_its_past_from_its_participle():
    forms = verb_forms("break", {"break": ["broke", "broken"]}, set())
    assert forms["broke"] == {Form.PAST}
    assert forms["broken"] == {Form.PARTICIPLE}


def test_a_form_that_does_not_change_is_all_it_can_be():
    assert verb_forms("cut", {"cut": ["cut"]}, {"cut"})["cut"] == {Form.BASE, Form.PAST, Form.PARTICIPLE}


def test_plurals_follow_the_ending():
    assert [plural(noun) for noun in ("base", "embassy", "day", "tax")] == ["bases", "embassies", "days", "taxes"]
