"""Trains the scorer of merging and writes `stories/weights.tsv`.

    python -m training.merging DATA/stories

Pairs come from the training topics of ECB+ (CC BY 3.0), from MEANTIME (CC BY 4.0), and from the stories in
`training/merges`, which were written for this and are coded by the shipped coder. Pairs that share no blocking key are
left out, as they are when merging. Each source has a fixed share in the weight of all pairs. The fit is an
L2-regularised logistic regression with the sign of most weights given: the same data give the same weights."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from dragoman.coder import Coder
from dragoman.evaluation import ecbplus
from dragoman.evaluation.stories import matched, tellings
from dragoman.evaluation.story_texts import read_stories
from dragoman.language import Analyser
from dragoman.stories.features import FEATURES, features, gaps
from dragoman.stories.merging import candidates
from dragoman.stories.scoring import BIAS, COLUMNS
from dragoman.stories.telling import Telling
from dragoman.stories.vetoes import barring
from dragoman.tables import package_path

Floats = NDArray[np.float64]
SHARES = {"ecbplus": 0.6, "meantime": 0.05, "written": 0.35}
PENALTY = 2.0
STEPS = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-8}
FOR = frozenset(
    "same_anchor near_anchor actors recipients pooled same_day day_by_report same_place same_mode same_content "
    "same_numbers sentence sentence_names story names many_names much_story anchor_and_names anchor_and_story".split()
)
AGAINST = frozenset(
    "far_anchor strangers days_apart told_apart other_place other_mode other_content other_numbers other_names "
    "few_names other_status".split()
)
"""What may only speak for two claims being one event, and what only against: a small set teaches no absurdities."""


class Pairs(NamedTuple):
    """Features and answers of the pairs of one source."""

    values: Floats
    same: Floats


def pairs(told: Sequence[Telling], chains: Sequence[str], whole: bool = False) -> Pairs:
    """Pairs of tellings with the answer whether they tell of one event; `chains` names the gold event of each.

    By default those that share a key and that no veto bars, which the scorer will have to judge. With `whole` all
    pairs of one type: in a small set nearly all pairs that differ are barred, and the scorer would not learn how they
    differ."""
    values, same = [], []
    for one, other in combinations(range(len(told)), 2) if whole else candidates(told):
        first, second = told[one], told[other]
        gap = gaps(first, second)
        if first.event == second.event and (whole or barring(first, second, gap) is None):
            values.append(features(first, second, gap))
            same.append(float(chains[one] == chains[other]))
    return Pairs(np.array(values).reshape(-1, len(FEATURES)), np.array(same))


def ecb_pairs(path: Path, analyser: Analyser) -> Pairs:
    """Pairs of the training topics of ECB+."""
    found = list(ecbplus.mentions(ecbplus.topics(path, "train"), analyser))
    return pairs([one.telling for one in found], [one.chain for one in found])


def meantime_pairs(path: Path, analyser: Analyser) -> Pairs:
    """Pairs of MEANTIME's English articles, read as ECB+ is."""
    documents = [_document(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
    found = list(ecbplus.mentions(documents, analyser))
    return pairs([one.telling for one in found], [one.chain for one in found])


def _document(row: dict[str, Any]) -> dict[str, Any]:
    sentences: dict[int, list[str]] = {}
    place: dict[int, tuple[int, int]] = {}
    for token, (word, sentence) in enumerate(zip(row["tokens"], row["sent_of_token"], strict=True)):
        words = sentences.setdefault(sentence, [])
        place[token] = sentence, len(words)
        words.append(word)
    order = {sentence: number for number, sentence in enumerate(sentences)}
    return {
        "doc_id": row["doc_id"],
        "topic": row["topic"],
        "sents": list(sentences.values()),
        "events": list(_events(row, place, order)),
    }


def _events(row: dict[str, Any], place: dict[int, tuple[int, int]], order: dict[int, int]) -> Iterator[dict[str, Any]]:
    chain = {
        mention: row["instances"][target].get("instance_id", f"{row['doc_id']}:{target}")
        for relation in row["relations"]
        if relation["rel"] == "REFERS_TO"
        for target in relation["target"]
        if row["instances"].get(target, {}).get("kind") == "EVENT"
        for mention in relation["source"]
    }
    for name, mention in row["mentions"].items():
        if mention["kind"] == "EVENT_MENTION" and mention["tokens"]:
            spots = [place[token] for token in mention["tokens"]]
            yield {
                "sent": order[spots[0][0]],
                "tokens": [at for sentence, at in spots if sentence == spots[0][0]],
                "chain": chain.get(name, f"{row['doc_id']}:{name}"),
            }


def written_pairs(path: Path) -> Pairs:
    """Pairs of the coded claims of our own stories; claims that gold does not mark are left out."""
    stories = read_stories(path)
    claims = {report.id: found for report, found in Coder().code(stories.reports)}
    gold = matched([claim for report in stories.reports for claim in claims[report.id]], stories.anchors)
    told = [one for one in tellings(stories.reports, claims) if one.claim in gold]
    return pairs(told, [gold[one.claim] for one in told], whole=True)


def fit(sources: dict[str, Pairs]) -> Floats:
    """The bias and the weights, each on the side of nought where it belongs."""
    values = np.vstack([one.values for one in sources.values()])
    same = np.concatenate([one.same for one in sources.values()])
    count = len(same)
    weight = np.concatenate(
        [np.full(len(one.same), SHARES[name] * count / max(1, len(one.same))) for name, one in sources.items()]
    )
    design = np.hstack([np.ones((count, 1)), values])

    def loss(theta: Floats) -> tuple[float, Floats]:
        total = design @ theta
        chance = 1 / (1 + np.exp(-np.clip(total, -50, 50)))
        wrong = np.logaddexp(0, total) - same * total
        slope = design.T @ (weight * (chance - same))
        slope[1:] += PENALTY * theta[1:]
        return float(weight @ wrong + PENALTY / 2 * theta[1:] @ theta[1:]), slope

    bounds = [(None, None), *(_side(name) for name in FEATURES)]
    found = minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds, options=STEPS)
    theta: Floats = found.x
    return theta


def _side(name: str) -> tuple[float | None, float | None]:
    return (0.0, None) if name in FOR else (None, 0.0) if name in AGAINST else (None, None)


def write(theta: Floats, path: Path, told: str) -> None:
    """Write the weights as a table."""
    meanings = {BIAS: "what speaks against two claims before anything is compared", **FEATURES}
    lines = [
        "# Weights of the logistic regression that tells whether two claims are of one event; written by",
        f"# training/merging.py from {told}.",
        "\t".join(COLUMNS),
        *(f"{name}\t{value:.4f}\t{meanings[name]}" for name, value in zip(meanings, theta, strict=True)),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder with ecbplus/ and meantime/")
    parser.add_argument("--merges", type=Path, default=Path(__file__).parent / "merges")
    parser.add_argument("--out", type=Path, default=package_path("stories", "weights.tsv"))
    options = parser.parse_args()
    analyser = Analyser()
    sources = {
        "ecbplus": ecb_pairs(options.data / "ecbplus", analyser),
        "meantime": meantime_pairs(options.data / "meantime" / "docs.jsonl", analyser),
        "written": written_pairs(options.merges),
    }
    told = ", ".join(f"{len(one.same)} pairs of {name} ({int(one.same.sum())} same)" for name, one in sources.items())
    write(fit(sources), options.out, told)
    print(told)


if __name__ == "__main__":
    main()
