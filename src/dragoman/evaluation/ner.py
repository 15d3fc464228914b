"""`ner`: named spans of newswire, CrossNER politics and Wikigold, scored on the types that each set has.

The sets' type names are mapped in one table, `MAPPINGS`; of world newswire only the documents held aside from training
are scored, of CrossNER the dev split.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.errors import DragomanError
from dragoman.evaluation.gold import lines
from dragoman.evaluation.shares import f1
from dragoman.language import Analyser
from dragoman.language.splits import is_held_out

NamedPlace = tuple[int, int, str]

# Gold type -> the type under which it is compared; our own labels fold by OURS of the same set.
MAPPINGS: dict[str, dict[str, str]] = {
    "newswire": {
        name: name
        for name in ("Person", "Organization", "NORP", "Location", "Facility", "Date", "Money", "Product", "Misc")
    }
    | {"Miscellaneous": "Misc"},
    "crossner": {
        "politician": "Person",
        "person": "Person",
        "organisation": "Organization",
        "politicalparty": "Organization",
        "country": "Location",
        "location": "Location",
        "election": "Event",
        "event": "Event",
        "misc": "Misc",
    },
    "wikigold": {"PER": "Person", "ORG": "Organization", "LOC": "Location", "MISC": "Misc"},
}
OURS: dict[str, dict[str, str]] = {
    "newswire": {"GPE": "Location", "Event": "Misc"},
    "crossner": {"GPE": "Location", "Facility": "Location", "NORP": "Misc", "Product": "Misc"},
    "wikigold": {"GPE": "Location", "Facility": "Location", "NORP": "Misc", "Product": "Misc", "Event": "Misc"},
}


def spans(tags: Sequence[str]) -> list[NamedPlace]:
    """The spans of BIO or IO tags: first token, one past the last, type."""
    found: list[NamedPlace] = []
    start, name = 0, ""
    for k, tag in enumerate([*tags, "O"]):
        prefix, _, kind = tag.partition("-")
        if name and (tag == "O" or prefix == "B" or kind != name):
            found.append((start, k, name))
            name = ""
        if tag != "O" and not name:
            start, name = k, kind
    return found


def _sentences(path: Path) -> tuple[str, list[tuple[list[str], list[str]]]]:
    """The set's name and its scored sentences as tokens with tags."""
    chosen: list[tuple[list[str], list[str]]] = []
    name = ""
    for record in lines(path):
        if "sents" in record:
            name = "newswire"
            if is_held_out(record["doc_id"]):
                chosen += [(sent["tokens"], sent["tags"]) for sent in record["sents"]]
        elif str(record.get("id", "")).startswith("crossner"):
            name = "crossner"
            if record["split"] == "dev":
                chosen.append((record["tokens"], record["tags"]))
        else:
            name = "wikigold"
            chosen.append((record["tokens"], record["tags"]))
    if not name:
        raise DragomanError(
            f"{path}: holds no sentences; give docs.jsonl of newswire, politics.jsonl or wikigold.jsonl"
        )
    return name, chosen


def _compared(found: Iterable[NamedPlace], mapping: dict[str, str]) -> set[NamedPlace]:
    return {(first, last, mapping.get(kind, kind)) for first, last, kind in found}


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """Precision, recall and F1 of exact spans with their type, and F1 by type."""
    if path.is_dir():
        files = sorted(path.glob("*.jsonl*"))
        if len(files) != 1:
            raise DragomanError(f"{path}: holds {len(files)} JSONL files; name one of them")
        path = files[0]
    name, chosen = _sentences(path)
    kinds = set(MAPPINGS[name].values())
    hits, n_gold, n_found = Counter[str](), Counter[str](), Counter[str]()
    wrong: list[dict[str, Any]] = []
    analysed = Analyser().analyse_tokens([tokens for tokens, _ in chosen])
    for (tokens, tags), sentence in zip(chosen, analysed, strict=True):
        gold = _compared(spans(tags), MAPPINGS[name])
        own = _compared(((s.first, s.last, s.label) for s in sentence.spans), OURS[name])
        own = {span for span in own if span[2] in kinds}
        hits.update(kind for *_, kind in gold & own)
        n_gold.update(kind for *_, kind in gold)
        n_found.update(kind for *_, kind in own)
        if gold != own and errors:
            wrong.append({"tokens": tokens, "missed": sorted(gold - own), "spurious": sorted(own - gold)})
    if errors:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")
    right, found, wanted = hits.total(), n_found.total(), n_gold.total()
    return {
        "f1": round(f1(right, found, wanted), 4),
        "precision": round(right / max(found, 1), 4),
        "recall": round(right / max(wanted, 1), 4),
        "by_type": {kind: round(f1(hits[kind], n_found[kind], n_gold[kind]), 4) for kind in sorted(n_gold)},
        "n": wanted,
    }
