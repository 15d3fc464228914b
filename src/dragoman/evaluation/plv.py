"""`plv`: single sentences with a marked pair of parties and fifteen PLOVER roots (RETREAT and CONCEDE are YIELD).

PLV labels by CAMEO's roots where our codebook has moved an act: `plv.tsv` says which (a conviction is ACCUSE there, a
blockade ASSAULT, sanctions COERCE), found on PLV_train.

Given parties, the claim is classified for the marked pair; end to end, the parties are found by the system and a
sentence without a fitting claim counts as missed. Given parties count as political whoever they are.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dragoman.claims import ClaimCoder
from dragoman.claims.pairing import GivenCast, Guessing, Pair, Place, Willing, between, fit
from dragoman.coder import BATCH, Coder, prose
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.shares import macro_f1
from dragoman.ontology.plover import quad
from dragoman.reading import read_text
from dragoman.records import Claim, Report, Sentence
from dragoman.tables import package_path, rows

YIELD = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
QUADS = {"YIELD": "2"}
NEAR = 40
NO_TARGET = "a recipient"


@cache
def conventions() -> tuple[tuple[str, ...], ...]:
    """The rows of `plv.tsv`: type, mode, content and code of a claim, a word near its anchor, and PLV's root."""
    columns = ("event", "mode", "content", "code", "word", "root", "note")
    return tuple(
        tuple(row.cells[name] for name in columns[:-1]) for row in rows(package_path("evaluation", "plv.tsv"), columns)
    )


def root(claim: Claim | None, text: str = "") -> str | None:
    """A claim's root as PLV labels it, by the first row of its conventions that fits; None for no claim."""
    if claim is None:
        return None
    code = claim.cameo if isinstance(claim.cameo, str) else ""
    near = text[claim.anchor.start : claim.anchor.end + NEAR].lower() or claim.anchor.text.lower()
    for event, mode, content, prefix, word, label in conventions():
        fits = claim.event == event and code.startswith(prefix) and word in near
        if fits and mode in ("", claim.mode) and content in ("", claim.content):
            return label
    return YIELD.get(claim.event, claim.event)


def marked(record: dict[str, Any]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Offsets of the marked source and target in the sentence; None for "a recipient" or a missing mark."""
    text, spans = record["marked"], {}
    for tag in ("s", "t"):
        before, opened, rest = text.partition(f"<{tag}>")
        inside, _, _ = rest.partition(f"</{tag}>")
        plain = before.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", "")
        inside = inside.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", "")
        spans[tag] = (len(plain), len(plain) + len(inside)) if opened else None
    target = None if record.get("target") == NO_TARGET else spans["t"]
    return spans["s"], target


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """Root, quad and binary macro-F1 given parties and end to end, on the split PLV_test and on PLV_train."""
    records = list(lines(find(path, "plv.jsonl")))
    coder = Coder()
    reports = [read_text(record["text"], id=record["id"], undated=True) for record in records]
    pairs = {record["id"]: marked(record) for record in records}
    claims, between_given = _coded(coder, reports, pairs)
    result: dict[str, Any] = {"n": len(records)}
    wrong: list[dict[str, Any]] = []
    for split in sorted({record["split"] for record in records}):
        chosen = [record for record in records if record["split"] == split]
        result |= _split(split, chosen, claims, between_given, wrong)
    result |= {key.removeprefix("PLV_test_"): value for key, value in result.items() if key.startswith("PLV_test_")}
    if errors:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")
    return result


def _coded(
    coder: Coder, reports: Sequence[Report], pairs: Mapping[str, tuple[Place | None, Place | None]]
) -> tuple[dict[str, tuple[Claim, ...]], dict[str, Claim | None]]:
    """The claims of each sentence as the system finds them, and the one between its given pair."""
    claims: dict[str, tuple[Claim, ...]] = {}
    given: dict[str, Claim | None] = {}
    asked = PairCoder(coder)
    for start in range(0, len(reports), BATCH):
        batch = reports[start : start + BATCH]
        analysed = coder.analyser.analyse([prose(report) for report in batch])
        for report, sentences in zip(batch, analysed, strict=True):
            claims[report.id] = coder.code_sentences(report, sentences)
            given[report.id] = asked.claim(report, sentences, *pairs[report.id])
    return claims, given


class PairCoder:
    """Asks a coder for the claim between a given pair: by whole frames, else by the nearest."""

    def __init__(self, coder: Coder) -> None:
        self._coder = coder
        self._coders = (
            ClaimCoder(every_party=True),
            ClaimCoder(every_party=True, matcher=Willing),
            ClaimCoder(every_party=True, matcher=Willing, every_act=True),
        )
        self._guesser = ClaimCoder(every_party=True, matcher=Guessing, every_act=True)

    def claim(
        self, report: Report, sentences: tuple[Sentence, ...], source: Place | None, target: Place | None
    ) -> Claim | None:
        """The claim that fits the pair best, None where no word of the text is in the lexicon."""
        coder, own = self._coder, self._coder.claims
        best, fits = None, -1
        try:
            for coder.claims in (*self._coders, self._guesser):
                if coder.claims is self._guesser and best is not None:
                    break
                cast = GivenCast(coder.resolver, report, sentences, (source, target))
                pair = Pair(source, target, cast.names(source), cast.names(target))
                found, fitting = between(coder.code_sentences(report, sentences, cast), pair, sentences)
                if fitting > fits:
                    best, fits = found, fitting
                if fits >= 3:
                    break
        finally:
            coder.claims = own
        return best


def _split(
    split: str,
    records: Sequence[dict[str, Any]],
    claims: dict[str, tuple[Claim, ...]],
    between_given: dict[str, Claim | None],
    wrong: list[dict[str, Any]],
) -> dict[str, Any]:
    given: list[str | None] = []
    found: list[str | None] = []
    gold = [record["plover_root"] for record in records]
    for record in records:
        source, target = marked(record)
        own = claims[record["id"]]
        best = max(own, key=lambda claim: fit(claim, source, target), default=None)
        given.append(root(between_given[record["id"]], record["text"]))
        found.append(root(best, record["text"]) if best is not None and fit(best, source, target) >= 3 else None)
        if given[-1] != record["plover_root"]:
            wrong.append(
                {
                    "id": record["id"],
                    "gold": record["plover_root"],
                    "given": given[-1],
                    "found": found[-1],
                    "claim": _shown(between_given[record["id"]]),
                    "text": record["marked"],
                }
            )
    quads = [_quad(root) for root in gold]
    return {
        f"{split}_root_macro_f1": macro_f1(gold, given),
        f"{split}_quad_macro_f1": macro_f1([q or "" for q in quads], [_quad(root) for root in given]),
        f"{split}_binary_macro_f1": macro_f1(
            [_binary(q) or "" for q in quads], [_binary(_quad(root)) for root in given]
        ),
        f"{split}_end_to_end_root_macro_f1": macro_f1(gold, found),
        f"{split}_end_to_end_coded": round(sum(root is not None for root in found) / len(found), 4),
    }


def _shown(claim: Claim | None) -> list[str | None]:
    if claim is None:
        return []
    code = claim.cameo if isinstance(claim.cameo, str) else None
    return [claim.event, claim.mode, claim.content, code, claim.anchor.text]


def _quad(root: str | None) -> str | None:
    if root is None:
        return None
    return QUADS.get(root) or str(quad(root))


def _binary(quad_class: str | None) -> str | None:
    return None if quad_class is None else "cooperation" if quad_class in ("1", "2") else "conflict"
