"""Times: from "three days after" and "late 2019" to intervals of days, and from them to the date of a claim."""

from dragoman.times.dating import when
from dragoman.times.expressions import Clock, TimeExpression

__all__ = ["Clock", "TimeExpression", "when"]
