"""A relation in the making: an episode between a begin and an end, with the signs that bear on it."""

from __future__ import annotations

from datetime import date

from dragoman.stories.relations.signs import Sign
from dragoman.stories.relations.tables import Kind


class Standing:
    """A relation in the making: the signs that bear on it so far."""

    def __init__(self, kind: Kind, first: Sign) -> None:
        self.kind = kind
        self.signs: list[Sign] = []
        self.disputes: list[Sign] = []
        self.begin: Sign | None = first if first.effect == "opens" else None
        self.end: Sign | None = None
        self.lapsed: str | None = None
        self.state = "in_force"
        self.last = ""
        """The last day on which it is told of or acted upon."""
        self.name: str | None = None
        self.subject: str | None = None
        self.take(first)

    @property
    def over(self) -> bool:
        return self.end is not None or self.lapsed is not None

    def take(self, sign: Sign) -> None:
        """Add a sign that supports, weakens or closes it."""
        self.add(sign)
        if sign.effect == "closes":
            self.end, self.state = sign, "ended"
        elif sign.effect == "weakens":
            self.state = "weakened"
        else:
            self.state = "in_force"

    def add(self, sign: Sign) -> None:
        """Keep a sign, which changes nothing of how it stands."""
        self.signs.append(sign)
        self.last = max(self.last, day(sign))
        self.name = self.name or sign.name
        self.subject = self.subject or sign.subject

    def outlived(self, on: str) -> bool:
        """Whether nothing was told of it for longer than its kind's lifetime before a day."""
        return self.kind.lifetime is not None and days_between(self.last, on) > self.kind.lifetime


def day(sign: Sign) -> str:
    """The day at which a sign stands in the order of things; "" where neither the act nor the report is dated."""
    return sign.date or sign.latest or sign.told or ""


def days_between(earlier: str, later: str) -> int:
    """Days from one ISO date to another, 0 where one is unknown or lies outside the calendar of the language."""
    try:
        return (date.fromisoformat(later) - date.fromisoformat(earlier)).days
    except ValueError:
        return 0
