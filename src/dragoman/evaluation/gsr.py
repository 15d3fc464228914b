"""`gsr`: PLOVER's gold standard records (v0.5b1), one marked event a sentence, with the countries of both sides.

The claim is scored whose anchor overlaps the marked event words, the first in the text where several do; where none
does, the sentence's first claim; a sentence without a claim is missed. `type_f1`: the type, 2016's folded into
today's. `quad_f1`: its quad class. `whole_event_f1`: the type and both sets of countries (both sides of a mutual act
are actors, as in the gold). `anchored`: the share of records with a claim on the marked words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.coder import Coder
from dragoman.evaluation.coded import Tally, Text, code_texts, share, write_errors
from dragoman.evaluation.folding import folded_countries, folded_country, todays_types
from dragoman.evaluation.gold import find, lines
from dragoman.ontology.plover import quad
from dragoman.records import Claim

_EVENT_MARK = re.compile(r"\(EVT:\s*([^(){}]*)[)}]")


class Marked(NamedTuple):
    """A record: the accepted types of today, the countries of both sides, the marked event words as offsets."""

    id: str
    text: str
    day: str | None
    types: tuple[str, ...]
    sources: frozenset[str]
    targets: frozenset[str]
    words: tuple[tuple[int, int], ...]


def records(path: Path) -> Iterator[Marked]:
    """The records of the file."""
    for record in lines(find(path, "records.jsonl")):
        yield Marked(
            record["id"],
            record["text"],
            record.get("date"),
            todays_types(record["event"]),
            _countries(record.get("source")),
            _countries(record.get("target")),
            tuple(_event_words(record)),
        )


def _countries(side: Any) -> frozenset[str]:
    """The folded countries of a side; a few records have a bare word where the list of actors belongs."""
    actors = side if isinstance(side, list) else []
    return frozenset(folded_country(actor["code"]) for actor in actors if actor.get("code"))


def _event_words(record: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Where the marked event words stand in the text; the markup may differ from it elsewhere."""
    info = record.get("textInfo")
    markup = info.get("markup", "") if isinstance(info, dict) else str(info or "")
    pieces = _EVENT_MARK.findall(markup) or [record.get("eventText", "")]
    text, cursor = record["text"], 0
    for piece in filter(None, map(str.strip, pieces)):
        at = text.find(piece, cursor)
        at = text.find(piece) if at < 0 else at
        if at >= 0:
            cursor = at + len(piece)
            yield at, cursor


def anchored(claims: Sequence[Claim], words: Sequence[tuple[int, int]]) -> Claim | None:
    """The first claim whose anchor overlaps one of the marked stretches."""
    for claim in claims:
        if any(claim.anchor.start < end and claim.anchor.end > start for start, end in words):
            return claim
    return None


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """`type_f1`, `quad_f1`, `whole_event_f1`, with `anchored`, `coded` (shares), `source_f1`, `target_f1` and `n`."""
    gold = list(records(path))
    found = code_texts((Text(one.id, one.text, one.day) for one in gold), Coder())
    tallies = {name: Tally() for name in ("type", "type_unfolded", "quad", "whole_event", "source", "target")}
    wrong: list[dict[str, Any]] = []
    on_words = coded = 0
    for one, (_, claims) in zip(gold, found, strict=True):
        marked = anchored(claims, one.words)
        claim = marked or (claims[0] if claims else None)
        on_words += marked is not None
        coded += claim is not None
        right = _score(one, claim, tallies)
        if not right:
            wrong.append(_case(one, claim, marked is not None, claims))
    write_errors(errors, wrong)
    result: dict[str, Any] = {f"{name}_f1": tally.f1 for name, tally in tallies.items()}
    return result | {"anchored": share(on_words, len(gold)), "coded": share(coded, len(gold)), "n": len(gold)}


def as_of_2016(claim: Claim) -> str:
    """A claim's type as the records have it: intent to give way (CAMEO 03) is AGREE there, CONCEDE in our codebook."""
    intent = isinstance(claim.cameo, str) and claim.cameo.startswith("03")
    return "AGREE" if claim.event == "CONCEDE" and intent else claim.event


def _score(one: Marked, claim: Claim | None, tallies: dict[str, Tally]) -> bool:
    """Count a record; returns whether its whole event is right."""
    if claim is None:
        for name in ("type", "type_unfolded", "quad", "whole_event"):
            tallies[name].count(0, 0, 1)
        tallies["source"].add(one.sources, ())
        tallies["target"].add(one.targets, ())
        return False
    tallies["type_unfolded"].count(int(claim.event in one.types), 1, 1)
    actors, recipients = folded_countries(claim.actors), folded_countries(claim.recipients)
    event = as_of_2016(claim)
    typed = event in one.types
    whole = typed and actors == one.sources and recipients == one.targets
    tallies["type"].count(int(typed), 1, 1)
    tallies["quad"].count(int(quad(event) in {quad(name) for name in one.types}), 1, 1)
    tallies["whole_event"].count(int(whole), 1, 1)
    tallies["source"].add(one.sources, actors)
    tallies["target"].add(one.targets, recipients)
    return whole


def _case(one: Marked, claim: Claim | None, on_words: bool, claims: Sequence[Claim]) -> dict[str, Any]:
    return {
        "id": one.id,
        "text": one.text,
        "event_words": [one.text[start:end] for start, end in one.words],
        "gold": {"types": one.types, "source": sorted(one.sources), "target": sorted(one.targets)},
        "found": claim
        and {
            "type": claim.event,
            "source": sorted(folded_countries(claim.actors)),
            "target": sorted(folded_countries(claim.recipients)),
            "anchor": claim.anchor.text,
            "on_event_words": on_words,
        },
        "all_types": [other.event for other in claims],
    }
