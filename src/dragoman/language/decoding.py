"""From scores to trees and spans.

Arcs: each word takes its best head; the few sentences where that is no tree with one root are repaired at the least
loss of score. Spans: the best sequence of begin-inside-outside labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

NO_ARC = -1e9


def decode_heads(arcs: Floats, sizes: Sequence[int]) -> Ints:
    """Heads (B, W) from arc scores (B, W, W), row = dependent, column = head, both with the root as 0.

    `sizes` counts words and root. Every sentence gets a tree with one root; places beyond the sentence, and the root
    itself, hold 0.
    """
    import numpy as np

    width = arcs.shape[-1]
    lengths = np.asarray(sizes)
    places = np.arange(width)
    beyond = places[None] >= lengths[:, None]
    scores = np.where(beyond[:, None, :], np.float32(NO_ARC), arcs)
    scores[:, places, places] = NO_ARC
    heads: Ints = scores.argmax(-1)
    heads[beyond] = 0
    heads[:, 0] = 0
    for number in np.flatnonzero(~_are_trees(heads, beyond)):
        size = int(lengths[number])
        heads[number, :size] = repair_tree(heads[number, :size].tolist(), scores[number, :size, :size])
    return heads


def _are_trees(heads: Ints, beyond: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which sentences have exactly one root and no cycle, by pointer jumping."""
    import numpy as np

    roots = ((heads == 0) & ~beyond)[:, 1:].sum(-1)
    ancestors = heads.copy()
    for _ in range(int(heads.shape[1]).bit_length()):
        ancestors = np.take_along_axis(ancestors, ancestors, axis=1)
    trees: NDArray[np.bool_] = (ancestors == 0).all(-1) & (roots == 1)
    return trees


def repair_tree(heads: list[int], scores: Floats) -> list[int]:
    """Make a tree with one root from best heads: break each cycle, then join surplus roots, where it costs least."""
    size = len(heads)
    while True:
        component = _component_of_a_cycle(heads)
        if component is None:
            break
        cycle, members = component
        outside = [place for place in range(size) if place not in members]
        has_root = any(heads[word] == 0 for word in range(1, size) if word not in members)
        targets = [place for place in outside if place != 0] if has_root else [0]
        _move_cheapest(heads, scores, cycle, targets)
    roots = [word for word in range(1, size) if heads[word] == 0]
    if len(roots) > 1:
        kept = max(roots, key=lambda word: float(scores[word, 0] - scores[word, 1:].max()))
        for word in roots:
            if word != kept:
                below = _descendants(heads, word)
                _move_cheapest(heads, scores, [word], [place for place in range(1, size) if place not in below])
    return heads


def _move_cheapest(heads: list[int], scores: Floats, words: Sequence[int], targets: Sequence[int]) -> None:
    """Give one of the words a head among the targets, with the least loss of score."""
    _, word, target = max(
        (float(scores[word, target] - scores[word, heads[word]]), word, target) for word in words for target in targets
    )
    heads[word] = target


def _component_of_a_cycle(heads: list[int]) -> tuple[list[int], set[int]] | None:
    """The words of one cycle, and with them all words that hang on it; None if there is no cycle."""
    state = [0] * len(heads)  # 0 unseen, 1 on the current path, 2 done
    state[0] = 2
    for start in range(1, len(heads)):
        path = []
        word = start
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            cycle = path[path.index(word) :]
            return cycle, _descendants(heads, cycle[0])
        for seen in path:
            state[seen] = 2
    return None


def _descendants(heads: list[int], top: int) -> set[int]:
    """`top` and every word whose chain of heads leads to it."""
    below: dict[int, list[int]] = {}
    for word in range(1, len(heads)):
        below.setdefault(heads[word], []).append(word)
    found = {top}
    stack = [top]
    while stack:
        for word in below.get(stack.pop(), ()):
            if word not in found:
                found.add(word)
                stack.append(word)
    return found


def best_sequences(logs: Floats, sizes: Sequence[int], transitions: Floats) -> Ints:
    """The best label sequences (B, W) for label log-probabilities (B, W, L): Viterbi over all sentences at once.

    `transitions` (L + 1, L) scores a label after each label, in the last row at the start. Word 0, the root, and places
    beyond a sentence hold 0.
    """
    import numpy as np

    count, width, kinds = logs.shape
    lengths = np.asarray(sizes)
    steps = np.ascontiguousarray(transitions[:kinds].T)  # row = label, column = the label before it
    best = logs[:, 1] + transitions[kinds]
    origins = np.zeros((width, count, kinds), np.int64)
    cells = np.arange(count * kinds).reshape(count, kinds) * kinds
    longest = int(lengths.max(initial=0))
    for place in range(2, longest):
        paths = best[:, None, :] + steps[None]
        chosen = paths.argmax(-1)
        further = paths.reshape(-1)[cells + chosen] + logs[:, place]
        inside = (place < lengths)[:, None]
        origins[place] = np.where(inside, chosen, np.arange(kinds))
        best = np.where(inside, further, best)
    labels = np.zeros((count, width), np.int64)
    rows = np.arange(count)
    current = best.argmax(-1)
    for place in range(longest - 1, 0, -1):
        labels[:, place] = np.where(place < lengths, current, 0)
        current = origins[place, rows, current]
    return labels


def spans_of(indices: Sequence[int], labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Spans (first, past last, type) of a sequence of label indices; labels are O, B-x, I-x, B-y, I-y, ..."""
    found: list[tuple[int, int, str]] = []
    start, kind = -1, ""
    for index, number in enumerate([*indices, 0]):
        label = labels[number]
        if start >= 0 and label != f"I-{kind}":
            found.append((start, index, kind))
            start = -1
        if label != "O" and start < 0:
            start, kind = index, label[2:]
    return found


def log_probabilities(scores: Floats) -> Floats:
    """Logarithm of the softmax over the last axis."""
    import numpy as np

    shifted = scores - scores.max(-1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs
