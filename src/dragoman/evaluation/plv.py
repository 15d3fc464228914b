"""`plv`: single sentences with a marked pair of parties and fifteen PLOVER roots (RETREAT and CONCEDE are YIELD).

PLV labels by CAMEO's roots: a promise to give way is AGREE there (03), a conviction ACCUSE (116), an agreement reached
SUPPORT (057), a blockade ASSAULT (191), where our codebook says CONCEDE, SANCTION, AGREE and COERCE. The root of such a
claim is read off its CAMEO code.

Given parties, the claim is classified for the marked pair; end to end, the parties are found by the system and a
sentence without a fitting claim counts as missed. Given parties count as political whoever they are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dragoman.claims import ClaimCoder
from dragoman.claims.pairing import between, fit
from dragoman.coder import Coder
from dragoman.evaluation.gold import find, lines
from dragoman.evaluation.shares import macro_f1
from dragoman.ontology.plover import quad
from dragoman.reading import read_text
from dragoman.records import Claim

YIELD = {"RETREAT": "YIELD", "CONCEDE": "YIELD"}
BY_CODE = {
    ("CONCEDE", "03"): "AGREE",
    ("SANCTION", "11"): "ACCUSE",
    ("AGREE", "05"): "SUPPORT",
    ("COERCE", "19"): "ASSAULT",
}
QUADS = {"YIELD": "2"}
NO_TARGET = "a recipient"


def root(claim: Claim | None) -> str | None:
    """A claim's root as PLV labels it; None for no claim."""
    if claim is None:
        return None
    code = claim.cameo if isinstance(claim.cameo, str) else ""
    return BY_CODE.get((claim.event, code[:2])) or YIELD.get(claim.event, claim.event)


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
    claims = {report.id: found for report, found in coder.code(reports)}
    coder.claims = ClaimCoder(every_party=True)
    between_given = {report.id: found for report, found in coder.code(reports)}
    result: dict[str, Any] = {"n": len(records)}
    wrong: list[dict[str, Any]] = []
    for split in sorted({record["split"] for record in records}):
        chosen = [record for record in records if record["split"] == split]
        result |= _split(split, chosen, claims, between_given, wrong)
    result |= {key.removeprefix("PLV_test_"): value for key, value in result.items() if key.startswith("PLV_test_")}
    if errors:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")
    return result


def _split(
    split: str,
    records: Sequence[dict[str, Any]],
    claims: dict[str, tuple[Claim, ...]],
    between_given: dict[str, tuple[Claim, ...]],
    wrong: list[dict[str, Any]],
) -> dict[str, Any]:
    given: list[str | None] = []
    found: list[str | None] = []
    gold = [record["plover_root"] for record in records]
    for record in records:
        source, target = marked(record)
        own = claims[record["id"]]
        best = max(own, key=lambda claim: fit(claim, source, target), default=None)
        given.append(root(between(between_given[record["id"]], source, target)))
        found.append(root(best) if best is not None and fit(best, source, target) >= 3 else None)
        if given[-1] != record["plover_root"]:
            wrong.append(
                {
                    "id": record["id"],
                    "gold": record["plover_root"],
                    "given": given[-1],
                    "found": found[-1],
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


def _quad(root: str | None) -> str | None:
    if root is None:
        return None
    return QUADS.get(root) or str(quad(root))


def _binary(quad_class: str | None) -> str | None:
    return None if quad_class is None else "cooperation" if quad_class in ("1", "2") else "conflict"
