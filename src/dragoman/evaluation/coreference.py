"""Scores of clusterings: B-cubed, MUC, CEAF-e, and their mean, the CoNLL F1.

Bagga and Baldwin 1998 (B-cubed), Vilain et al. 1995 (MUC), Luo 2005 (CEAF, here with its entity similarity phi-4),
Pradhan et al. 2012 (the mean of the three). Key and response cluster the same mentions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

Labels = Sequence[Hashable]


class Score(NamedTuple):
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def bcubed(key: Labels, response: Labels) -> Score:
    """For each mention, how much of its cluster shares its gold cluster, and the reverse."""
    if not key:
        return Score(0.0, 0.0)
    both = Counter(zip(key, response, strict=True))
    keys, responses = Counter(key), Counter(response)
    precision = sum(n * n / responses[cluster] for (_, cluster), n in both.items()) / len(key)
    recall = sum(n * n / keys[chain] for (chain, _), n in both.items()) / len(key)
    return Score(precision, recall)


def muc(key: Labels, response: Labels) -> Score:
    """Links kept: what must be cut from a gold chain to fit the response, and the reverse."""
    return Score(_links(response, key), _links(key, response))


def _links(whole: Labels, parts: Labels) -> float:
    sizes = Counter(whole)
    pieces = Counter(chain for chain, _ in set(zip(whole, parts, strict=True)))
    possible = sum(size - 1 for size in sizes.values())
    return sum(sizes[chain] - pieces[chain] for chain in sizes) / possible if possible else 0.0


def ceaf_e(key: Labels, response: Labels) -> Score:
    """The best one-to-one alignment of clusters under phi-4 (twice the overlap over the two sizes)."""
    both = Counter(zip(key, response, strict=True))
    keys, responses = Counter(key), Counter(response)
    total = _best(both, keys, responses)
    return Score(total / len(responses) if responses else 0.0, total / len(keys) if keys else 0.0)


def _best(
    both: Mapping[tuple[Hashable, Hashable], int], keys: Counter[Hashable], responses: Counter[Hashable]
) -> float:
    """The value of the best alignment, found in each connected part of the overlaps by itself."""
    import networkx

    graph = networkx.Graph()
    for (chain, cluster), n in both.items():
        graph.add_edge(("key", chain), ("response", cluster), weight=2 * n / (keys[chain] + responses[cluster]))
    pairs = networkx.max_weight_matching(graph)
    return float(sum(graph[one][other]["weight"] for one, other in pairs))


def conll_f1(key: Labels, response: Labels) -> float:
    """The mean F1 of MUC, B-cubed and CEAF-e."""
    return (muc(key, response).f1 + bcubed(key, response).f1 + ceaf_e(key, response).f1) / 3
