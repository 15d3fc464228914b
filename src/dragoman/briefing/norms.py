"""Whether a week's count is out of the ordinary: the exact conditional test of two Poisson rates.

Given `week` events now and `before` events in the weeks that make the norm, and as exposure all events that the archive
holds of both stretches, the count of this week is binomial under an equal rate (Przyborowski and Wilenski 1940,
Biometrika 31: 313-323). So the flow of news is taken out, and a low baseline takes care of itself: after four weeks
without any, two events say nothing (p .04 at equal flow) and three do (p .008).
"""

from __future__ import annotations

from math import exp, lgamma, log, log1p
from typing import NamedTuple

ALPHA = 0.01
"""A count that the norm gives less often than this is told of."""
LEAST = 3
"""Fewer events than this, counted in a rise or expected in a drop, are told of in no case."""


class Norm(NamedTuple):
    """How a week compares: `expected` is what the norm gives at this week's flow of news; `p` is one-sided."""

    week: int
    expected: float
    p: float
    rises: bool

    @property
    def is_told(self) -> bool:
        """Whether the week is out of the ordinary."""
        return self.p < ALPHA and (self.week if self.rises else self.expected) >= LEAST


def compare(week: int, before: int, week_flow: int, before_flow: int) -> Norm | None:
    """A week's count against its norm; None where no norm can be made of what the archive holds."""
    if week_flow <= 0 or before_flow <= 0:
        return None
    share = week_flow / (week_flow + before_flow)
    expected = before * week_flow / before_flow
    rises = week >= expected
    total = week + before
    p = _tail(week, total, share) if rises else _tail(total - week, total, 1 - share)
    return Norm(week, expected, p, rises)


def _tail(count: int, total: int, share: float) -> float:
    """P(X >= count) of a binomial, summed from the far end, where the terms are smallest."""
    if share >= 1:
        return 1.0
    constant = lgamma(total + 1)
    terms = (
        exp(constant - lgamma(k + 1) - lgamma(total - k + 1) + k * log(share) + (total - k) * log1p(-share))
        for k in range(total, count - 1, -1)
    )
    return min(1.0, sum(terms))
