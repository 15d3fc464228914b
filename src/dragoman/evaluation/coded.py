"""What the evaluators on events share: coding texts by the shipped system, counting sets, writing wrong cases."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from dragoman.coder import Coder
from dragoman.evaluation.shares import f1
from dragoman.reading import read_text
from dragoman.records import Claim, Report


class Text(NamedTuple):
    """A text of a gold file: its id, the text, and the day of publication (ISO) or None for an undated one."""

    id: str
    text: str
    day: str | None = None


def code_texts(texts: Iterable[Text], coder: Coder) -> list[tuple[Report, tuple[Claim, ...]]]:
    """Each text's report and claims, in the order given, for gold files may have an id twice.

    Raises UnreadableReport for a text that the reading room refuses.
    """
    reports = (read_text(one.text, id=one.id, date=one.day, undated=one.day is None) for one in texts)
    return list(coder.code(reports))


class Tally:
    """Hits, predicted and gold members of sets, added up over cases; F1 over all of them."""

    def __init__(self) -> None:
        self.hits = self.predicted = self.gold = 0

    def add(self, gold: Collection[Hashable], predicted: Collection[Hashable]) -> None:
        """Count two collections as multisets: a plain set counts each member once."""
        self.count(sum((Counter(gold) & Counter(predicted)).values()), len(predicted), len(gold))

    def count(self, hits: int, predicted: int, gold: int) -> None:
        """Count what was matched elsewhere."""
        self.hits += hits
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """The share of the predicted that is right, four digits; 0 where nothing is predicted."""
        return round(self.hits / self.predicted, 4) if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that is found, four digits; 0 where there is no gold."""
        return round(self.hits / self.gold, 4) if self.gold else 0.0

    @property
    def f1(self) -> float:
        """F1 as a share of one, four digits."""
        return round(f1(self.hits, self.predicted, self.gold), 4)


def weighted_f1(gold: Sequence[str], predicted: Sequence[str | None]) -> float:
    """F1 by class, weighted by how often the gold has the class; None predicts no class. Four digits."""
    hits = Counter(one for one, other in zip(gold, predicted, strict=True) if one == other)
    n_gold, n_predicted = Counter(gold), Counter(predicted)
    total = sum(f1(hits[name], n_predicted[name], n) * n for name, n in n_gold.items())
    return round(total / len(gold), 4) if gold else 0.0


def share(right: int, of: int) -> float:
    """A share of one, four digits; 0 where there is nothing to share."""
    return round(right / of, 4) if of else 0.0


def write_errors(path: Path | None, cases: Iterable[dict[str, Any]]) -> None:
    """Write wrong cases as JSON lines; no path, no file."""
    if path is not None:
        path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in cases), encoding="utf-8")
