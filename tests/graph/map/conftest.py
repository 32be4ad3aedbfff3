from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest

STATES = {
    "Veldania": ("Lurin", "Kessen"),
    "Orsk Republic": ("Tamar Bay", "Orsk City"),
    "Kesh": ("Maddar",),
    "Norland": ("Hafnir",),
    "Sarvia": ("Sarv",),
    "Belmora": ("Port Clare",),
    "Tirnen": (),
    "Zhalia": (),
}
BODIES = (
    "Veldanian Foreign Ministry",
    "Orsk Foreign Ministry",
    "Orsk Border Guard",
    "Kesh Central Bank",
    "Norland Parliament",
    "Council of the Inner Sea",
    "Lurin Press Union",
    "Sarvian Energy Company",
    "Harbour Workers' Federation",
    "Belmoran Treasury",
)
PEOPLE = (
    "Ilse Marrow", "Dov Kestrin", "Anselm Okoro-Reyes", "Petra Vonn", "Jarek Dunmore", "Sunniva Hale", "Tomas Ilyin",
    "Mirela Castan", "Oke Brandt", "Nadia Ferro", "Ruan Telleck", "Ginevra Sand", "Halim Osei", "Yrsa Lund",
    "Cornel Batiste", "Wanda Krell", "Emin Toraj", "Lotte Farrow",
)  # fmt: skip
ROLES = ("foreign minister", "ambassador", "spokeswoman", "head of the trade delegation", "interior minister")
PROPERTIES = ("Consulate in Kessen", "Summer Residence at Hafnir", "Trade Mission in Sarv", "Villa Ostra", "Pier 9")
AGREEMENTS = ("Lurin Accord", "Agreement on Direct Flights", "Visa Memorandum of Maddar")
TALKS = ("Hafnir Talks", "Second Round on Consulates", "Inner Sea Conference")
QUARRELS = {
    "ACCUSES": ("{0} accused {1} of dragging out the talks", "accused"),
    "RESTRICTS": ("{0} barred staff of {1} from leaving the capital", "barred"),
    "DEMANDS": ("{0} urged {1} to return the keys", "urged"),
    "REJECTS": ("{0} turned down what {1} had proposed", "turned down"),
    "THREATENS": ("{0} warned {1} that it would answer in kind", "warned"),
}
ACCORDS = {
    "MEETS": ("{0} met {1} behind closed doors", "met"),
    "AGREES": ("{0} agreed with {1} on a date for the next round", "agreed"),
    "SUPPORTS": ("{0} backed {1} in the matter of the flights", "backed"),
}
CLAIM = ("{0} insisted on its title to {1}", "insisted")
TIES = {
    "SERVES": ("{0}, {role} of {1}, spoke first", "{role}"),
    "OWNS": ("{1}, which belongs to {0}, has stood empty for years", "belongs"),
    "LOCATED_IN": ("{0} stands in {1}", "stands"),
    "PART_OF": ("{0} is a part of {1}", "part"),
    "PARTICIPATES_IN": ("{0} sent people to {1}", "sent"),
}
ISSUES = ("diplomatic property", "visas and accreditation", "flights and transport", "banking and payments")


class Sample:
    """Builds a graph as the mirror gives it: assertions with offsets that fit their sentences."""

    def __init__(self) -> None:
        self.graph = nx.MultiDiGraph()
        self.graph.graph["articles"] = {}

    def article(self, key: str, title: str, **facts: str) -> None:
        self.graph.graph["articles"][key] = {"title": title, **facts}

    def node(self, kind: str, name: str, *aliases: str, **facts: object) -> str:
        key = f"{kind.lower()}:{name.lower().replace(' ', '-')}"
        self.graph.add_node(key, type=kind, name=name, aliases=[name, *aliases], ids=[key], **facts)
        return key

    def assertion(
        self, kind: str, source: str, target: str, sentence: str, trigger: str, article: str, **facts: object
    ) -> str:
        names = [self.graph.nodes[end]["name"] for end in (source, target)]
        role = facts.get("role", "")
        trigger = trigger.format(role=role)
        evidence = sentence.format(*names, role=role) + "."
        start = 40 * len(self.graph.edges)
        places = {}
        for mark, words in (("source", names[0]), ("target", names[1]), ("trigger", trigger)):
            at = start + evidence.index(words)
            places |= {f"{mark}_start": at, f"{mark}_end": at + len(words)}
        doubt = {"negated": False, "hypothetical": False}
        properties = {
            "id": f"a{len(self.graph.edges):05}", "type": kind, "article": article, "evidence": evidence,
            "start": start, "end": start + len(evidence), **places, "trigger": trigger, **doubt, "fact": True,
            "date": self.graph.graph["articles"][article].get("date"), "confidence": 0.8,
        }  # fmt: skip
        properties |= facts
        properties["fact"] = not (properties["negated"] or properties["hypothetical"])
        self.graph.add_edge(source, target, key=properties["id"], **properties)
        return str(properties["id"])

    def dispute(self, parties: tuple[str, str], issue: str, stake: str | None) -> None:
        names = [self.graph.nodes[party]["name"] for party in parties]
        facts = {"issue": issue, "first": "2031-02-01", "last": "2031-09-30", "intensity": -3.4, "assertions": 12}
        key = self.node("Dispute", f"{names[0]} – {names[1]}: {issue}", **facts)
        for party in parties:
            self.graph.add_edge(party, key, key=f"p:{party}:{key}", id=f"p:{party}:{key}", type="PARTY_TO")
        if stake:
            self.graph.add_edge(key, stake, key=f"o:{key}", id=f"o:{key}", type="OVER")


def sample(scale: int = 1) -> nx.MultiDiGraph:
    """Give an invented world of some 60 nodes and 200 edges, or `scale` worlds of that size, loosely joined."""
    chance, made = random.Random(11), Sample()
    for number in range(30 * scale):
        date = f"2031-{1 + number % 9:02}-{1 + number % 28:02}"
        publisher, url = ("The Lurin Gazette", "Inner Sea Wire")[number % 2], f"https://news.example/{number}?a=1&b=2"
        made.article(f"n{number}", f"Round {number} ends without a word", date=date, publisher=publisher, url=url)
    capitals = [_world(made, chance, "" if world == 0 else f" {world + 1}", world) for world in range(scale)]
    for one, other in pairwise(capitals):
        made.assertion("MEETS", one, other, *ACCORDS["MEETS"], "n0")
    return made.graph


def _world(made: Sample, chance: random.Random, suffix: str, world: int) -> str:
    def articles() -> str:
        return f"n{30 * world + chance.randrange(30)}"

    def tie(kind: str, source: str, target: str, **facts: object) -> None:
        made.assertion(kind, source, target, *TIES[kind], articles(), **facts)

    states = [made.node("State", name + suffix, f"Government of {name}") for name in STATES]
    places = [made.node("Place", place + suffix) for towns in STATES.values() for place in towns]
    bodies = [made.node("Organization", name + suffix, state=chance.choice(states)) for name in BODIES]
    people = [made.node("Official", name + suffix, name.split()[-1], state=chance.choice(states)) for name in PEOPLE]
    properties = [made.node("Property", name + suffix) for name in PROPERTIES]
    agreements = [made.node("Agreement", name + suffix) for name in AGREEMENTS]
    talks = [made.node("Talks", name + suffix) for name in TALKS]
    made.node("Place", f"Quiet Island{suffix}")

    for person in people:
        tie("SERVES", person, chance.choice(bodies + states), role=chance.choice(ROLES))
    for body in bodies[:8]:
        tie("PART_OF", body, made.graph.nodes[body]["state"])
    for place in properties:
        tie("OWNS", chance.choice(states[:4]), place)
        tie("LOCATED_IN", place, chance.choice(places))
    for meeting in talks:
        for actor in chance.sample(states[:5] + people[:6], 4):
            tie("PARTICIPATES_IN", actor, meeting)

    # A few actors are in most of the news: they are drawn more often than the others.
    actors = states[:2] * 8 + states * 2 + people + bodies
    for _ in range(110):
        source, target = chance.sample(actors, 2)
        if source != target:
            kind, (sentence, trigger) = chance.choice([*QUARRELS.items(), *QUARRELS.items(), *ACCORDS.items()])
            doubt = {"negated": chance.random() < 0.08, "hypothetical": chance.random() < 0.12}
            speaker = {"speaker": "Ilse Marrow"} if chance.random() < 0.4 else {}
            issue = {"issue": chance.choice(ISSUES)} if kind in QUARRELS else {}
            made.assertion(kind, source, target, sentence, trigger, articles(), **doubt, **speaker, **issue)
    for actor in chance.choices(states[:4], k=10):
        made.assertion("CLAIMS", actor, chance.choice(properties + places), *CLAIM, articles(), issue=ISSUES[0])
    for agreement in agreements:
        for actor in chance.sample(states, 3):
            made.assertion("AGREES", actor, agreement, "{0} has signed {1}", "signed", articles())
    made.dispute((states[0], states[1]), ISSUES[0], properties[0])
    made.dispute((states[0], states[1]), ISSUES[2], agreements[1])
    made.dispute((states[1], states[2]), ISSUES[3], None)
    made.dispute((states[0], states[3]), ISSUES[1], properties[1])
    return states[0]


@pytest.fixture
def make() -> Sample:
    """Gives an empty graph to build on."""
    return Sample()


@pytest.fixture
def sample_graph() -> nx.MultiDiGraph:
    return sample()


@pytest.fixture
def sample_page(sample_graph: nx.MultiDiGraph, tmp_path: Path) -> Path:
    from disputes.graph.map.page import write_map

    page = tmp_path / "map.html"
    write_map(sample_graph, page, title="The Inner Sea, 2031")
    return page
