"""What the entries of the lexicons of names and head nouns look like."""

from __future__ import annotations

from typing import Literal

from disputes.loaders.lexicon import Entry, Lexicon

Use = Literal["bare", "owned", "named"]
Rank = Literal["head", "envoy", "chief", "office", "courtesy"]


class State(Entry, frozen=True, kw_only=True):
    """A state; `also_person` says that its name is a person's as well, `shared` names that first mean another state."""

    name: str
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    also_person: bool = False


class States(Lexicon, frozen=True, kw_only=True):
    """states.yaml"""

    entries: tuple[State, ...]


class Body(Entry, frozen=True, kw_only=True):
    """An organization known by name: `state` and `part_of` say whose it is."""

    name: str
    state: str | None = None
    part_of: str | None = None


class Bodies(Lexicon, frozen=True, kw_only=True):
    """bodies.yaml"""

    entries: tuple[Body, ...]


class Head(Entry, frozen=True, kw_only=True):
    """Nouns that head descriptions of one sort; `use` says what must stand beside them.

    A state's organ is the state's where its name merely begins with it ("Gorna Border Police"); a university is not. A
    union of people is nobody's, though its name says of what land they are ("Gornan People's Party").
    """

    use: Use = "named"
    is_diplomatic: bool = False
    is_vehicle: bool = False
    is_state_organ: bool = False
    is_union: bool = False


class Heads(Lexicon, frozen=True, kw_only=True):
    """body_heads.yaml, talks.yaml"""

    entries: tuple[Head, ...]


class Pact(Entry, frozen=True, kw_only=True):
    """An agreement known by name."""

    name: str


class Agreements(Heads, frozen=True, kw_only=True):
    """agreements.yaml"""

    named: tuple[Pact, ...]


class Properties(Heads, frozen=True, kw_only=True):
    """properties.yaml; `adjectives` and `endings` tell the words that may describe a property."""

    adjectives: tuple[str, ...]
    endings: tuple[str, ...]


class Role(Entry, frozen=True, kw_only=True):
    """An office; `rank` says which ties it tells."""

    rank: Rank


class Roles(Lexicon, frozen=True, kw_only=True):
    """roles.yaml"""

    entries: tuple[Role, ...]
    portfolios: tuple[str, ...]


class Site(Entry, frozen=True, kw_only=True):
    """Places of one sort, or the one place `name`; `also_person` says that these names are persons' as well."""

    name: str | None = None
    also_person: bool = False


class Places(Lexicon, frozen=True, kw_only=True):
    """places.yaml"""

    entries: tuple[Site, ...]
    heads: tuple[Entry, ...]


class Words(Lexicon, frozen=True, kw_only=True):
    """pronouns.yaml"""

    entries: tuple[Entry, ...]
