"""Sentences that only look political: matches, films, history lessons, markets, recipes, letters that ask for money.

Rows of `lexicon/guards.tsv` weigh words by topic; words of politics weigh against a topic. A sentence whose topic
reaches ENOUGH loses the claims of the types that `lexicon/guard_topics.tsv` names for it, unless an actor is one that
the topic spares; so does a sentence without words of politics in a report that is about the topic throughout. An act
told of a day longer ago than LIVING_MEMORY is a history lesson.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from dragoman.claims.lexicon import shipped
from dragoman.claims.phrases import Phrases, piled
from dragoman.claims.relevance import BODIES, PRIVATE, PRONOUNS, political_sectors
from dragoman.records import Claim, Party, Report, Sentence
from dragoman.tables import cell_list, package_path, rows

ENOUGH = 3
THROUGHOUT = 2.0
"""The mean weight of a topic in the sentences of a report that is about it."""
SEVERAL = 3
"""A report shorter than this has no topic of its own."""
LIVING_MEMORY = 60
"""Years."""
UNDATED_YEAR = 2020
"""Where an undated report stands in time, for LIVING_MEMORY alone."""
DATING = frozenset({"in", "on", "during", "since", "from", "by", "until", "between", "back"})
"""How an expression begins that dates an act; "an 18th century manuscript" dates a thing."""
YEAR = re.compile(r"(?:of )?\d{4}")
AUTHORITIES = frozenset({"JUD", "COP"})
"""Who judges and arrests in private cases too."""
PRIVATE_CASE = "private_case"
COURT = "court"
"""Stands over every sentence that has no word of politics before a court."""
ANY = "*"
COLUMNS = ("topic", "events", "spares", "note")


class Guard(NamedTuple):
    """What a topic drops, and which actors keep a claim: none, official, prosecution, public, state."""

    topic: str
    events: frozenset[str]
    spares: str
    row: str


@cache
def _phrases() -> Phrases:
    return Phrases(package_path("lexicon", "guards.tsv"), "topic")


@cache
def guards() -> dict[str, Guard]:
    """The guards by topic."""
    return {
        (cells := row.cells)["topic"]: Guard(
            cells["topic"], frozenset(cell_list(cells["events"])), cells["spares"], row.where
        )
        for row in rows(package_path("lexicon", "guard_topics.tsv"), COLUMNS)
    }


def raised(sentences: Sequence[Sentence]) -> list[tuple[Guard, ...]]:
    """The guards that stand over each sentence of a report."""
    weights = [_phrases().capped(sentence) for sentence in sentences]
    whole = piled(weights)
    about = {
        topic for topic, weight in whole.items() if len(sentences) >= SEVERAL and weight >= THROUGHOUT * len(sentences)
    }
    return [_over(own, about) for own in weights]


def _over(own: Counter[str], about: set[str]) -> tuple[Guard, ...]:
    topics = {topic for topic, weight in own.items() if weight >= ENOUGH}
    topics |= {topic for topic in about if own[topic] >= 0}
    if own[PRIVATE_CASE] >= 0:
        topics.add(COURT)
    return tuple(guard for topic, guard in guards().items() if topic in topics)


def is_no_event(claim: Claim, over: Sequence[Guard], report: Report) -> bool:
    """Whether a guard over its sentence drops a claim, or its day lies beyond living memory."""
    return _is_history(claim, report) or any(
        (ANY in guard.events or claim.event in guard.events) and not _spared(claim, guard) for guard in over
    )


def _spared(claim: Claim, guard: Guard) -> bool:
    if guard.spares == "none":
        return False
    if guard.spares == "public":
        return not (claim.actors and all(party.sector == "JUD" for party in claim.actors) and _is_private(claim))
    if guard.spares == "prosecution":
        sides = (*claim.actors, *claim.recipients)
        return any(party.sector not in AUTHORITIES and _is_named(party) for party in sides)
    named = [party for party in claim.actors if _is_named(party)]
    return any(guard.spares == "state" or party.sector != "GOV" or _is_official(party) for party in named)


def _is_private(claim: Claim) -> bool:
    """Whether whoever stands before a court is one private person, or a firm."""
    return bool(claim.recipients) and all(
        party.sector == "BUS" or (party.sector in PRIVATE and (party.text or "").lower().startswith(("a ", "an ")))
        for party in claim.recipients
    )


def _is_named(party: Party) -> bool:
    """Whether a political party stands in the sentence itself."""
    if party.text is None or party.text.lower() in PRONOUNS:
        return False
    return party.sector in political_sectors() or party.country in BODIES


def _is_official(party: Party) -> bool:
    """Whether a mention says that it is a government or one of its people, not only which country."""
    if party.office:
        return True
    return any(word in shipped().classes["official"] for word in (party.text or "").lower().split())


def _is_history(claim: Claim, report: Report) -> bool:
    if claim.when is None or claim.when.to is None:
        return False
    told = (claim.when.text or "").lower()
    if told.split(" ")[0] not in DATING and not YEAR.fullmatch(told):
        return False
    year = int(report.published[:4]) if report.published else UNDATED_YEAR
    return int(claim.when.to[:4]) < year - LIVING_MEMORY
