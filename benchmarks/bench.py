"""`make bench`: every evaluator on the data folder, with speed, start-up time and memory; appended to `results/`.

One JSON object a run: commit, day, machine, figures by evaluator. `floors.json` holds the ratchet: a figure below its
floor fails CI (`tests/test_ratchet.py`); `--raise-floors` lifts floors to what was reached, less a small margin.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.evaluation import evaluate

HERE = Path(__file__).parent
RESULTS = HERE / "results" / "scores.jsonl"
FLOORS = HERE / "floors.json"
MARGIN = 0.004

GOLD: dict[str, tuple[str, str]] = {
    "wire": ("wire", "wire"),
    "relations_wire": ("relations", "wire"),
    "plv": ("plv", "events/plv"),
    "ud_ewt": ("ud", "language/ud_english/ewt_test.conllu.gz"),
    "ud_gum": ("ud", "language/ud_english/gum_test.conllu.gz"),
    "ner_newswire": ("ner", "actors/worldwide_newswire_ner"),
    "ner_crossner": ("ner", "actors/crossner_politics"),
    "actors": ("actors", "actors/ngec_actor_tests"),
    "polnear": ("polnear", "sources/polnear/dev.jsonl"),
    "tempeval": ("tempeval", "dates/tempeval3"),
    "places_lgl": ("places", "places/geoparsing/lgl.jsonl"),
    "places_trnews": ("places", "places/geoparsing/tr_news.jsonl"),
    "places_geowebnews": ("places", "places/geoparsing/geowebnews.jsonl"),
    "gsr": ("gsr", "events/plover_gsr"),
    "cameo_multi": ("cameo_multi", "events/cameo_multi"),
    "case2021": ("case2021", "events/case2021_task2"),
    "india_police": ("india_police", "events/india_police"),
    "muc34": ("muc34", "events/muc34"),
    "re3d": ("re3d", "actors/re3d"),
    "factuality_uw": ("factuality", "status/factuality/uw.jsonl"),
    "factuality_meantime": ("factuality", "status/factuality/meantime.jsonl"),
    "factuality_uds": ("factuality", "status/factuality/uds_it_happened.jsonl"),
    "petr2gsr": ("petr2gsr", "events/petrarch_gsr"),
    "ecbplus": ("ecbplus", "stories/ecbplus"),
}


def commit() -> str:
    """The commit that is measured, with `+` where the working tree differs from it."""
    head = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    ).stdout.strip()
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--", "src"], capture_output=True, text=True, check=False
    ).stdout
    return (head or "unknown") + ("+" if changed.strip() else "")


def flat(figures: dict[str, Any], prefix: str = "") -> dict[str, float]:
    """Nested figures as dotted keys: {"type": {"f1": .5}} gives {"type.f1": .5}."""
    found: dict[str, float] = {}
    for key, value in figures.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[prefix + key] = float(value)
    return found


def speed(data: Path, limit: int = 200) -> dict[str, float]:
    """Coding of open news on one core: load time, sentences a second, peak memory of this process in MB."""
    from dragoman.coder import Coder, prose
    from dragoman.evaluation.gold import lines
    from dragoman.reading import read_text

    started = time.perf_counter()
    coder = Coder()
    loaded = time.perf_counter() - started
    records = list(lines(data / "text/open_news/articles.jsonl"))[:limit]
    reports = [read_text(record["text"], id=str(k), undated=True) for k, record in enumerate(records)]
    list(coder.code(reports[:2]))
    started = time.process_time()
    analysed = coder.analyser.analyse([prose(report) for report in reports])
    read = time.process_time() - started
    started = time.process_time()
    for report, sentences in zip(reports, analysed, strict=True):
        coder.code_sentences(report, sentences)
    coded = time.process_time() - started
    sentences_read = sum(len(sentences) for sentences in analysed)
    return {
        "sentences": sentences_read,
        "load_s": round(loaded, 3),
        "language_sentences_per_s": round(sentences_read / read, 1),
        "after_language_sentences_per_s": round(sentences_read / coded, 1),
        "whole_sentences_per_s": round(sentences_read / (read + coded), 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def start_up() -> dict[str, float]:
    """Seconds of `import dragoman` and `dragoman --help` in fresh processes, best of five."""

    def best(command: list[str]) -> float:
        times = []
        for _ in range(5):
            started = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            times.append(time.perf_counter() - started)
        return round(min(times), 3)

    return {
        "import_s": best([sys.executable, "-c", "import dragoman"]),
        "help_s": best([sys.executable, "-m", "dragoman", "--help"]),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--only", nargs="*", default=None)
    parser.add_argument("--no-save", action="store_true")
    parser.add_argument("--raise-floors", action="store_true")
    options = parser.parse_args()
    result: dict[str, Any] = {
        "commit": commit(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()} python {platform.python_version()}",
        "figures": {},
    }
    if options.only is None or "speed" in options.only:
        result["figures"]["speed"] = speed(options.data) | start_up()
    for name, (evaluator, place) in GOLD.items():
        if (options.only is None or name in options.only) and (options.data / place).exists():
            result["figures"][name] = evaluate(evaluator, options.data / place)
            print(name, json.dumps(flat(result["figures"][name])), flush=True)
    if not options.no_save:
        RESULTS.parent.mkdir(exist_ok=True)
        with RESULTS.open("a", encoding="utf-8") as out:
            out.write(json.dumps(result, ensure_ascii=False) + "\n")
    if options.raise_floors:
        raise_floors(result["figures"])


def raise_floors(figures: dict[str, Any]) -> None:
    """Lift each listed floor to the figure reached less the margin; a floor is never lowered."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    for key, floor in floors.items():
        name, _, figure = key.partition(".")
        reached = flat(figures.get(name, {})).get(figure)
        if reached is not None:
            floors[key] = round(max(floor, reached - MARGIN), 4)
    FLOORS.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
