"""The company of a report's places: how much each country, division and patch of ground weighs by all its names."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dragoman.places.gazetteer import Entry

COUNTRY_WEIGHT = 3.0
ADMIN1_WEIGHT = 3.5
NEAR_WEIGHT = 2.4
WIDE = frozenset({"country", "continent", "region", "sea", "ocean"})
"""Kinds too wide to lie near something."""
CELLS_A_DEGREE = 1.0

Belief = Sequence[tuple[Entry, float]]


class Company:
    """Sums of the beliefs of all names; each name takes its own out before it asks for support."""

    def __init__(self, hints: Mapping[str, float]) -> None:
        self._countries: dict[str, float] = dict(hints)
        self._admin1: dict[str, float] = {}
        self._cells: dict[tuple[int, int], float] = {}
        self._total = sum(hints.values())
        self._total_admin1 = 0.0

    def add(self, belief: Belief, weight: float) -> None:
        """Count a name's readings, each with its share of the weight; a negative weight takes them out again."""
        countries, admin1, cells = self._countries, self._admin1, self._cells
        for entry, share in belief:
            part = weight * share
            if entry.country:
                countries[entry.country] = countries.get(entry.country, 0.0) + part
                self._total += part
            elif entry.area:
                for country in entry.area:
                    countries[country] = countries.get(country, 0.0) + part / (2 * len(entry.area))
                self._total += part / 2
            if entry.admin1:
                admin1[entry.admin1] = admin1.get(entry.admin1, 0.0) + part
                self._total_admin1 += part
            if entry.kind not in WIDE and entry.kind != "admin1":
                cell = (int(entry.lat * CELLS_A_DEGREE), int(entry.lon * CELLS_A_DEGREE))
                cells[cell] = cells.get(cell, 0.0) + part

    def support(self, entry: Entry) -> float:
        """What the other names say for a reading: its country, its division, and places within a degree or two."""
        score = 0.0
        if entry.country and self._total > 0.01:
            score += COUNTRY_WEIGHT * self._countries.get(entry.country, 0.0) / self._total
        if entry.admin1 and self._total_admin1 > 0.01:
            score += ADMIN1_WEIGHT * self._admin1.get(entry.admin1, 0.0) / self._total_admin1
        if self._cells and entry.kind not in WIDE:
            row, column = int(entry.lat * CELLS_A_DEGREE), int(entry.lon * CELLS_A_DEGREE)
            get = self._cells.get
            near = sum(get((row + i, column + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))
            if near > 0.01:
                score += NEAR_WEIGHT * (1 - math.exp(-near))
        return score

    def leading_country(self) -> tuple[str | None, float]:
        """The country that weighs most, with its share."""
        if self._total <= 0:
            return None, 0.0
        country = max(self._countries, key=lambda code: (self._countries[code], code))
        return country, self._countries[country] / self._total
