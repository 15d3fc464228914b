"""`petr2gsr`: AFP sentences with dyads of CAMEO, PETRARCH-2's output set right by hand.

The claims of a sentence become dyads: every actor towards every recipient, and the sides of a mutual act towards each
other, with the claim's CAMEO code. The gold's actor codes are read for their country, because its roles are often
missing ("US leader" is USA). `cameo4_f1`: the sentence's set of full codes. `root_f1`: of their two-digit roots.
`source_f1`, `target_f1`: of countries. `triple_f1`: whole dyads with full code; `triple_root_f1`: with the root only.
Sentences that nobody coded are left out; those marked as holding no event count for precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import UNSET

from dragoman.coder import Coder
from dragoman.evaluation.coded import Tally, Text, code_texts, write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.ontology.cameo import root
from dragoman.ontology.crosswalk import to_cameo
from dragoman.records import Claim

NOBODY = ""
BODIES = {"UNO": "UNO", "EUR": "EUR", "EEC": "EUR"}
"""Bodies that PETRARCH writes behind IGO and PLOVER codes by themselves."""


class Dyad(NamedTuple):
    """Who towards whom by country (empty where none is known), with the CAMEO code."""

    source: str
    target: str
    code: str


def country_of(code: str) -> str:
    """The country of a PETRARCH actor code: `USAGOV` is USA, `IGOUNO` is UNO, `---MIL` nobody's."""
    if code.startswith("IGO"):
        return next((body for part, body in BODIES.items() if part in code[3:]), "IGO")
    return NOBODY if code.startswith("---") else code[:3]


def dyads(claims: Iterable[Claim]) -> Iterator[Dyad]:
    """The dyads of claims; a missing side is nobody."""
    for claim in claims:
        code = claim.cameo if claim.cameo is not UNSET else to_cameo(claim.event, claim.mode, claim.contexts)
        actors = [party.country or NOBODY for party in claim.actors] or [NOBODY]
        recipients = [party.country or NOBODY for party in claim.recipients]
        if recipients or len(actors) == 1:
            yield from (Dyad(source, target, code) for source in actors for target in recipients or [NOBODY])
        else:
            pairs = ((i, j) for i in range(len(actors)) for j in range(len(actors)) if i != j)
            yield from (Dyad(actors[i], actors[j], code) for i, j in pairs)


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """F1 of triples, codes, roots, sources and targets over sentences, and `n` sentences."""
    records = [record for record in lines(find(path, "records.jsonl")) if record["coded"]]
    texts = (Text(record["id"], record["text"], _day(record["date"])) for record in records)
    found = code_texts(texts, Coder())
    tallies = {name: Tally() for name in ("triple", "triple_root", "cameo4", "root", "source", "target")}
    wrong: list[dict[str, Any]] = []
    for record, (_, claims) in zip(records, found, strict=True):
        gold = {Dyad(country_of(e["source"]), country_of(e["target"]), e["cameo"]) for e in record["events"]}
        own = set(dyads(claims))
        for name, tally in tallies.items():
            tally.add(_view(name, gold), _view(name, own))
        if gold != own:
            wrong.append({"id": record["id"], "text": record["text"], "gold": sorted(gold), "found": sorted(own)})
    write_errors(errors, wrong)
    return {f"{name}_f1": tally.f1 for name, tally in tallies.items()} | {"n": len(records)}


def _view(name: str, some: set[Dyad]) -> set[Any]:
    """What a figure compares: whole dyads, codes, roots, or one side's countries."""
    if name == "triple":
        return set(some)
    if name == "triple_root":
        return {(one.source, one.target, root(one.code)) for one in some}
    if name == "cameo4":
        return {one.code for one in some}
    if name == "root":
        return {root(one.code) for one in some}
    return {country for one in some if (country := getattr(one, name))}


def _day(digits: str) -> str | None:
    """The ISO day of a record's date; six digits begin with a year of this century. None for a placeholder."""
    try:
        return datetime.strptime(digits, "%Y%m%d" if len(digits) == 8 else "%y%m%d").date().isoformat()
    except ValueError:
        return None
