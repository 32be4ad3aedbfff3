import re
from importlib.resources import files

from disputes.graph.map.style import KIND_LOOKS, NODE_LOOKS
from disputes.graph.vocabulary import RULES

STYLE = files("disputes.graph.store").joinpath("browser.grass").read_text("utf-8")
COLOURS = dict(re.findall(r"^(?:node|relationship)\.(\w+) \{\n  color: (#\w{6});", STYLE, flags=re.MULTILINE))


def test_neo4j_browser_shows_types_in_the_colours_of_the_map() -> None:
    wanted = {str(kind): look.colour for kind, look in NODE_LOOKS.items()}
    wanted |= {str(kind): KIND_LOOKS[rule.kind].colour for kind, rule in RULES.items()}
    assert {kind: colour for kind, colour in COLOURS.items() if kind != "Article"} == wanted
