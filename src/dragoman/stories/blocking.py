"""Keys under which claims that may tell of the same event meet, so that a new claim is compared with few.

A key is made of the type, of whom or where or which word it is about, and of a stretch of days. Two claims are compared
if they share a key. An act dated to some days has the keys of the stretches that it touches with a day to either side;
one that rests on the day of publication may have happened a few days before; an undated one a week. An interval longer
than a month meets others by its years.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from dragoman.stories.acquaintance import SAME_STEM, Cast
from dragoman.stories.anchors import close_kin, kin_rows
from dragoman.stories.telling import Telling

STRETCH_DAYS = 4
SLACK_DAYS = 1
NEWS_DAYS = 3
UNDATED_DAYS = 7
LONGEST_DAYS = 31
MOST_SIDES = 4
MOST_YEARS = 3
UNTIMED = 0


def keys(one: Telling) -> frozenset[int]:
    """The keys of a telling, as 63-bit integers that are the same on every machine."""
    times = stretches(one)
    return frozenset(_number(f"{one.event}\x1f{topic}\x1f{time}") for topic in topics(one) for time in times)


def stretches(one: Telling) -> tuple[int, ...]:
    """The stretches of days in which a telling meets others, by number; a year below nought; 0 for no time at all.

    Two tellings can share a key only if they share a type and a stretch.
    """
    if not one.event or not (one.first or one.published):
        return (UNTIMED,)  # Mentions of annotated sets are few and mostly undated: time keeps none of them apart.
    if one.first and one.last - one.first > LONGEST_DAYS:
        return tuple(-year for year in range(one.first // 366, one.last // 365 + 1))[:MOST_YEARS]
    if one.first:
        first = one.first - (NEWS_DAYS if one.basis == "report" else SLACK_DAYS)
        last = one.last + SLACK_DAYS
    else:
        first, last = one.published - UNDATED_DAYS, one.published + SLACK_DAYS
    days = range(first // STRETCH_DAYS, last // STRETCH_DAYS + 1)
    years = {-(one.first // 366), -(one.first // 365)} if one.status == "historical" and one.first else set()
    return (*sorted(years), *days)


def topics(one: Telling) -> Iterator[str]:
    """What a telling is about, of which two must share one."""
    if not one.event:
        yield f"w{one.anchor}"
        yield f"w{one.anchor[:5]}"
        yield from (f"k{row}" for row in kin_rows(one.anchor))
        return
    everyone = sorted({*_names(one.actors), *_names(one.recipients)})[:MOST_SIDES]
    acts = (one.anchor, *close_kin(one.anchor))
    for place, name in enumerate(everyone):
        yield from (f"a{name}\x1f{act}" for act in acts)
        yield from (f"p{name}\x1f{other}" for other in everyone[place + 1 :])
    for surname in _surnames(one):
        yield f"n{surname}"
    if one.site:
        yield f"s{one.site.geonames or one.site.name}"
    if len(everyone) < 2:
        yield f"m{one.mode}\x1f{one.content}\x1f{everyone[0] if everyone else ''}"
        sectors = sorted({side.sector for side in one.everyone if side.sector})
        yield from (f"g{sector}\x1f{act}" for sector in sectors for act in acts)
        if not sectors:
            yield from (f"w{act}" for act in acts)


def _names(cast: Cast) -> list[str]:
    """A short name for each side: its country, else the start of its first proper word."""
    found = []
    for one in cast.sides[:MOST_SIDES]:
        if one.country:
            found.append(one.country)
        elif one.proper and one.words:
            found.append(one.words[0][: SAME_STEM + 1])
    return found


def _surnames(one: Telling) -> set[str]:
    """The last words of proper names, by which a person is known whatever country a report gives him."""
    sides = (*one.actors.sides[:MOST_SIDES], *one.recipients.sides[:MOST_SIDES])
    return {side.surname for side in sides if side.surname}


def _number(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1
