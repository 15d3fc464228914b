"""Our language stage beside a spaCy pipeline of small size, in one run on one machine.

    .venv-peer/bin/python -m benchmarks.language_speed --data ../shared/data --peer /tmp/peer

(`benchmarks.spacy_peer` says how to make that environment, and trains the peer.) Each system reads the same news from
raw text in a process of its own on one thread, the systems by turns, `--rounds` times; the best round counts, by
processor time and by wall time. Rates are in our sentences for all of them, so that a ratio of rates is one of times.

- `dragoman`: all heads; `dragoman_gated`: only sentences that the gate lets through;
- `spacy`: tagger, parser, spans; `spacy_whole`: universal tags and lemmas too, as ours gives them.

Then two processes of ours at once beside one, seconds to load and peak memory in fresh processes, accuracy of both on
the same test sets by the same scorer, and the share of the core's int8 throughput (`benchmarks.int8_share`). One line
of JSON is printed and appended to `results/language_speed.jsonl`. Times by the wall mean little on a busy machine,
hence the load average in the line.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

RESULTS = Path(__file__).parent / "results" / "language_speed.jsonl"
NEWS = Path("text/open_news/articles.jsonl")
TREEBANKS = {name: Path(f"language/ud_english/{name}_test.conllu.gz") for name in ("ewt", "gum")}
OURS, GATED, PEER, PEER_WHOLE = "dragoman", "dragoman_gated", "spacy", "spacy_whole"
SYSTEMS = (OURS, GATED, PEER, PEER_WHOLE)
LOADS = 5


def read_texts(data: Path, limit: int) -> list[str]:
    """The news that all systems read."""
    lines = (data / NEWS).read_text(encoding="utf-8").splitlines()[:limit]
    return [json.loads(line)["text"] for line in lines]


def open_system(system: str, peer: Path | None) -> Callable[[Sequence[str]], Any]:
    """A system with its model loaded, as what it does with texts."""
    if system in (PEER, PEER_WHOLE):
        from benchmarks.spacy_peer import Peer

        assert peer is not None
        return Peer(peer, whole=system == PEER_WHOLE).parse
    from dragoman.language import Analyser

    analyser = Analyser()
    if system == OURS:
        return analyser.analyse
    from dragoman.claims.gate import Gate

    gate = Gate().opens
    return lambda texts: analyser.analyse(texts, gate)


def child(system: str, data: Path, peer: Path | None, limit: int) -> None:
    """A process that loads a system, and reads the texts once for every line on its standard input."""
    begun, spent = time.perf_counter(), time.process_time()
    run = open_system(system, peer)
    loaded = {"wall": time.perf_counter() - begun, "cpu": time.process_time() - spent}
    pages = read_texts(data, limit)
    run(pages[:20])
    print(json.dumps(loaded), flush=True)
    for _ in sys.stdin:
        wall, spent = time.perf_counter(), time.process_time()
        run(pages)
        figures = {"cpu": time.process_time() - spent, "wall": time.perf_counter() - wall}
        figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(figures), flush=True)


class Runner:
    """A child process, and what it said last."""

    def __init__(self, system: str, core: int | None, options: argparse.Namespace) -> None:
        command = ["taskset", "-c", str(core)] if core is not None else []
        command += [sys.executable, "-m", "benchmarks.language_speed", "--child", system]
        command += ["--data", str(options.data), "--texts", str(options.texts)]
        command += ["--peer", str(options.peer)] if options.peer else []
        one_thread = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        environment = {**os.environ, **one_thread}
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )
        self.loading = self.told()

    def begin(self) -> None:
        """Let it read the texts."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def told(self) -> dict[str, float]:
        """What it says of the pass that it began."""
        assert self.process.stdout is not None
        found: dict[str, float] = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        """End it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def by_turns(options: argparse.Namespace, sentences: int) -> dict[str, Any]:
    """Sentences a second of every system, load and peak memory, and the ratios that the bars are about."""
    systems = SYSTEMS if options.peer else (OURS, GATED)
    runners = {system: Runner(system, options.core, options) for system in systems}
    rounds: dict[str, list[dict[str, float]]] = {system: [] for system in systems}
    for _ in range(options.rounds):
        for system, runner in runners.items():
            runner.begin()
            rounds[system].append(runner.told())
    for runner in runners.values():
        runner.close()
    result: dict[str, Any] = {}
    for system, found in rounds.items():
        result[system] = {
            "sentences_per_s": round(sentences / min(one["cpu"] for one in found), 1),
            "sentences_per_s_wall": round(sentences / min(one["wall"] for one in found), 1),
            "peak_mb": round(max(one["peak_mb"] for one in found), 1),
        }
    for system in (OURS, GATED) if options.peer else ():
        for other in (PEER, PEER_WHOLE):
            ratio = result[system]["sentences_per_s"] / result[other]["sentences_per_s"]
            result[system][f"times_{other}"] = round(ratio, 2)
    return result


def two_processes(options: argparse.Namespace, sentences: int) -> dict[str, float]:
    """What two processes on two cores read in a second, over what one reads; the best of the rounds."""
    pinned = (options.core, options.core + 1) if options.core is not None else (None, None)
    first, second = (Runner(OURS, core, options) for core in pinned)
    alone, both, slowed = [], [], []
    for _ in range(options.rounds):
        first.begin()
        one = first.told()
        begun = time.perf_counter()
        first.begin(), second.begin()
        told = first.told(), second.told()
        both.append(2 * sentences / (time.perf_counter() - begun))
        alone.append(sentences / one["wall"])
        slowed.append(sum(one["cpu"] / each["cpu"] for each in told))
    first.close(), second.close()
    return {
        "times_one_wall": round(max(both) / max(alone), 2),
        "times_one_cpu": round(sorted(slowed)[len(slowed) // 2], 2),
    }


def loading(system: str, options: argparse.Namespace) -> dict[str, float]:
    """Seconds to import and load in fresh processes, the best of five, by the wall and of the processor."""
    found = []
    for _ in range(LOADS):
        runner = Runner(system, options.core, options)
        found.append(runner.loading)
        runner.close()
    return {f"{clock}_s": round(min(one[clock] for one in found), 3) for clock in ("wall", "cpu")}


def accuracy(options: argparse.Namespace) -> dict[str, Any]:
    """Both systems on the treebanks' tests and on the newswire kept aside, by the same scorer."""
    from benchmarks.spacy_peer import Peer
    from dragoman.evaluation.ner import evaluate as spans
    from dragoman.evaluation.ud import from_raw_text, on_gold_tokens, trees
    from dragoman.language import Analyser

    systems = {"dragoman": Analyser()} | ({"spacy": Peer(options.peer)} if options.peer else {})
    result: dict[str, Any] = {name: {} for name in systems}
    for treebank, place in TREEBANKS.items():
        gold = list(trees(options.data / place))
        for name, system in systems.items():
            result[name][treebank] = on_gold_tokens(gold, system) | from_raw_text(gold, system)
    for name, system in systems.items():
        with patch("dragoman.evaluation.ner.Analyser", lambda system=system: system):
            result[name]["newswire"] = spans(options.data / "actors/worldwide_newswire_ner")
    if options.peer:
        for treebank in TREEBANKS:
            above = result["dragoman"][treebank]["las"] - result["spacy"][treebank]["las"]
            result[f"las_points_above_{treebank}"] = round(100 * above, 1)
    return result


def main() -> None:
    """Read the command line, measure, print and append one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peer", type=Path, help="the folder of the trained peer; without it only ours is measured")
    parser.add_argument("--texts", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--core", type=int, help="pin every process to this core; only where nobody else uses it")
    parser.add_argument("--only", nargs="*", choices=("speed", "two", "load", "accuracy", "int8"))
    parser.add_argument("--no-save", action="store_true")
    parser.add_argument("--child", choices=SYSTEMS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        return child(options.child, options.data, options.peer, options.texts)
    from benchmarks.bench import commit
    from benchmarks.int8_share import share
    from dragoman.language.segmenting import segment

    texts = read_texts(options.data, options.texts)
    sentences = sum(len(segment(text)) for text in texts)
    parts: dict[str, Callable[[], Any]] = {
        "speed": lambda: by_turns(options, sentences),
        "two": lambda: two_processes(options, sentences),
        "load": lambda: {system: loading(system, options) for system in ((OURS, PEER) if options.peer else (OURS,))},
        "accuracy": lambda: accuracy(options),
        "int8": lambda: share(texts),
    }
    result: dict[str, Any] = {
        "commit": commit(),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.machine()} python {platform.python_version()}",
        "load_average": round(os.getloadavg()[0], 1),
        "sentences": sentences,
    }
    for name in options.only or parts:
        result[name] = parts[name]()
        print(name, json.dumps(result[name]), flush=True)
    if not options.no_save:
        with RESULTS.open("a", encoding="utf-8") as out:
            out.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
