"""`petrarch`: PETRARCH's own unit tests, with its dictionaries, from raw text.

A record is `exact` where the set of its events (source, target, code) is the gold's, `partial` where at least one event
is right, else `wrong`. Records that expect an error of the program are left out; `n` counts the others. A gold side
that is null, or XYZ, is nobody's.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from dragoman.claims.petrarch import PetrarchCoder, open_dictionaries
from dragoman.evaluation.coded import write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.language import Analyser
from dragoman.reading import read_text

DICTIONARIES = "PETR.Validate."
NOBODY = "---"


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """How many records are exact, partial and wrong, of `n`."""
    folder = (path if path.is_dir() else path.parent) / "dictionaries"
    dictionaries = open_dictionaries(sorted(folder.glob(f"{DICTIONARIES}*")))
    coder = PetrarchCoder(dictionaries)
    records = [
        r for r in lines(find(path, "records.jsonl")) if r["coded"] and not any("error" in e for e in r["events"])
    ]
    reports = [read_text(r["text"], id=r["id"], date=_day(r["date"])) for r in records]
    analysed = Analyser().analyse([report.text for report in reports])
    counts = {"exact": 0, "partial": 0, "wrong": 0}
    cases: list[dict[str, Any]] = []
    for record, report, sentences in zip(records, reports, analysed, strict=True):
        found = {(d.source, d.target, d.code) for _, own in coder.dyads(report, sentences) for d in own}
        gold = {(e["source"] or NOBODY, e["target"] or NOBODY, e["cameo"]) for e in record["events"]}
        outcome = "exact" if found == gold else "partial" if found & gold else "wrong"
        counts[outcome] += 1
        if outcome != "exact":
            cases.append({"id": record["id"], "text": record["text"], "gold": sorted(gold), "found": sorted(found)})
    write_errors(errors, cases)
    return {**counts, "faults": len(dictionaries.faults), "n": len(records)}


def _day(digits: str) -> str:
    return datetime.strptime(digits, "%Y%m%d").date().isoformat()
