"""`muc34`: terrorist incidents of MUC-3 and MUC-4, with the keys' types, perpetrators, targets, places and dates.

Texts are in capitals: the reader cuts the heading off up to `[TEXT]`, takes the date from it, joins the broken lines,
and restores case (`casing`). Files with test splits are scored on these, others whole; `split` chooses.

An incident is a claim of ASSAULT (or a robbery, COERCE) that is not negated, hypothetical or historical and does not
only hit armed forces and rebels, which the keys leave out as warfare. Modes give MUC's types: abduct is kidnapping;
explosives, suicide-attack bombing; burning arson; others attack. Scores compare what a document has in all, for the
keys' templates have no place in the text: distinct types; distinct fillers, which match when one contains the other's
head; places by name, or by country where the key has no more; dates by day, or within the key's range. An optional
template costs nothing when missed and counts nothing when found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.coder import Coder
from dragoman.evaluation.casing import restored
from dragoman.evaluation.coded import Tally, Text, code_texts, write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.matching import normalised
from dragoman.evaluation.muc34_baseline import keyword_types, likely_perpetrator
from dragoman.records import Claim, Party, Where
from dragoman.tables import cell_list, package_path, rows

TYPES = {"ATTACK", "BOMBING", "ARSON", "KIDNAPPING", "ROBBERY"}
TYPE_OF_MODE = {"abduct": "KIDNAPPING", "explosives": "BOMBING", "suicide-attack": "BOMBING"}
BURNING = ("burn", "fire to", "set fire", "set on fire", "arson", "torch")
ROBBING = ("rob", "loot", "steal", "stole", "holdup", "hold up", "held up")
NOT_INCIDENTS = frozenset({"negated", "hypothetical", "historical"})
ARMED = frozenset({"MIL", "REB", "PRM", "UAF"})
PERPETRATORS = ("perp_individual", "perp_org")
TARGETS = ("hum_tgt_name", "hum_tgt_desc", "phys_tgt_id")
_DAY = re.compile(r"\b(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_BEFORE_TEXT = re.compile(r"\A.*?\[TEXT\]\s*", re.DOTALL)
_LINE_BREAK = re.compile(r"(?<=\S)[ \t]*\n[ \t]*(?=\S)")
_TAIL = re.compile(r"\s+(?:of|in|from|for|at|on|by|to|with|who|that|which|belonging|against)\b.*|,.*", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_GRADE = re.compile(r"\s*\([^()]*\)")

Filler = frozenset[str]
Interval = tuple[str | None, str]


class Incidents(NamedTuple):
    """What a document tells in all."""

    types: set[str]
    perpetrators: list[Filler]
    targets: list[Filler]
    places: list[Filler]
    dates: set[Interval]


def heading_date(text: str) -> str | None:
    """The ISO date of the heading line, or None."""
    return next(_days(text[:200]), None)


def readable(text: str) -> str:
    """The body without its heading, lines joined inside paragraphs, case restored."""
    body = _BEFORE_TEXT.sub("", text, count=1) or text
    return restored(_LINE_BREAK.sub(" ", body))


def _days(text: str) -> Iterator[str]:
    for day, month, year in _DAY.findall(text):
        try:
            yield datetime.strptime(f"{day} {month} 19{year}", "%d %b %Y").date().isoformat()
        except ValueError:
            continue


def keyed(events: Iterable[dict[str, Any]]) -> Incidents:
    """The incidents of a document's templates."""
    types: set[str] = set()
    places: list[Filler] = []
    dates: set[Interval] = set()
    perpetrators: list[Filler] = []
    targets: list[Filler] = []
    for event in events:
        types |= {part for name in event["type"] for part in name.split(" / ") if part in TYPES}
        perpetrators += _fillers(event, PERPETRATORS)
        targets += _fillers(event, TARGETS)
        for location in event.get("location", ()):
            names = [normalised(_GRADE.sub("", part)) for part in location.split(":")]
            places.append(frozenset(names[1:] or {f"={country_codes().get(names[0], names[0])}"}))
        for text in event.get("date", ()):
            days = list(_days(text))
            if days:
                dates.add((None if text.lstrip().startswith("-") else days[0], days[-1]))
    return Incidents(types, _merged(perpetrators), _merged(targets), list(dict.fromkeys(places)), dates)


def _fillers(event: dict[str, Any], slots: Sequence[str]) -> list[Filler]:
    strings = (entry.get("strings") or () for slot in slots for entry in event.get(slot, ()))
    return [frozenset(name for one in some if (name := normalised(one))) for some in strings if some]


def _merged(fillers: Iterable[Filler]) -> list[Filler]:
    """Fillers that share a string are one: a name and its description."""
    merged: list[Filler] = []
    for filler in filter(None, fillers):
        akin = [one for one in merged if one & filler]
        merged = [one for one in merged if not one & filler] + [filler.union(*akin)]
    return merged


def told(claims: Iterable[Claim]) -> Incidents:
    """The incidents of a document's claims."""
    typed = [(claim, name) for claim in claims if (name := incident_type(claim))]
    return Incidents(
        {name for _, name in typed},
        _merged(_strings(party) for claim, _ in typed for party in claim.actors),
        _merged(_strings(party) for claim, _ in typed for party in claim.recipients),
        list(dict.fromkeys(_place(claim.where) for claim, _ in typed if claim.where)),
        {(claim.when.from_, claim.when.to) for claim, _ in typed if claim.when and claim.when.to},
    )


def incident_type(claim: Claim) -> str | None:
    """MUC's type of a claim, or None where the claim is no incident in MUC's sense."""
    word = claim.anchor.text.lower()
    if claim.status in NOT_INCIDENTS:
        return None
    if claim.event == "COERCE":
        return "ROBBERY" if claim.mode == "seize" and any(one in word for one in ROBBING) else None
    if claim.event != "ASSAULT":
        return None
    if claim.recipients and all(party.sector in ARMED for party in claim.recipients):
        return None
    if any(one in word for one in BURNING):
        return "ARSON"
    return TYPE_OF_MODE.get(claim.mode or "", "ATTACK")


def _strings(party: Party) -> Filler:
    """A party's mention and its name, for a pronoun's words say nothing, without articles."""
    names = (_ARTICLE.sub("", normalised(name)) for name in (party.text, party.name))
    return frozenset(name for name in names if name)


def _place(where: Where) -> Filler:
    country = f"={where.country}" if where.country else ""
    return frozenset({normalised(where.name), normalised(where.text), country} - {""})


@cache
def country_codes() -> dict[str, str]:
    """The codes of states by their names, normalised."""
    columns = ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source")
    table = rows(package_path("knowledge", "states.tsv"), columns)
    return {
        normalised(name): row.cells["code"]
        for row in table
        for name in (row.cells["name"], *cell_list(row.cells["aliases"]))
    }


def head(name: str) -> str:
    """The head word of a filler: the last before a preposition, comma or relative clause."""
    words = normalised(_TAIL.sub("", name)).split() or name.split()
    return words[-1] if words else ""


def same(one: Filler, other: Filler) -> bool:
    """Whether a string of one filler contains the head of a string of the other."""
    return any(head(a) in b.split() or head(b) in a.split() for a in one for b in other)


def within(key: Interval, found: Interval) -> bool:
    """Whether a found interval lies in the key's; a key open at its start takes any that ends in it."""
    start, end = key
    return found[1] <= end and (start is None or (found[0] is not None and found[0] >= start))


class Scores:
    """Figures over documents."""

    def __init__(self) -> None:
        self.types = Tally()
        self.parts = {name: (Tally(), Tally()) for name in ("perpetrator", "target", "place", "date")}

    def add(self, required: Incidents, known: Incidents, found: Incidents) -> None:
        """Count a document: `required` are its templates that must be found, `known` these and the optional ones."""
        counted = {name for name in found.types if name in required.types or name not in known.types}
        self.types.add(required.types, counted)
        for name, matches in (("perpetrator", same), ("target", same), ("place", _shares)):
            field = f"{name}s"
            self._count(name, getattr(required, field), getattr(known, field), getattr(found, field), matches)
        self._count("date", list(required.dates), list(known.dates), list(found.dates), within)

    def _count(
        self, name: str, required: Sequence[Any], known: Sequence[Any], found: Sequence[Any], matches: Any
    ) -> None:
        precision, recall = self.parts[name]
        right = sum(any(matches(key, one) for key in known) for one in found)
        precision.count(right, len(found), len(found))
        recall.count(sum(any(matches(key, one) for one in found) for key in required), 0, len(required))

    def figures(self) -> dict[str, Any]:
        """F1 of the types and the slots; a slot's F1 is of the precision of the found and the recall of the keyed."""
        result: dict[str, Any] = {"incident_type_f1": self.types.f1}
        for name, (precision, recall) in self.parts.items():
            p, r = precision.precision, recall.recall
            result[f"{name}_f1"] = round(2 * p * r / (p + r), 4) if p + r else 0.0
            result[name] = {"precision": p, "recall": r}
        return result


def _shares(key: Filler, found: Filler) -> bool:
    return bool(key & found)


def by_keywords(text: str) -> Incidents:
    """What the baseline tells of a document: types by keywords, and with them its likeliest perpetrator."""
    types = keyword_types(text)
    perpetrator = likely_perpetrator(text) if types else None
    return Incidents(types, [perpetrator] if perpetrator else [], [], [], set())


def evaluate(
    path: Path, errors: Path | None = None, split: str | None = None, limit: int | None = None
) -> dict[str, Any]:
    """F1 of types, perpetrators, targets, places, dates, the baseline's of types and perpetrators (`muc34_baseline`),
    and `n` documents; `limit` takes the first documents."""
    documents = list(lines(find(path, "docs.jsonl")))
    splits = {document["split"] for document in documents}
    wanted = {split} if split else (splits - {"dev"} or splits)
    documents = list(islice((one for one in documents if one["split"] in wanted), limit))
    texts = (Text(one["doc_id"], readable(one["text"]), heading_date(one["text"])) for one in documents)
    coded = code_texts(texts, Coder())
    scores, baseline = Scores(), Scores()
    wrong: list[dict[str, Any]] = []
    for document, (_, claims) in zip(documents, coded, strict=True):
        required = keyed(event for event in document["events"] if not event.get("optional"))
        found = told(claims)
        scores.add(required, keyed(document["events"]), found)
        baseline.add(required, keyed(document["events"]), by_keywords(readable(document["text"])))
        if required != found:
            wrong.append({"doc": document["doc_id"], "gold": _shown(required), "found": _shown(found)})
    write_errors(errors, wrong)
    simple = {f"baseline_{name}": baseline.figures()[name] for name in ("incident_type_f1", "perpetrator_f1")}
    return scores.figures() | simple | {"n": len(documents)}


def _shown(incidents: Incidents) -> dict[str, Any]:
    return {
        name: sorted(str(sorted(one)) if isinstance(one, frozenset) else str(one) for one in part)
        for name, part in incidents._asdict().items()
    }
