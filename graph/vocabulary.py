"""The closed sets, once: node types, edge types and what they join, issues, PLOVER events.

Members are strings, so that they go into stores and files as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NodeType(StrEnum):
    """What a node is. `DISPUTE` is derived from assertions, never read from a text."""

    OFFICIAL = "Official"
    STATE = "State"
    ORGANIZATION = "Organization"
    PROPERTY = "Property"
    AGREEMENT = "Agreement"
    TALKS = "Talks"
    PLACE = "Place"
    DISPUTE = "Dispute"


READ_TYPES = tuple(kind for kind in NodeType if kind is not NodeType.DISPUTE)
ACTORS = frozenset({NodeType.OFFICIAL, NodeType.STATE, NodeType.ORGANIZATION})


class EdgeType(StrEnum):
    """What an assertion says of two nodes."""

    LEADS = "LEADS"
    SERVES = "SERVES"
    POSTED_TO = "POSTED_TO"
    PART_OF = "PART_OF"
    OWNS = "OWNS"
    LOCATED_IN = "LOCATED_IN"
    PARTICIPATES_IN = "PARTICIPATES_IN"
    PARTY_TO = "PARTY_TO"
    CLAIMS = "CLAIMS"
    RESTRICTS = "RESTRICTS"
    ACCUSES = "ACCUSES"
    DEMANDS = "DEMANDS"
    REJECTS = "REJECTS"
    THREATENS = "THREATENS"
    ATTACKS = "ATTACKS"
    MEETS = "MEETS"
    AGREES = "AGREES"
    SUPPORTS = "SUPPORTS"
    YIELDS = "YIELDS"


class EdgeKind(StrEnum):
    """What sort of relation an edge type is."""

    TIE = "tie"
    CONTENTION = "contention"
    COOPERATION = "cooperation"


class Issue(StrEnum):
    """What two parties contend over."""

    DIPLOMATIC_PROPERTY = "diplomatic property"
    DIPLOMATIC_STAFF = "diplomatic staff"
    VISAS = "visas and accreditation"
    MOVEMENT = "freedom of movement"
    BANKING = "banking and payments"
    FLIGHTS = "flights and transport"
    SANCTIONS = "sanctions"
    TRADE = "trade"
    ENERGY = "energy"
    TERRITORY = "territory"
    MARITIME = "maritime"
    WATER = "water"
    ARMED_CONFLICT = "armed conflict"
    WEAPONS = "weapons and nuclear"
    ESPIONAGE = "espionage"
    CYBER = "cyber"
    ELECTIONS = "election interference"
    DETAINEES = "detainees"
    JUSTICE = "justice and extradition"
    HUMAN_RIGHTS = "human rights"
    MIGRATION = "migration"
    MEDIA = "media"
    HISTORY = "history and religion"
    RECOGNITION = "recognition and sovereignty"


class Event(StrEnum):
    """The sixteen root event types of PLOVER, the ontology of political events of the POLECAT data.

    Source: Halterman et al., "PLOVER and POLECAT: A New Political Event Ontology and Dataset" (2023).
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


@dataclass(frozen=True, slots=True)
class EdgeRule:
    """What an edge type may join, and how it is to be read.

    `event` and `intensity` (PLOVER's scale, -10 conflict to +10 cooperation) hold where the words say no more.
    """

    kind: EdgeKind
    sources: frozenset[NodeType]
    targets: frozenset[NodeType]
    symmetric: bool = False
    event: Event | None = None
    intensity: float | None = None

    def joins(self, source: NodeType, target: NodeType) -> bool:
        """Whether an edge of this type may run from `source` to `target`."""
        return source in self.sources and target in self.targets


def _types(*types: NodeType) -> frozenset[NodeType]:
    return frozenset(types)


_OFFICIAL = _types(NodeType.OFFICIAL)
_BODY = _types(NodeType.STATE, NodeType.ORGANIZATION)
_SITE = _types(NodeType.PROPERTY, NodeType.TALKS)
_TIE, _CONTENTION, _COOPERATION = EdgeKind.TIE, EdgeKind.CONTENTION, EdgeKind.COOPERATION

RULES: dict[EdgeType, EdgeRule] = {
    EdgeType.LEADS: EdgeRule(_TIE, _OFFICIAL, _BODY | {NodeType.TALKS}),
    EdgeType.SERVES: EdgeRule(_TIE, _OFFICIAL, _BODY),
    EdgeType.POSTED_TO: EdgeRule(_TIE, _OFFICIAL, _BODY),
    EdgeType.PART_OF: EdgeRule(_TIE, _types(NodeType.ORGANIZATION), _BODY),
    EdgeType.OWNS: EdgeRule(_TIE, _BODY, _types(NodeType.PROPERTY)),
    EdgeType.LOCATED_IN: EdgeRule(_TIE, _SITE, _types(NodeType.PLACE, NodeType.STATE)),
    EdgeType.PARTICIPATES_IN: EdgeRule(_TIE, ACTORS, _types(NodeType.TALKS)),
    EdgeType.PARTY_TO: EdgeRule(_TIE, _BODY, _types(NodeType.AGREEMENT, NodeType.DISPUTE)),
    EdgeType.CLAIMS: EdgeRule(
        _CONTENTION,
        ACTORS,
        _types(NodeType.PROPERTY, NodeType.PLACE, NodeType.AGREEMENT, NodeType.ORGANIZATION),
        event=Event.REQUEST,
        intensity=-1.0,
    ),
    EdgeType.RESTRICTS: EdgeRule(
        _CONTENTION,
        ACTORS,
        ACTORS | {NodeType.PROPERTY, NodeType.AGREEMENT, NodeType.PLACE},
        event=Event.SANCTION,
        intensity=-6.0,
    ),
    EdgeType.ACCUSES: EdgeRule(_CONTENTION, ACTORS, ACTORS, event=Event.ACCUSE, intensity=-2.0),
    EdgeType.DEMANDS: EdgeRule(_CONTENTION, ACTORS, ACTORS, event=Event.REQUEST, intensity=-1.0),
    EdgeType.REJECTS: EdgeRule(_CONTENTION, ACTORS, ACTORS | {NodeType.AGREEMENT}, event=Event.REJECT, intensity=-4.0),
    EdgeType.THREATENS: EdgeRule(_CONTENTION, ACTORS, ACTORS, event=Event.THREATEN, intensity=-5.0),
    EdgeType.ATTACKS: EdgeRule(
        _CONTENTION, ACTORS, ACTORS | {NodeType.PROPERTY, NodeType.PLACE}, event=Event.ASSAULT, intensity=-10.0
    ),
    EdgeType.MEETS: EdgeRule(_COOPERATION, ACTORS, ACTORS, symmetric=True, event=Event.CONSULT, intensity=1.0),
    EdgeType.AGREES: EdgeRule(
        _COOPERATION, ACTORS, ACTORS | {NodeType.AGREEMENT}, symmetric=True, event=Event.AGREE, intensity=6.0
    ),
    EdgeType.SUPPORTS: EdgeRule(_COOPERATION, ACTORS, ACTORS, event=Event.SUPPORT, intensity=4.0),
    EdgeType.YIELDS: EdgeRule(_COOPERATION, ACTORS, ACTORS, event=Event.CONCEDE, intensity=5.0),
}

TIES = frozenset(kind for kind, rule in RULES.items() if rule.kind is EdgeKind.TIE)
CONTENTION = frozenset(kind for kind, rule in RULES.items() if rule.kind is EdgeKind.CONTENTION)
COOPERATION = frozenset(kind for kind, rule in RULES.items() if rule.kind is EdgeKind.COOPERATION)
VERBS = CONTENTION | COOPERATION

MENTIONS = "MENTIONS"
"""The relationship from an article to an entity it mentions."""
OVER = "OVER"
"""The relationship from a dispute to what is at stake."""
