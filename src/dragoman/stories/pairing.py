"""Very many pairs of tellings compared at once: the same gaps, features, vetoes and probabilities as for one pair.

What `features.py`, `vetoes.py` and `scoring.py` say of two tellings is said here of arrays of them, by the same
operations in the same order, so that the figures are equal to the last bit (`tests/stories/test_pairing.py`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from dragoman.stories.acquaintance import company
from dragoman.stories.anchors import nearness, opposed
from dragoman.stories.clustering import BARRED
from dragoman.stories.columns import Bools, Columns, Floats, Ints
from dragoman.stories.features import FEW, FORTNIGHT, MANY, MUCH, STRANGER, WEEK, numbers
from dragoman.stories.scoring import LEAST_TOTAL, Scorer
from dragoman.stories.vetoes import ACQUAINTED, Veto, counts_apart, of_type, other_persons, other_speakers

BATCH = 1 << 15
"""Pairs that are judged at a time: what they need stays in the processor's cache."""


class Pairs:
    """Pairs of rows of columns, all of one type; `first` stands before `second` in the tellings' own order."""

    def __init__(self, columns: Columns, first: Ints, second: Ints) -> None:
        self.columns, self.first, self.second = columns, first, second

    def __len__(self) -> int:
        return len(self.first)

    def only(self, chosen: Bools | Ints) -> Pairs:
        """Some of the pairs, with what is known of them."""
        found = Pairs(self.columns, self.first[chosen], self.second[chosen])
        for name, value in self.__dict__.items():
            if name not in ("columns", "first", "second"):
                found.__dict__[name] = value[chosen]
        return found

    def sides(self, name: str) -> tuple[Ints, Ints]:
        """A field of either."""
        column = self.columns.column(name)
        return column[self.first], column[self.second]

    def same(self, name: str) -> Bools:
        """Where both have the same in a field."""
        one, other = self.sides(name)
        return np.equal(one, other)

    def differ(self, name: str) -> Bools:
        """Where both have something in a field, and not the same."""
        one, other = self.sides(name)
        found: Bools = (one != other) & (one > 0) & (other > 0)
        return found

    def agree(self, name: str) -> Bools:
        """Where both have the same in a field, and something."""
        one, other = self.sides(name)
        found: Bools = (one == other) & (one > 0)
        return found

    def valued(self, name: str, known: Sequence[Any], function: Callable[[Any, Any], float]) -> Floats:
        """What a function makes of the values of a field, each two values once."""
        return valued(*self.sides(name), known, function)

    @cached_property
    def days(self) -> Ints:
        (first, later), (last, other_last) = self.sides("first"), self.sides("last")
        apart = np.maximum(0, np.maximum(first - other_last, later - last))
        return np.where((first == 0) | (later == 0), -1, apart)

    @cached_property
    def exact(self) -> Bools:
        one, other = self.sides("is_exact")
        return (self.days >= 0) & (one > 0) & (other > 0)

    @cached_property
    def actors(self) -> Floats:
        return self._company(*self.sides("actors"))

    @cached_property
    def recipients(self) -> Floats:
        return self._company(*self.sides("recipients"))

    @cached_property
    def crossed(self) -> Floats:
        (actors, other_actors), (recipients, other_recipients) = self.sides("actors"), self.sides("recipients")
        there = self._company(actors, other_recipients)
        back = self._company(recipients, other_actors)
        return np.where((self.actors >= 0) & (self.recipients >= 0), np.minimum(there, back), -1.0)

    @cached_property
    def place(self) -> Floats:
        one, other = self.sides("site")
        columns = self.columns
        geonames, country, town = (columns.of_sites(name) for name in ("geonames", "country", "is_town"))
        name = columns.of_sites("name")
        same = ((geonames[one] > 0) & (geonames[one] == geonames[other])) | (name[one] == name[other])
        both = (country[one] > 0) & (country[other] > 0)
        abroad = both & (country[one] != country[other])
        towns = (town[one] > 0) & (town[other] > 0)
        found = np.where(both & ~abroad, 0.7, -1.0)
        found = np.where(abroad | towns, 0.0, found)
        return np.where((one == 0) | (other == 0), -1.0, np.where(same, 1.0, found))

    def _company(self, one: Ints, other: Ints) -> Floats:
        found = valued(one, other, self.columns.casts.known, company)
        return np.where((one > 0) & (other > 0), found, -1.0)


def valued(one: Ints, other: Ints, known: Sequence[Any], function: Callable[[Any, Any], float]) -> Floats:
    """What a function makes of values by their numbers, each two values once."""
    size = len(known)
    codes, back = np.unique(one * size + other, return_inverse=True)
    found = [function(known[code // size], known[code % size]) for code in codes.tolist()]
    return np.array(found, np.float64)[back]


def _strange(found: Floats) -> Bools:
    return (found >= 0) & (found <= STRANGER)


def _crossed(pairs: Pairs) -> Bools:
    return (pairs.crossed >= ACQUAINTED) & (np.minimum(pairs.actors, pairs.recipients) < ACQUAINTED)


CHEAP: dict[str, Callable[[Pairs], Bools]] = {
    "exact": lambda pairs: pairs.exact,
    "dated": lambda pairs: (pairs.sides("is_dated")[0] > 0) & (pairs.sides("is_dated")[1] > 0),
    "other place": lambda pairs: pairs.place == 0.0,
    "other mode": lambda pairs: pairs.differ("mode"),
    "other content": lambda pairs: pairs.differ("content"),
    "plan and deed": lambda pairs: ~pairs.same("is_plan"),
    "other report": lambda pairs: ~pairs.same("report"),
    "same report": lambda pairs: pairs.same("report"),
}
"""Conditions of vetoes that cost little: the rows that need no other go first."""

CONDITIONS: dict[str, Callable[[Pairs], Bools]] = {
    **CHEAP,
    "opposed words": lambda pairs: pairs.valued("anchor", pairs.columns.texts.known, opposed) > 0,
    "actors differ": lambda pairs: _strange(pairs.actors),
    "recipients differ": lambda pairs: _strange(pairs.recipients),
    "other persons": lambda pairs: pairs.valued("recipients", pairs.columns.casts.known, other_persons) > 0,
    "other speakers": lambda pairs: pairs.valued("actors", pairs.columns.casts.known, other_speakers) > 0,
    "crossed": _crossed,
    "other counts": lambda pairs: pairs.valued("counts", pairs.columns.counted.known, counts_apart) > 0,
}


def barred(pairs: Pairs, rows: Sequence[Veto]) -> Bools:
    """Which pairs a row of the vetoes keeps apart."""
    found = np.zeros(len(pairs), np.bool_)
    for row in rows:
        held = pairs.days >= row.days
        for name in row.names:
            if held.any():
                held &= CONDITIONS[name](pairs)
        found |= held
    return found


def features(pairs: Pairs) -> list[Floats | Bools]:
    """The values of FEATURES for each pair, in its order (`features.features`)."""
    columns = pairs.columns
    near = pairs.valued("anchor", columns.texts.known, nearness)
    stories = pairs.sides("story")
    story, names = columns.stories.likeness(*stories), columns.story_names.likeness(*stories)
    rows = pairs.first, pairs.second
    sentence, own_names = columns.sentences.likeness(*rows), columns.sentence_names.likeness(*rows)
    named = columns.sentence_names.filled(pairs.first) & columns.sentence_names.filled(pairs.second)
    published, other_published = pairs.sides("published")
    told = np.where((published > 0) & (other_published > 0), np.abs(published - other_published), 0)
    counts = pairs.valued("counts", columns.counted.known, numbers)
    same_report = pairs.same("report")
    event, other_event = pairs.sides("event")
    days, actors, recipients = pairs.days, pairs.actors, pairs.recipients
    everyone = pairs.valued("everyone", columns.casts.known, company)
    strangers = ((actors >= 0) & (actors < STRANGER)) | ((recipients >= 0) & (recipients < STRANGER))
    return [
        near == 1.0,
        np.where(near < 1.0, near, 0.0),
        near == 0.0,
        np.maximum(0.0, actors),
        actors < 0,
        np.maximum(0.0, recipients),
        recipients < 0,
        everyone,
        strangers,
        (days == 0) & pairs.exact,
        (days == 0) & ~pairs.exact,
        np.minimum(1.0, np.maximum(0, days) / WEEK),
        days < 0,
        np.minimum(1.0, told / FORTNIGHT),
        np.maximum(0.0, pairs.place),
        pairs.place == 0.0,
        pairs.agree("mode"),
        pairs.differ("mode"),
        pairs.agree("content"),
        pairs.differ("content"),
        counts == 1.0,
        np.where((counts >= 0) & (counts < 1.0), 1.0 - counts, 0.0),
        sentence,
        own_names,
        named & (own_names == 0.0),
        story,
        names,
        names < FEW,
        names > MANY,
        story > MUCH,
        near * names,
        near * story,
        sentence * story,
        same_report,
        same_report & (near == 1.0),
        ~pairs.same("status"),
        (event == 0) | (other_event == 0),
    ]


def probabilities(pairs: Pairs, scorer: Scorer) -> Floats:
    """The probability that each pair tells of the same event (`Scorer.probability`)."""
    total = np.full(len(pairs), scorer.bias)
    for weight, value in zip(scorer.weights, features(pairs), strict=True):
        if weight:
            total += weight * value
    # The exponential of the mathematical library: numpy's own may differ from it in the last bit.
    found = (1.0 / (1.0 + math.exp(-one)) if one > LEAST_TOTAL else 0.0 for one in total.tolist())
    return np.fromiter(found, np.float64, len(total))


def judge(columns: Columns, first: Ints, second: Ints, scorer: Scorer) -> Floats:
    """The probability that pairs of rows of one type tell of the same event; BARRED where a veto keeps them apart."""
    scores = np.full(len(first), BARRED)
    for start in range(0, len(first), BATCH):
        part = slice(start, start + BATCH)
        scores[part] = _judged(Pairs(columns, first[part], second[part]), scorer)
    return scores


def _judged(pairs: Pairs, scorer: Scorer) -> Floats:
    scores = np.full(len(pairs), BARRED)
    rows = of_type(pairs.columns.tellings[int(pairs.first[0])].event)
    cheap = [row for row in rows if all(name in CHEAP for name in row.names)]
    open_ = np.flatnonzero(~barred(pairs, cheap))
    kept = pairs.only(open_)
    still = ~barred(kept, [row for row in rows if row not in cheap])
    if still.any():
        scores[open_[still]] = probabilities(kept.only(still), scorer)
    return scores
