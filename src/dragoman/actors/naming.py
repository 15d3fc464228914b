"""Canonical names of parties: "Syrian government", "Turkish troops", "protesters (Hong Kong)"."""

from __future__ import annotations

from dragoman.actors.identity import Identity
from dragoman.actors.knowledge import Knowledge

_NAMED_BY_STATE = frozenset({"USA"})
"""States whose government goes by the state's own name, the demonym being wider than the state."""
_PERSON_ENDINGS = ("er", "ers", "man", "men")
_ADJECTIVES_ALL_THE_SAME = frozenset({"German"})


def adjective(country: str | None, knowledge: Knowledge) -> str | None:
    """The adjective of a state ("Syrian"), its own name where it has none ("Hong Kong"), None for other codes."""
    state = knowledge.state_named(country)
    if state is None:
        return None
    demonym = knowledge.adjectives.get(state.country or "")
    if (
        demonym is None
        or state.country in _NAMED_BY_STATE
        or (demonym.endswith(_PERSON_ENDINGS) and demonym not in _ADJECTIVES_ALL_THE_SAME)
    ):
        return state.name
    return demonym


def has_adjective(country: str | None, knowledge: Knowledge) -> bool:
    """Whether a state has an adjective other than its name."""
    state = knowledge.state_named(country)
    return state is not None and (state.country in _NAMED_BY_STATE or adjective(country, knowledge) != state.name)


def government_name(country: str | None, knowledge: Knowledge) -> str | None:
    """The name of a state's government: "Syrian government", "United States government"."""
    word = adjective(country, knowledge)
    return f"{word} government" if word else None


def group_name(words: str, country: str | None, knowledge: Knowledge) -> str:
    """The name of an agent whose country the phrase or the report gives: "Turkish troops", "protesters (Hong Kong)"."""
    state = knowledge.state_named(country)
    if state is None:
        return words
    word = adjective(country, knowledge)
    if (word is not None and words.startswith(word)) or words.endswith(state.name):
        return words
    if has_adjective(country, knowledge):
        return f"{adjective(country, knowledge)} {words}"
    return f"{words} ({state.name})"


def acting(
    identity: Identity, knowledge: Knowledge, rule: str = "metonym: a state that acts is its government"
) -> Identity:
    """The party for which an identity stands when it acts: a state, capital or seat for its government."""
    if identity.kind != "state":
        return identity
    name = government_name(identity.country, knowledge)
    if name is None:
        return identity
    return Identity(
        name=name,
        country=identity.country,
        sector="GOV",
        kind="state",
        rule=rule,
        id=identity.id,
        row=identity.row,
        country_from=identity.country_from,
        alternatives=identity.alternatives,
    )
