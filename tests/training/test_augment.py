import random
from pathlib import Path

import pytest

from disputes.graph.model import Span
from training.augment import Names, edited, swapped
from training.corpus import AnnotatedArticle, read, read_all

SAMPLE = list(read(Path(__file__).parent / "articles.txt"))
NAMES = Names.of(read_all())


@pytest.fixture(params=range(8))
def renamed(request: pytest.FixtureRequest) -> AnnotatedArticle:
    return swapped(SAMPLE[0], NAMES, random.Random(request.param))


def words(article: AnnotatedArticle, entity: str) -> list[str]:
    return [mention.span.of(article.text) for mention in article.mentions if mention.entity == entity]


def test_a_state_is_renamed_in_all_its_forms_together(renamed: AnnotatedArticle) -> None:
    adjective, name, capital, again = words(renamed, "tr")
    forms = next(forms for forms in NAMES.states if name in forms)
    assert name == again != "Turkey"
    assert [forms[each] for each in (name, adjective, capital)] == ["name", "adjective", "capital"]


def test_a_person_keeps_one_name_and_pronouns_stay(renamed: AnnotatedArticle) -> None:
    full, pronoun, short = words(renamed, "doukas")
    assert full.split()[-1] == short != "Doukas"
    assert pronoun == "He"


def test_two_entities_never_get_one_name(renamed: AnnotatedArticle) -> None:
    named = {"gr": 0, "tr": 1, "doukas": 0, "rhodes": 0}
    assert len({words(renamed, entity)[at] for entity, at in named.items()}) == 4


def test_spans_stay_on_the_same_words(renamed: AnnotatedArticle) -> None:
    article = SAMPLE[0]
    assert [edge.trigger.of(renamed.text) for edge in renamed.edges] == [
        edge.trigger.of(article.text) for edge in article.edges
    ]
    assert [mention.span.of(renamed.text) for mention in renamed.mentions if mention.entity == "mfa"] == [
        "The ministry"
    ]
    assert all(renamed.sentences[mention.sentence].covers(mention.span) for mention in renamed.mentions)


def test_a_name_inside_a_longer_one_is_renamed_with_it(tmp_path: Path) -> None:
    text = "# one | wire | trade\n@ gr State Greece\n@ m Organization Greek ministry\n@ c Property c\n"
    path = tmp_path / "articles.txt"
    path.write_text(text + "S [[Greece|gr]] closed [[the Greek consulate|c]].\n", "utf-8")
    article = next(read(path))
    renamed = swapped(article, NAMES, random.Random(1))
    forms = next(forms for forms in NAMES.states if words(renamed, "gr")[0] in forms)
    assert forms[words(renamed, "c")[0].removeprefix("the ").removesuffix(" consulate")] == "adjective"


def test_a_trigger_within_a_name_grows_with_it() -> None:
    article = SAMPLE[1]
    start = article.text.index("Lima")
    longer = edited(article, [(Span(start, start + 4), "Port Moresby")])
    assert longer.mentions[2].span.of(longer.text) == "Port Moresby"
    assert [edge.trigger.of(longer.text) for edge in longer.edges] == [
        edge.trigger.of(article.text) for edge in article.edges
    ]


def test_the_same_seed_gives_the_same_names() -> None:
    assert swapped(SAMPLE[0], NAMES, random.Random(3)) == swapped(SAMPLE[0], NAMES, random.Random(3))


@pytest.mark.parametrize("seed", range(4))
def test_where_all_names_are_used_up_an_article_keeps_its_own(seed: int) -> None:
    """A pool that holds no name but the article's has none to give."""
    greece = next(forms for forms in NAMES.states if "Greece" in forms)
    turkey = next(forms for forms in NAMES.states if "Turkey" in forms)
    pool = Names((greece, turkey), ("Kyriakos Doukas",), ("Rhodes",))
    assert swapped(SAMPLE[0], pool, random.Random(seed)) == SAMPLE[0]


def test_an_empty_pool_leaves_an_article_as_it_is() -> None:
    assert swapped(SAMPLE[0], Names((), (), ()), random.Random(0)) == SAMPLE[0]


@pytest.mark.parametrize("seed", range(4))
def test_a_pool_that_is_used_up_half_way_renames_the_first_alone(seed: int) -> None:
    states = [next(forms for forms in NAMES.states if name in forms) for name in ("Greece", "Turkey", "Peru")]
    renamed = swapped(SAMPLE[0], Names(tuple(states), (), ()), random.Random(seed))
    assert {words(renamed, "gr")[0], words(renamed, "tr")[1]} == {"Peru", "Turkey"}
    assert words(renamed, "doukas") == words(SAMPLE[0], "doukas")
