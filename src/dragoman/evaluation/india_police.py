"""`india_police`: whole newspaper reports, every sentence labelled for what the police did (IndiaPoliceEvents).

A report's sentences are coded as one text, a sentence a line, and each claim falls to the sentence of its anchor.
Negated and hypothetical acts do not count. The police act where the actor's sector is COP; an arrest told without an
arrester (none, or the authorities understood) is theirs too, as the gold reads it. `arrest_f1`: COERCE with mode
arrest. `force_f1`: ASSAULT by the police, or a crowd-control mode. `kill_f1`: an ASSAULT by the police that is a
killing by its word or has a count of dead. `any_f1`: any claim of the police.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from dragoman.coder import Coder
from dragoman.evaluation.coded import Tally, Text, code_texts, write_errors
from dragoman.evaluation.gold import find, lines
from dragoman.records import Claim

LABELS = {"kill": "KILL", "arrest": "ARREST", "force": "FORCE", "any": "ANY_ACTION"}
KILLING = ("kill", "gunned down", "shot dead", "massacre", "beaten to death", "slain", "encounter", "die", "death")
NOT_DONE = frozenset({"negated", "hypothetical"})
POLICE, GOVERNMENT = "COP", "GOV"


def labels_of(claim: Claim) -> Iterator[str]:
    """The gold's labels that a claim amounts to."""
    if claim.status in NOT_DONE:
        return
    police = any(party.sector == POLICE for party in claim.actors)
    arrest = claim.event == "COERCE" and claim.mode == "arrest"
    if arrest and (police or nobody_named(claim)):
        yield from ("ARREST", "ANY_ACTION")
    if police:
        yield "ANY_ACTION"
    if claim.event == "ASSAULT" and (police or (claim.mode == "crowd-control" and not claim.actors)):
        yield from ("FORCE", "ANY_ACTION")
        if is_killing(claim):
            yield "KILL"


def nobody_named(claim: Claim) -> bool:
    """Whether no actor stands in the text: none, or only the authorities, understood as those who arrest."""
    return all(party.start is None and party.sector == GOVERNMENT for party in claim.actors)


def is_killing(claim: Claim) -> bool:
    """Whether an assault killed: by its word or by a count of dead above none."""
    word = claim.anchor.text.lower()
    return any(killing in word for killing in KILLING) or any(bound for bound in claim.counts.get("dead", ()))


def evaluate(path: Path, errors: Path | None = None, limit: int | None = None) -> dict[str, Any]:
    """F1, precision and recall of the four labels by sentence, `n` sentences; `limit` takes the first reports."""
    records = list(islice(lines(find(path, "docs.jsonl")), limit))
    found = code_texts((_text(record) for record in records), Coder())
    tallies = {name: Tally() for name in LABELS}
    wrong: list[dict[str, Any]] = []
    for record, (_, claims) in zip(records, found, strict=True):
        by_sentence = _by_sentence(record["sents"], claims)
        for index, sentence in enumerate(record["sents"]):
            here = by_sentence.get(index, [])
            coded = {label for claim in here for label in labels_of(claim)}
            gold = set(sentence["labels"]) & set(LABELS.values())
            for name, label in LABELS.items():
                tallies[name].count(int(label in gold & coded), int(label in coded), int(label in gold))
            if gold != coded:
                wrong.append(_case(record, sentence, gold, coded, here))
    write_errors(errors, wrong)
    result: dict[str, Any] = {f"{name}_f1": tally.f1 for name, tally in tallies.items()}
    parts = {name: {"precision": tally.precision, "recall": tally.recall} for name, tally in tallies.items()}
    return result | parts | {"n": sum(len(record["sents"]) for record in records)}


def _text(record: dict[str, Any]) -> Text:
    return Text(str(record["doc_id"]), "\n".join(_line(one["text"]) for one in record["sents"]), record.get("date"))


def _line(text: str) -> str:
    """A sentence on one line, of the same length."""
    return text.replace("\n", " ")


def _by_sentence(sentences: Sequence[dict[str, Any]], claims: Sequence[Claim]) -> dict[int, list[Claim]]:
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence["text"]) + 1)
    found: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        found[bisect_right(starts, claim.anchor.start) - 1].append(claim)
    return found


def _case(
    record: dict[str, Any], sentence: dict[str, Any], gold: set[str], coded: set[str], claims: Sequence[Claim]
) -> dict[str, Any]:
    return {
        "doc": record["doc_id"],
        "sentence": sentence["sent_id"],
        "text": sentence["text"],
        "missed": sorted(gold - coded),
        "spurious": sorted(coded - gold),
        "claims": [
            {
                "type": claim.event,
                "mode": claim.mode,
                "status": claim.status,
                "anchor": claim.anchor.text,
                "actors": [(party.name, party.sector) for party in claim.actors],
                "recipients": [(party.name, party.sector) for party in claim.recipients],
            }
            for claim in claims
        ],
    }
