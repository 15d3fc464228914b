"""`python -m training.sentences`: check every coded sentence and print what there is of each type, mode and status."""

from __future__ import annotations

import sys
from collections import Counter

from dragoman.errors import BadTable
from dragoman.ontology.plover import MODES
from dragoman.tables import rows
from training.sentences.coded import COLUMNS, FOLDER, CodedSentence, coded_sentences


def problems(sentences: list[CodedSentence]) -> list[str]:
    """What a reader cannot see in one row alone: sentences that stand twice, and types or modes without any example."""
    first: dict[str, str] = {}
    found = []
    for sentence in sentences:
        if sentence.text in first:
            found.append(f"{sentence.where}: the sentence stands already at {first[sentence.text]}; delete one")
        first.setdefault(sentence.text, sentence.where)
    coded = {(claim.event, claim.mode) for sentence in sentences for claim in sentence.claims}
    for event, modes in MODES.items():
        wanted = tuple(modes) or (None,)
        found += [f"no sentence is coded {event}/{mode}; write some" for mode in wanted if (event, mode) not in coded]
    return found


def main() -> int:
    """Check, print the counts, and return the exit code."""
    try:
        sentences = list(coded_sentences())
    except BadTable as error:
        print(error, file=sys.stderr)
        return 1
    claims = [claim for sentence in sentences for claim in sentence.claims]
    aside = sum(sentence.kept_aside for sentence in sentences)
    empty = sum(not sentence.claims for sentence in sentences)
    print(f"{len(sentences)} sentences ({aside} kept aside, {empty} without a claim), {len(claims)} claims")
    for name, counts in (
        ("types", Counter(claim.event for claim in claims)),
        ("statuses", Counter(claim.status for claim in claims)),
        ("files", Counter(row.table for path in sorted(FOLDER.glob("*.tsv")) for row in rows(path, COLUMNS))),
    ):
        print(f"{name}: " + ", ".join(f"{label} {count}" for label, count in counts.most_common()))
    found = problems(sentences)
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
