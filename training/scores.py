"""Quick scores of a network on the packed development sentences, in percent."""

from __future__ import annotations

from collections import Counter

import torch

from training.losses import words_of
from training.model import Dragoman
from training.packed import UNKNOWN, Batch, Packed, batches

PIECES = 8192


@torch.no_grad()
def development_scores(model: Dragoman, packed: Packed, sizes: dict[str, int], device: str) -> dict[str, float]:
    """Words right by head (heads by plain argmax), and F1 of anchors, of anchors with type, and of roles at anchors."""
    model.eval()
    counts: Counter[str] = Counter()
    for task in ("trees", "spans", "attribution", "status", "acts"):
        for batch in batches(packed, task, PIECES, sizes, device, 0):
            with torch.autocast(device, torch.bfloat16):
                _count(model, batch, counts)
    model.train()
    return {
        "uas": _percent(counts["uas"], counts["arcs"]),
        "las": _percent(counts["las"], counts["arcs"]),
        "upos": _percent(counts["upos"], counts["arcs"]),
        "tags": _percent(counts["tags"], counts["arcs"]),
        "span_words": _percent(2 * counts["span_right"], counts["span_gold"] + counts["span_found"]),
        "attribution_words": _percent(counts["attribution"], counts["attribution_all"]),
        "status_error": round(counts["status"] / 1000 / max(1, counts["status_all"]), 3),
        "anchors": _percent(2 * counts["anchors"], counts["act_gold"] + counts["act_found"]),
        "acts": _percent(2 * counts["acts"], counts["act_gold"] + counts["act_found"]),
        "roles": _percent(2 * counts["roles"], counts["role_gold"] + counts["role_found"]),
    }


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 2)


def _count(model: Dragoman, batch: Batch, counts: Counter[str]) -> None:
    words, gold = words_of(model, batch), batch.labels
    if batch.task == "trees":
        known = gold["heads"] != UNKNOWN
        same = (model.arcs(words, batch.real).argmax(-1) == gold["heads"]) & known
        heads = model.arcs(words, batch.real).argmax(-1)
        right = same & (model.relations(words, heads).argmax(-1) == gold["relations"])
        counts["arcs"] += int(known.sum())
        counts["uas"] += int(same.sum())
        counts["las"] += int(right.sum())
        for name in ("tags", "upos"):
            counts[name] += int(((getattr(model, name)(words).argmax(-1) == gold[name]) & known).sum())
    elif batch.task == "spans":
        best = model.spans(words).argmax(-1)
        fits = gold["spans"].gather(-1, best[..., None])[..., 0]
        marked = gold["spans"].any(-1)
        named = marked & ~gold["spans"][..., 0]
        counts["span_right"] += int((fits & named).sum())
        counts["span_gold"] += int(named.sum())
        counts["span_found"] += int(((best > 0) & marked).sum())
    elif batch.task == "attribution":
        known = gold["attribution"] != UNKNOWN
        counts["attribution"] += int(((model.attribution(words).argmax(-1) == gold["attribution"]) & known).sum())
        counts["attribution_all"] += int(known.sum())
    elif batch.task == "status":
        happened = ~gold["status"].isnan()
        error = (model.status(words)[..., 1].float() - gold["status"]).abs()[happened]
        counts["status"] += int(1000 * float(error.sum()))
        counts["status_all"] += int(happened.sum())
    else:
        _count_acts(model, batch, counts)


def _count_acts(model: Dragoman, batch: Batch, counts: Counter[str]) -> None:
    words, gold = words_of(model, batch), batch.labels
    known = gold["acts"] != UNKNOWN
    best = model.acts(words)[0].argmax(-1)
    counts["act_gold"] += int(((gold["acts"] > 0) & known).sum())
    counts["act_found"] += int(((best > 0) & known).sum())
    counts["anchors"] += int(((best > 0) & (gold["acts"] > 0) & known).sum())
    counts["acts"] += int(((best > 0) & (best == gold["acts"]) & known).sum())
    anchors = (gold["acts"] > 0).nonzero()
    if not len(anchors):
        return
    rows, places = anchors.unbind(1)
    found = (model.roles(words[rows, places], words[rows]).argmax(-1)) * batch.real[rows]
    told = {tuple(at): role for at, role in zip(gold["role_at"].tolist(), gold["role"].tolist(), strict=True)}
    counts["role_gold"] += len(told)
    counts["role_found"] += int((found > 0).sum())
    for number, place in (found > 0).nonzero().tolist():
        key = (int(rows[number]), int(places[number]), place)
        counts["roles"] += told.get(key) == int(found[number, place])
