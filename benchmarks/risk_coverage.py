"""How far a claim's confidence can be trusted: risk against coverage, and calibration, on whole reports (`wire`).

A claim's type is right where it matches a gold claim of that type; its actors, recipients and status are judged on the
claims whose type is right (sides by countries, in any order). Risk at a coverage is the share of wrong ones among the
surest claims. The expected calibration error is over ten bins of equal width. `abstaining` tries thresholds on the
type: what F1 becomes when less sure claims are left out.

    python -m benchmarks.risk_coverage ../shared/data/wire [--svg docs/risk_coverage.svg]
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.evaluation.matching import countries, match
from dragoman.evaluation.shares import f1
from dragoman.evaluation.wire import gold_claims, predictions

FIELDS = ("event", "actors", "recipients", "status")
COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7)
COLOURS = {"event": "#1b6ca8", "actors": "#b5421f", "recipients": "#3d7d3a", "status": "#6b4a8f"}
BINS = 10

Judged = list[tuple[float, bool]]


def judged(folder: Path) -> tuple[dict[str, Judged], int]:
    """Confidence and outcome of every claim by field, and how many claims the gold has."""
    gold, predicted = gold_claims(folder), predictions(folder)
    found: dict[str, Judged] = defaultdict(list)
    for report, claims in gold.items():
        pairs = match(claims, predicted.get(report, ()))
        partner = {id(other): one for one, other in pairs}
        for claim in predicted.get(report, ()):
            told, one = claim["confidence"], partner.get(id(claim))
            right = one is not None and one["event"] == claim["event"]
            found["event"].append((told["event"], right))
            if one is None or not right:
                continue
            for side in ("actors", "recipients"):
                if side in told:
                    found[side].append((told[side], countries(claim[side]) == countries(one[side])))
            found["status"].append((told["status"], claim["status"] == one["status"]))
    return found, sum(map(len, gold.values()))


def calibration_error(cases: Judged) -> float:
    """The mean distance between confidence and accuracy over bins, weighed by their size."""
    error = 0.0
    for k in range(BINS):
        inside = [one for one in cases if k / BINS <= one[0] < (k + 1) / BINS or (k == BINS - 1 and one[0] == 1)]
        if inside:
            sure = sum(told for told, _ in inside) / len(inside)
            right = sum(ok for _, ok in inside) / len(inside)
            error += abs(sure - right) * len(inside) / len(cases)
    return error


def risks(cases: Judged) -> list[tuple[float, float]]:
    """Coverage and the risk of the surest claims at it."""
    ordered = sorted(cases, key=lambda one: -one[0])
    kept = [(coverage, ordered[: max(1, round(coverage * len(ordered)))]) for coverage in COVERAGES]
    return [(coverage, 1 - sum(ok for _, ok in some) / len(some)) for coverage, some in kept]


def abstaining(cases: Judged, gold: int) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of the type where claims below a threshold are left out."""
    table = {}
    for threshold in THRESHOLDS:
        kept = [ok for told, ok in cases if told >= threshold]
        hits = sum(kept)
        table[str(threshold)] = {
            "kept": len(kept),
            "precision": round(hits / len(kept), 4) if kept else 0.0,
            "recall": round(hits / gold, 4),
            "f1": round(f1(hits, len(kept), gold), 4),
        }
    return table


def svg(curves: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """The curves as a small picture: coverage to the right, risk upwards to one half."""

    def at(coverage: float, risk: float) -> str:
        return f"{60 + 400 * coverage:.0f},{260 - 440 * min(risk, 0.5):.0f}"

    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 310" font-family="sans-serif" font-size="12">',
        '<title>Risk against coverage by field</title><rect width="600" height="310" fill="white"/>',
        '<path d="M60,40V260H460" fill="none" stroke="#444"/>',
    ]
    for step in range(6):
        lines.append(f'<text x="{60 + 80 * step}" y="278" text-anchor="middle">{20 * step} %</text>')
        lines.append(f'<text x="52" y="{264 - 44 * step}" text-anchor="end">{10 * step} %</text>')
    lines.append('<text x="260" y="300" text-anchor="middle">coverage: share of claims kept, surest first</text>')
    lines.append('<text x="60" y="28" text-anchor="middle">risk: share wrong</text>')
    for number, (field, curve) in enumerate(curves.items()):
        points = " ".join(at(coverage, risk) for coverage, risk in curve)
        lines.append(f'<polyline points="{points}" fill="none" stroke="{COLOURS[field]}" stroke-width="2"/>')
        lines.append(f'<text x="475" y="{60 + 20 * number}" fill="{COLOURS[field]}">{field}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def measure(folder: Path) -> tuple[dict[str, Any], dict[str, list[tuple[float, float]]]]:
    """The figures, and the curves by field."""
    found, gold = judged(folder)
    curves = {field: risks(found[field]) for field in FIELDS}
    return {
        field: {
            "n": len(found[field]),
            "accuracy": round(sum(ok for _, ok in found[field]) / len(found[field]), 4),
            "mean_confidence": round(sum(told for told, _ in found[field]) / len(found[field]), 4),
            "calibration_error": round(calibration_error(found[field]), 4),
            "risk": {str(coverage): round(risk, 4) for coverage, risk in curves[field]},
        }
        for field in FIELDS
    } | {"abstaining": abstaining(found["event"], gold)}, curves


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--svg", type=Path, default=None)
    options = parser.parse_args()
    figures, drawn = measure(options.path)
    print(json.dumps(figures, indent=1))
    if options.svg:
        options.svg.write_text(svg(drawn), encoding="utf-8")
