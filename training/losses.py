"""What a batch costs: against the labels of its task, and against what teachers say of it."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.model import Dragoman
from training.packed import UNKNOWN, Batch

SPAN_WEIGHT, TAG_WEIGHT, STATUS_WEIGHT, CONTENT_WEIGHT = 1.5, 0.5, 0.5, 0.5
SOFT_WEIGHTS = {
    "arcs": 1.0, "relations": 1.0, "tags": 0.5, "upos": 0.5, "spans": 1.5, "attribution": 0.5,
    "acts": 1.5, "contents": 0.3, "roles": 1.0,
}  # fmt: skip
LIKELY_ACT = 0.2
"""Roles are taught at words that the teachers take for an anchor with at least this probability."""


def words_of(model: Dragoman, batch: Batch) -> Tensor:
    """The vectors of a batch's words."""
    return model.words(batch.pieces, batch.shapes, batch.attended, batch.first, batch.last)


def cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    """Mean over the words that have a label."""
    return functional.cross_entropy(scores.float().flatten(0, -2), targets.flatten(), ignore_index=UNKNOWN)


def task_loss(model: Dragoman, words: Tensor, batch: Batch) -> Tensor:
    """The loss of a batch against its task's labels; nothing for text without labels."""
    if batch.task == "trees":
        return _trees(model, words, batch)
    if batch.task == "spans":
        allowed = batch.labels["spans"]
        scores = model.spans(words).float()
        reached = scores.masked_fill(~allowed, -1e4).logsumexp(-1)
        marked = allowed.any(-1).float()
        loss: Tensor = SPAN_WEIGHT * ((scores.logsumexp(-1) - reached) * marked).sum() / marked.sum().clamp(min=1)
        return loss
    if batch.task == "attribution":
        return cross_entropy(model.attribution(words), batch.labels["attribution"])
    if batch.task == "status":
        return _status(model, words, batch)
    if batch.task == "pairs":
        return _told(model, words, batch)
    if batch.task in ("acts", "rows", "prose"):
        return _acts(model, words, batch)
    return words.new_zeros(())


def _trees(model: Dragoman, words: Tensor, batch: Batch) -> Tensor:
    gold = batch.labels
    return (
        cross_entropy(model.arcs(words, batch.real), gold["heads"])
        + cross_entropy(model.relations(words, gold["heads"]), gold["relations"])
        + TAG_WEIGHT * cross_entropy(model.tags(words), gold["tags"])
        + TAG_WEIGHT * cross_entropy(model.upos(words), gold["upos"])
    )


def _status(model: Dragoman, words: Tensor, batch: Batch) -> Tensor:
    """Which words are events, and how sure they are."""
    values = batch.labels["status"]
    known = batch.real.clone()
    known[:, 0] = False
    happened = known & ~values.isnan()
    scores = model.status(words).float()
    event = functional.binary_cross_entropy_with_logits(scores[..., 0], happened.float(), reduction="none")
    error = functional.smooth_l1_loss(scores[..., 1], values.nan_to_num(), reduction="none")
    return (event * known).sum() / known.sum() + STATUS_WEIGHT * (error * happened).sum() / happened.sum().clamp(min=1)


def _acts(model: Dragoman, words: Tensor, batch: Batch) -> Tensor:
    """Types of anchors, contents of speech acts, and at each gold anchor the role of every word."""
    types, contents = model.acts(words)
    loss = cross_entropy(types, batch.labels["acts"])
    if bool((batch.labels["contents"] != UNKNOWN).any()):
        loss = loss + CONTENT_WEIGHT * cross_entropy(contents, batch.labels["contents"])
    at, roles = batch.labels["role_at"], batch.labels["role"]
    known = batch.labels["roles_known"].nonzero()[:, 0]
    anchors = (batch.labels["acts"][known] > 0).nonzero()
    if len(at) == 0 or len(anchors) == 0:
        return loss
    rows, places = known[anchors[:, 0]], anchors[:, 1]
    wanted = torch.zeros(len(rows), words.shape[1], dtype=torch.long, device=words.device)
    number = torch.full(batch.real.shape, -1, dtype=torch.long, device=words.device)
    number[rows, places] = torch.arange(len(rows), device=words.device)
    of = number[at[:, 0], at[:, 1]]
    wanted[of[of >= 0], at[of >= 0, 2]] = roles[of >= 0]
    wanted = wanted.masked_fill(~batch.real[rows], UNKNOWN)
    return loss + cross_entropy(model.roles(words[rows, places], words[rows]), wanted)


def _told(model: Dragoman, words: Tensor, batch: Batch) -> Tensor:
    """Some word of the sentence tells of one of the allowed types: minus the log of the likeliest word's chance."""
    types, _ = model.acts(words)
    chances = types.float().log_softmax(-1).masked_fill(~batch.labels["told"][:, None], -1e4).logsumexp(-1)
    return -chances.masked_fill(~batch.real, -1e4).max(-1).values.mean()


@torch.no_grad()
def soften(syntax: Sequence[Dragoman], acts: Sequence[Dragoman], batch: Batch) -> dict[str, Tensor]:
    """The mean of what teachers say: log-probabilities by head, in half precision; `heads` (B, W) pairs relations.

    `syntax` teach tags, trees, spans, attribution and status, `acts` teach acts, contents and roles.
    """
    states = [words_of(model, batch) for model in syntax]
    soft = {"arcs": _mean([m.arcs(w, batch.real) for m, w in zip(syntax, states, strict=True)])}
    gold = batch.labels["heads"]
    heads = torch.where(gold >= 0, gold, soft["arcs"].argmax(-1))
    soft["relations"] = _mean([m.relations(w, heads) for m, w in zip(syntax, states, strict=True)])
    for name in ("tags", "upos", "spans", "attribution"):
        soft[name] = _mean([getattr(m, name)(w) for m, w in zip(syntax, states, strict=True)])
    status = torch.stack([m.status(w).float() for m, w in zip(syntax, states, strict=True)]).mean(0)
    states = [words_of(model, batch) for model in acts]
    both = [m.acts(w) for m, w in zip(acts, states, strict=True)]
    soft["acts"], soft["contents"] = _mean([types for types, _ in both]), _mean([contents for _, contents in both])
    likely = ((1 - soft["acts"][..., 0].float().exp() > LIKELY_ACT) & batch.real).nonzero()
    if len(likely):
        soft["roles"] = _mean(
            [m.roles(w[likely[:, 0], likely[:, 1]], w[likely[:, 0]]) for m, w in zip(acts, states, strict=True)]
        )
    return soft | {"heads": heads, "status": status.half(), "likely": likely}


def _mean(scores: Sequence[Tensor]) -> Tensor:
    shares = torch.stack([rows.float().softmax(-1) for rows in scores]).mean(0)
    return shares.clamp(min=1e-7).log().half()


def soft_loss(model: Dragoman, words: Tensor, batch: Batch) -> Tensor:
    """The weighted divergence from what the teachers say of the batch."""
    soft = batch.soft
    assert soft is not None
    types, contents = model.acts(words)
    own = {
        "arcs": model.arcs(words, batch.real),
        "relations": model.relations(words, soft["heads"]),
        "acts": types,
        "contents": contents,
    }
    own |= {name: getattr(model, name)(words) for name in ("tags", "upos", "spans", "attribution")}
    likely = 1 - soft["acts"][..., 0].float().exp()
    named = batch.real.clone()
    named[:, 0] = False
    shares = {"contents": likely * named} | dict.fromkeys(own.keys() - {"contents"}, named.float())
    total = sum(SOFT_WEIGHTS[name] * _divergence(own[name], soft[name], shares[name]) for name in own)
    if len(soft["likely"]):
        rows, places = soft["likely"].unbind(1)
        scores = model.roles(words[rows, places], words[rows])
        total = total + SOFT_WEIGHTS["roles"] * _divergence(scores, soft["roles"], batch.real[rows].float())
    status, taught = model.status(words).float(), soft["status"].float()
    happened = taught[..., 0].sigmoid() * named
    event = functional.binary_cross_entropy_with_logits(status[..., 0], taught[..., 0].sigmoid(), reduction="none")
    error = functional.smooth_l1_loss(status[..., 1], taught[..., 1], reduction="none")
    total = total + (event * named).sum() / named.sum()
    result: Tensor = total + STATUS_WEIGHT * (error * happened).sum() / happened.sum().clamp(min=1)
    return result


def _divergence(scores: Tensor, taught: Tensor, share: Tensor) -> Tensor:
    """Mean over words, weighted by `share`, of the cross entropy with the teachers' probabilities."""
    logs = taught.float()
    costs = (logs.exp() * (logs - scores.float().log_softmax(-1))).sum(-1)
    return (costs * share).sum() / share.sum().clamp(min=1)
