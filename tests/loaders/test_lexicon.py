import pytest

from disputes.graph.errors import InputError
from disputes.loaders.entries import States
from disputes.loaders.lexicon import parse_lexicon

HEADER = "title: t\nlanguage: en\nsource: s\nlicence: MIT\nknown_gaps: [none known]\n"


def test_a_lexicon_gives_its_entries():
    lexicon = parse_lexicon(HEADER + "entries:\n  - {id: at, name: Austria, forms: [Österreich]}\n", States, "s.yaml")
    assert [(entry.id, entry.name, entry.forms) for entry in lexicon.entries] == [("at", "Austria", ("Österreich",))]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("entries:\n  - {id: at, name: Austria, forms: 7}\n", ["'at'", "forms"]),
        ("entries:\n  - {id: at, name: Austria, colour: red}\n", ["'at'", "colour"]),
        ("entries:\n  - {name: Austria}\n", ["number 1", "id"]),
        ("entries:\n  - {id: at, name: A}\n  - {id: at, name: B}\n", ["'at'", "twice"]),
        ("entries: [\n", ["not YAML"]),
        ("", ["entries"]),
    ],
)
def test_a_mistake_names_the_file_and_the_entry(body, told):
    with pytest.raises(InputError) as caught:
        parse_lexicon(HEADER + body, States, "states.yaml")
    assert caught.value.path == "states.yaml"
    assert all(word in str(caught.value) for word in told)


def test_a_header_that_lacks_a_field_is_refused():
    with pytest.raises(InputError, match="licence"):
        parse_lexicon("title: t\nlanguage: en\nsource: s\nknown_gaps: []\nentries: []\n", States, "states.yaml")


@pytest.mark.parametrize("text", ["- 1\n", "7\n", "null\n"])
def test_a_file_that_is_no_mapping_is_refused(text):
    with pytest.raises(InputError):
        parse_lexicon(text, States, "states.yaml")
