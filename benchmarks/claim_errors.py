"""Why gold claims are missed or wrong, by cause: `python benchmarks/claim_errors.py [FOLDER] [--list CAUSE]`.

FOLDER is a folder like `wire` (reports.jsonl, claims.jsonl in the codebook's JSON). Causes of a missed claim, the first
that holds: no row of the lexicon for a word of the anchor; rows, but none whose conditions hold; a row that says "no
claim"; matched, but left out by selection (content, counted, adjunct); drafted, but no side makes it political. Causes
of a wrong dyad among claims of the right type: a side missing, extra, partly right, another; said or understood.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.actors.cast import Cast
from dragoman.claims import content as contents
from dragoman.claims.frames import NO_CLAIM
from dragoman.claims.matching import Matcher, readings
from dragoman.claims.selection import select
from dragoman.claims.tree import Tree
from dragoman.coder import Coder, prose
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.matching import countries, match
from dragoman.reading import read_text
from dragoman.records import Sentence

WIRE = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[2] / "shared")) / "data" / "wire"
SIDES = ("actors", "recipients")


def missed(gold: dict[str, Any], coder: Coder, sentences: Sequence[Sentence], matcher: Matcher) -> str:
    """Why a gold claim has no counterpart."""
    start, end = gold["anchor"]["start"], gold["anchor"]["end"]
    reasons: list[str] = []
    for index, sentence in enumerate(sentences):
        tokens = [t for t in range(len(sentence)) if sentence.starts[t] < end and sentence.ends[t] > start]
        if not tokens:
            continue
        tree = Tree(sentence)
        matches = matcher.matches(index, tree)
        chosen = {
            m.token for m in select(matches, {t: contents.read(h[0], matches, tree) for t, h in matches.items()}, tree)
        }
        for token in tokens:
            rows = [f for pos, lemma in readings(tree, token) for f in coder.claims.lexicon.lookup(pos, lemma)]
            found = matches.get(token, [])
            if token in chosen:
                reasons.append("5 no side that makes it political")
            elif found and all(one.frame.event == NO_CLAIM for one in found):
                reasons.append("3 a row that says no claim")
            elif found:
                reasons.append("4 left out by selection")
            elif any(row.event == gold["event"] for row in rows):
                reasons.append("2 no row's conditions hold")
            elif rows:
                reasons.append("1b rows of other types only")
            else:
                reasons.append("1 no row for the word")
    return max(reasons, default="0 no token")


def wrong_side(gold: dict[str, Any], found: dict[str, Any], side: str) -> str | None:
    """How a side differs, or None."""
    one, other = countries(gold[side]), countries(found[side])
    if one == other:
        return None
    understood = all(party["start"] is None for party in gold[side])
    kind = "missing" if not other else "extra" if not one else "partly right" if set(one) & set(other) else "another"
    return f"{side}: {kind}" + (", understood from elsewhere" if one and understood else "")


def cases(folder: Path) -> Iterator[tuple[str, dict[str, Any], dict[str, Any] | None, str]]:
    """Each wrong gold claim with what was found, its cause, and its sentence."""
    coder = Coder()
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in lines(find(folder, "claims.jsonl")):
        gold[claim["report"]].append(claim)
    for record in lines(find(folder, "reports.jsonl")):
        report = read_text(record["text"], id=record["id"], date=record["date"])
        sentences = coder.analyser.analyse([prose(report)])[0]
        coded = [msgspec.to_builtins(claim) for claim in coder.code_sentences(report, sentences)]
        matcher = Matcher(coder.claims.lexicon, Cast(coder.resolver, report, sentences))
        pairs = {id(one): other for one, other in match(gold[report.id], coded)}
        for claim in gold[report.id]:
            found = pairs.get(id(claim))
            words = report.text[claim["sentence_start"] : claim["sentence_end"]]
            if found is None:
                yield "missed " + missed(claim, coder, sentences, matcher), claim, None, words
            elif found["event"] != claim["event"]:
                yield f"type {claim['event']} read as {found['event']}", claim, found, words
            else:
                for side in SIDES:
                    cause = wrong_side(claim, found, side)
                    if cause:
                        yield cause, claim, found, words
        paired = {id(other) for other in pairs.values()}
        for claim in coded:
            if id(claim) not in paired:
                words = report.text[claim["sentence_start"] : claim["sentence_end"]]
                yield "spurious", claim, None, words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=WIRE)
    parser.add_argument("--list", help="print the cases of causes that start with this")
    options = parser.parse_args()
    tally: Counter[str] = Counter()
    for cause, gold, found, words in cases(options.folder):
        tally[cause] += 1
        if options.list and cause.startswith(options.list):
            print(json.dumps({"cause": cause, "gold": _short(gold), "found": found and _short(found), "in": words}))
    if not options.list:
        for cause, count in sorted(tally.items(), key=lambda one: (one[0].split()[0], -one[1])):
            print(f"{count:5}  {cause}")


def _short(claim: dict[str, Any]) -> str:
    sides = " -> ".join(", ".join(f"{p['text']}={p['name']}/{p['country']}" for p in claim[side]) for side in SIDES)
    why = (claim.get("because") or {}).get("event", {}).get("row", "")
    return f"{claim['event']}/{claim['mode']}/{claim['content']} “{claim['anchor']['text']}” {sides} {why}"


if __name__ == "__main__":
    main()
