"""How well mentions are resolved: the published actor expectations, and the gold spans of whole reports."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dragoman.actors.cast import Cast
from dragoman.actors.identity import Identity
from dragoman.actors.resolution import Resolver
from dragoman.errors import DragomanError
from dragoman.records import Party, Report, Sentence

TODAY = date(2023, 1, 1)
"""What "today", and a case without a date, means in the published expectations."""
COUNTRY_FOLDS = {"XKX": "KOS", "JAP": "JPN"}
"""Country codes of the expectations that are neither ISO nor PLOVER, and what they are here."""
SECTOR_FOLDS: dict[str, frozenset[str]] = {
    "HLH": frozenset({"MED", ""}),
    "BUD": frozenset({"REL"}),
    "MUS": frozenset({"REL"}),
    "CHR": frozenset({"REL"}),
    "HRI": frozenset({"SOC"}),
    "IGO": frozenset({""}),
    "NGO": frozenset({"SOC", ""}),
}
"""Sector codes of the expectations that are no PLOVER sectors, and what counts as right for them."""
_SECTORS_AS_COUNTRIES = frozenset({"LEG", "GOV", "MIL"})
_PREFERRED = {"NOUN": 0, "PROPN": 0, "PRON": 0, "ADJ": 1, "NUM": 1, "DET": 2}
_DATE_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y")


def evaluate(path: Path, errors: Path | None = None) -> dict[str, object]:
    """Score the resolver on `actor_tests.jsonl` (or the folder that holds it).

    Gives the shares right of `country`, `sector`, `dated` (country and sector of cases with a date of their own) and
    `nothing` (texts that are nobody), and `n`, the number of cases. Wrong cases go to `errors` as JSON lines.
    """
    resolver = Resolver()
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    wrong: list[dict[str, object]] = []
    number = 0
    for case in _cases(path):
        number += 1
        found = resolver.resolve(case["text"], _day(case["date"]), _context(resolver, case["context"]))
        outcomes = dict(_judged(case["expect"], found))
        if case["date"] and case["date"].lower() != "today" and outcomes:
            outcomes["dated"] = all(outcomes.values())
        for figure, good in outcomes.items():
            seen[figure] += 1
            right[figure] += good
        if not all(outcomes.values()):
            wrong.append(
                {
                    "id": case["id"],
                    "text": case["text"],
                    "date": case["date"],
                    "expected": case["expect"],
                    "found": None
                    if found is None
                    else [found.name, found.country, found.sector, found.rule, found.row],
                }
            )
    if errors is not None:
        errors.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in wrong), encoding="utf-8")
    shares: dict[str, object] = {
        figure: round(right[figure] / seen[figure], 4) if seen[figure] else None
        for figure in ("country", "sector", "dated", "nothing")
    }
    return {**shares, "n": number, "n_by_figure": dict(seen)}


def party_country_given_spans(folder: Path) -> float:
    """The share of gold parties with a span whose country the cast tells when it is given the span.

    `folder` holds `reports.jsonl` and `claims.jsonl` in the JSON of the codebook. A party without a country in the
    gold is right where none is told.
    """
    outcomes = [good for good, _, _ in spans_judged(folder)]
    return round(sum(outcomes) / len(outcomes), 4) if outcomes else 0.0


def spans_judged(folder: Path) -> Iterator[tuple[bool, dict[str, Any], tuple[Party, ...]]]:
    """Each gold party with a span once: whether its country was told, the gold party, and the parties found there."""
    from dragoman.language.analysis import Analyser

    analyser, resolver = Analyser(), Resolver()
    gold = _gold_parties(folder)
    for line in (folder / "reports.jsonl").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        report = Report(id=raw["id"], text=raw["text"], text_sha256="", published=raw.get("date"))
        sentences = analyser.analyse([report.text])[0]
        cast = Cast(resolver, report, sentences)
        for party in gold.get(report.id, ()):
            found = _parties_at(cast, sentences, party["start"], party["end"])
            countries = {other.country for other in found} or {None}
            yield party["country"] in countries, {**party, "report": report.id}, found


def _parties_at(cast: Cast, sentences: Sequence[Sentence], start: int, end: int) -> tuple[Party, ...]:
    for index, sentence in enumerate(sentences):
        inside = [
            token
            for token in range(len(sentence))
            if sentence.starts[token] < end and sentence.ends[token] > start and sentence.upos[token] != "PUNCT"
        ]
        if inside:
            heads = [token for token in inside if sentence.heads[token] not in inside]
            return cast.parties(index, min(heads, key=lambda token: (_PREFERRED.get(sentence.upos[token], 9), token)))
    return ()


def _gold_parties(folder: Path) -> dict[str, list[dict[str, Any]]]:
    unique: dict[tuple[str, int, int, str], dict[str, Any]] = {}
    for line in (folder / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        for role in ("actors", "recipients", "sources"):
            for party in claim[role]:
                if party.get("start") is not None:
                    unique[(claim["report"], party["start"], party["end"], party["name"])] = party
    parties: dict[str, list[dict[str, Any]]] = {}
    for (report, _, _, _), party in unique.items():
        parties.setdefault(report, []).append(party)
    return parties


def _cases(path: Path) -> Iterator[dict[str, Any]]:
    file = path / "actor_tests.jsonl" if path.is_dir() else path
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            if case["call"] == "agent_to_code":
                yield case
        except (ValueError, KeyError) as error:
            raise DragomanError(
                f"{file}:{number}: not an actor test ({error}); give the set's actor_tests.jsonl"
            ) from error


def _judged(expected: Sequence[dict[str, Any]], found: Identity | None) -> Iterator[tuple[str, bool]]:
    for wish in expected:
        if wish["field"] is None:
            yield "nothing", found is None
        elif wish["field"] == "country" and wish["value"] not in _SECTORS_AS_COUNTRIES:
            value = COUNTRY_FOLDS.get(wish["value"], wish["value"])
            got = (found.country if found is not None else None) or ""
            yield "country", (got != value) if wish["op"] == "!=" else got == value
        elif wish["field"] == "code_1":
            got = (found.sector if found is not None else None) or ""
            values = wish["value"] if isinstance(wish["value"], list) else [wish["value"]]
            yield "sector", any(got in SECTOR_FOLDS.get(value, frozenset({value})) for value in values)


def _day(text: str | None) -> date:
    if not text or text.strip().lower() == "today":
        return TODAY
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise DragomanError(f"the date {text!r} of an actor test is not understood; write it as 2020-07-08")


def _context(resolver: Resolver, text: str | None) -> str | None:
    found = resolver.resolve(text) if text else None
    return found.country if found is not None else None
