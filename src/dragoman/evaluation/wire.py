"""`wire`: whole reports, every claim coded; the end-to-end gold."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coder import Coder
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.matching import Gold, match, same_source, score
from dragoman.reading import read_text


def predictions(folder: Path, coder: Coder | None = None) -> dict[str, list[dict[str, Any]]]:
    """The system's claims of the folder's reports, by report, in the codebook's JSON."""
    reports = [
        read_text(record["text"], id=record["id"], date=record["date"])
        for record in lines(find(folder, "reports.jsonl"))
    ]
    coded = (coder or Coder()).code(reports)
    return {report.id: [msgspec.to_builtins(claim) for claim in claims] for report, claims in coded}


def gold_claims(folder: Path) -> dict[str, list[Gold]]:
    """The gold claims by report; a report without claims has an empty list."""
    gold: dict[str, list[Gold]] = {record["id"]: [] for record in lines(find(folder, "reports.jsonl"))}
    for claim in lines(find(folder, "claims.jsonl")):
        gold[claim["report"]].append(claim)
    return gold


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """The referee's figures, with `source_of_typed` and `party_country_given_spans`."""
    from dragoman.evaluation.actors import party_country_given_spans

    gold, predicted = gold_claims(path), predictions(path)
    result = score(gold, predicted)
    pairs = [pair for report in gold for pair in match(gold[report], predicted.get(report, ()))]
    sourced = [(one, other) for one, other in pairs if one["event"] == other["event"] and one.get("sources")]
    right = sum(same_source(one["sources"], other.get("sources")) for one, other in sourced)
    result["source_of_typed"] = round(right / len(sourced), 4) if sourced else None
    result["party_country_given_spans"] = party_country_given_spans(path)
    result["n"] = result["gold"]
    if errors:
        _write_errors(errors, gold, predicted)
    return result


def _write_errors(path: Path, gold: dict[str, list[Gold]], predicted: dict[str, list[dict[str, Any]]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for report, claims in gold.items():
            pairs = match(claims, predicted.get(report, ()))
            kinds: dict[str, list[Any]] = defaultdict(list)
            kinds["missed"] = [one for one in claims if not any(one is g for g, _ in pairs)]
            kinds["spurious"] = [one for one in predicted.get(report, ()) if not any(one is p for _, p in pairs)]
            kinds["type"] = [pair for pair in pairs if pair[0]["event"] != pair[1]["event"]]
            for kind, cases in kinds.items():
                for case in cases:
                    out.write(json.dumps({"report": report, "kind": kind, "case": case}, ensure_ascii=False) + "\n")
