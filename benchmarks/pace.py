"""How long the rooms behind the encoder take a sentence, beside an earlier commit in the same run.

python -m benchmarks.pace ../shared/data/text/open_news/articles.jsonl --against COMMIT

The reports are analysed once. Then a fresh process of either commit codes them, in turn, several times over: `fresh` is
the first pass of a process, in which every table and name is met for the first time, `again` the best of two further
ones. Each report counts in each room with the least processor time that it took, so that what else the machine does
weighs little. Whether both commits give the same claims is told too; they need not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

ROOMS = ("actors", "voices", "times", "places", "claims")
PASSES = 3
RESULTS = Path(__file__).parent / "results" / "pace.json"
ROOT = Path(__file__).resolve().parents[1]


def analysed(source: Path, count: int) -> bytes:
    """Reports with their sentences, as MessagePack."""
    from dragoman.coder import Coder, prose
    from dragoman.evaluation.gold import lines
    from dragoman.reading import read_text

    records = list(lines(source))[:count]
    reports = [read_text(record["text"], id=str(k), undated=True) for k, record in enumerate(records)]
    sentences = Coder().analyser.analyse([prose(report) for report in reports])
    return msgspec.msgpack.encode(list(zip(reports, sentences, strict=True)))


def measure(path: Path) -> dict[str, Any]:
    """Seconds by pass, report and room, of the package that this process imports; loading; a hash of the claims."""
    from dragoman.actors.cast import Cast
    from dragoman.coder import Coder
    from dragoman.records import Report, Sentence

    reports = msgspec.msgpack.decode(path.read_bytes(), type=list[tuple[Report, tuple[Sentence, ...]]])
    clock = time.process_time
    begun = clock()
    coder = Coder()
    loaded = clock() - begun
    for report, sentences in reports[:2]:  # what is read at first need
        coder.code_sentences(report, sentences)
    digest = hashlib.sha256()
    passes: list[list[list[float]]] = []
    for turn in range(PASSES):
        passes.append([])
        for report, sentences in reports:
            marks = [clock()]
            cast = Cast(coder.resolver, report, sentences)
            marks.append(clock())
            attributions = coder.voices.attributions(report, sentences, cast)
            marks.append(clock())
            times = coder.clock.expressions(report, sentences)
            marks.append(clock())
            places = coder.places.places(report, sentences)
            marks.append(clock())
            claims = coder.claims.claims(report, sentences, cast, attributions, times, places, coder._named)
            marks.append(clock())
            passes[-1].append([after - before for before, after in pairwise(marks)])
            if turn == 0:
                digest.update(msgspec.json.encode(claims))
    count = sum(len(sentences) for _, sentences in reports)
    return {"load": loaded, "passes": passes, "claims": digest.hexdigest(), "sentences": count}


def figures(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Microseconds a sentence by room, sentences a second, from the least time of each report in each room."""

    def least(passes: list[list[list[float]]]) -> dict[str, Any]:
        by_room = [
            sum(min(one[report][room] for one in passes) for report in range(len(passes[0])))
            for room in range(len(ROOMS))
        ]
        count = runs[0]["sentences"]
        return {
            **{room: round(1e6 * seconds / count, 1) for room, seconds in zip(ROOMS, by_room, strict=True)},
            "claims_sentences_per_s": round(count / by_room[-1]),
            "all_sentences_per_s": round(count / sum(by_room)),
        }

    return {
        "load_s": round(min(run["load"] for run in runs), 3),
        "fresh": least([run["passes"][0] for run in runs]),
        "again": least([one for run in runs for one in run["passes"][1:]]),
    }


def main(source: Path, against: str, count: int, rounds: int) -> dict[str, Any]:
    """The figures of both commits, and how many times as fast this one is."""
    runs: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as name:
        earlier, data = Path(name) / "earlier", Path(name) / "analysed.msgpack"
        earlier.mkdir()
        archive = subprocess.run(["git", "-C", str(ROOT), "archive", against, "src"], capture_output=True, check=True)
        subprocess.run(["tar", "-x", "-C", str(earlier)], input=archive.stdout, check=True)
        data.write_bytes(analysed(source, count))
        for _ in range(rounds):
            for which, tree in (("earlier", earlier), ("now", ROOT)):
                told = subprocess.run(
                    [sys.executable, __file__, "--measure", str(data)],
                    env={**os.environ, "PYTHONPATH": str(tree / "src")},
                    capture_output=True,
                    check=True,
                )
                runs[which].append(json.loads(told.stdout))
    before, now = figures(runs["earlier"]), figures(runs["now"])
    ratios = {
        f"{way}_{what}": round(now[way][f"{what}_sentences_per_s"] / before[way][f"{what}_sentences_per_s"], 2)
        for way in ("fresh", "again")
        for what in ("claims", "all")
    }
    return {
        "against": against,
        "day": datetime.now(UTC).date().isoformat(),
        "sentences": runs["now"][0]["sentences"],
        "earlier": before,
        "now": now,
        "times_as_fast": {"load": round(before["load_s"] / now["load_s"], 2), **ratios},
        "same_claims": runs["earlier"][0]["claims"] == runs["now"][0]["claims"],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, nargs="?")
    parser.add_argument("--against", default="HEAD~1")
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
    else:
        result = main(given.source, given.against, given.reports, given.rounds)
        print(json.dumps(result, indent=2))
        RESULTS.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
