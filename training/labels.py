"""The ordered label inventories of the heads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from training.examples import ACT_LABELS, ATTRIBUTION_LABELS, ROLE_LABELS, SPAN_LABELS, Example

RARE_RELATION = 3


@dataclass(frozen=True)
class Labels:
    """What each head tells apart, in the order of its scores."""

    tags: tuple[str, ...]
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    spans: tuple[str, ...] = SPAN_LABELS
    attribution: tuple[str, ...] = ATTRIBUTION_LABELS
    acts: tuple[str, ...] = ACT_LABELS
    roles: tuple[str, ...] = ROLE_LABELS

    def sizes(self) -> dict[str, int]:
        """How many labels each head has."""
        return {name: len(labels) for name, labels in asdict(self).items()}

    def indices(self) -> Mapping[str, Mapping[str, int]]:
        """Label to place, by head; contents have the labels of acts."""
        found = {name: {label: place for place, label in enumerate(rows)} for name, rows in asdict(self).items()}
        return found | {"contents": found["acts"]}


def inventory(trees: Sequence[Example]) -> Labels:
    """The labels of the trees, most frequent first; relations seen less than three times are left out."""
    tags = Counter(tag for example in trees for tag in example.tags)
    upos = Counter(tag for example in trees for tag in example.upos)
    relations = Counter(name for example in trees for name in example.relations)
    frequent = (name for name, count in relations.most_common() if count >= RARE_RELATION)
    return Labels(tuple(t for t, _ in tags.most_common()), tuple(t for t, _ in upos.most_common()), tuple(frequent))
