"""What is compared of two tellings: the features of the scorer, each documented, and the gaps that vetoes look at.

A feature is a number from 0 to 1. Where one side does not tell something, the feature for "untold" is 1 and those that
compare it are 0, so that the scorer learns what silence is worth.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.stories.acquaintance import Cast, company
from dragoman.stories.anchors import nearness
from dragoman.stories.gist import likeness
from dragoman.stories.telling import Counts, Site, Telling

FEATURES = {
    "same_anchor": "both acts are told by the same lemma",
    "near_anchor": "nearness of the two lemmas otherwise (kin.tsv, derivation, shared codes of the lexicon)",
    "far_anchor": "the two lemmas have nothing in common",
    "actors": "how well the actors go together",
    "actors_untold": "one of the two names no actor",
    "recipients": "how well the recipients go together",
    "recipients_untold": "one of the two names no recipient",
    "pooled": "how well all parties go together, whatever their side",
    "strangers": "the actors or the recipients exclude each other",
    "same_day": "both are dated to the same day or days by the reports' words",
    "day_by_report": "the days overlap, but one rests on the day of publication only",
    "days_apart": "days between the intervals, a week or more being 1",
    "days_untold": "one of the two is not dated",
    "told_apart": "days between the reports, two weeks or more being 1",
    "same_place": "the same place, or one inside the other",
    "other_place": "two towns that are not the same, or places in two countries",
    "same_mode": "the same mode",
    "other_mode": "two modes that differ",
    "same_content": "the same act is demanded, promised, alleged ...",
    "other_content": "another act is demanded, promised, alleged ...",
    "same_numbers": "a number told by both is the same (dead, injured ...)",
    "other_numbers": "a number told by both differs, by its ratio",
    "sentence": "the share of telling words that the sentences have in common",
    "sentence_names": "the share of names that the sentences have in common",
    "other_names": "both sentences name somebody or something, and none of it is the same",
    "story": "the share of telling words that the reports have in common",
    "names": "the share of names that the reports have in common",
    "few_names": "reports that have less than a fifth of their names in common",
    "many_names": "reports that have more than two fifths of their names in common",
    "much_story": "reports that have more than a third of their telling words in common",
    "anchor_and_names": "the same or a near lemma in reports with the same names",
    "anchor_and_story": "the same or a near lemma in reports on the same story",
    "sentence_and_story": "sentence and story together",
    "same_report": "both stand in one report",
    "repeated": "the same lemma twice in one report",
    "other_status": "one is told as done, the other is denied or told as history",
    "untyped": "mentions without a PLOVER type, as in annotated sets",
}
WEEK, FORTNIGHT = 7, 14
STRANGER = 0.1
FEW, MANY, MUCH = 0.2, 0.4, 1 / 3


class Gaps(NamedTuple):
    """What two tellings differ in, for vetoes: days between their intervals (-1 if either is undated), whether both are
    dated by the reports' words, and how well actors, recipients and crossed sides go together (-1 if untold)."""

    days: int
    exact: bool
    actors: float
    recipients: float
    crossed: float
    place: float


def days_between(one: Telling, other: Telling) -> int:
    """Days between two intervals, 0 if they overlap, -1 if one is not dated."""
    if not one.first or not other.first:
        return -1
    return max(0, one.first - other.last, other.first - one.last)


def same_site(one: Site | None, other: Site | None) -> float:
    """1 for the same place or one inside the other, 0 for two that exclude each other, -1 where nothing tells."""
    if one is None or other is None:
        return -1.0
    if (one.geonames and one.geonames == other.geonames) or one.name == other.name:
        return 1.0
    if one.country and other.country and one.country != other.country:
        return 0.0
    if one.is_town and other.is_town:
        return 0.0
    return 0.7 if one.country and one.country == other.country else -1.0


def gaps(one: Telling, other: Telling) -> Gaps:
    """What the two differ in."""
    actors, recipients = _company(one.actors, other.actors), _company(one.recipients, other.recipients)
    crossed = -1.0
    if actors >= 0 and recipients >= 0:
        crossed = min(company(one.actors, other.recipients), company(one.recipients, other.actors))
    days = days_between(one, other)
    exact = days >= 0 and one.is_exact and other.is_exact
    return Gaps(days, exact, actors, recipients, crossed, same_site(one.site, other.site))


def _company(one: Cast, other: Cast) -> float:
    return company(one, other) if one.sides and other.sides else -1.0


def features(one: Telling, other: Telling, gap: Gaps) -> tuple[float, ...]:
    """The values of FEATURES, in its order; symmetric in the two."""
    near = nearness(one.anchor, other.anchor)
    story = likeness(one.story.words, other.story.words)
    names = likeness(one.story.names, other.story.names)
    sentence = likeness(one.gist.words, other.gist.words)
    own_names = likeness(one.gist.names, other.gist.names)
    named = bool(one.gist.names and other.gist.names)
    same_report = one.report == other.report
    told_numbers = numbers(one.counts, other.counts)
    modes = bool(one.mode and other.mode)
    contents = bool(one.content and other.content)
    told = abs(one.published - other.published) if one.published and other.published else 0
    stranger = (0 <= gap.actors < STRANGER) or (0 <= gap.recipients < STRANGER)
    return (
        float(near == 1.0),
        near if near < 1.0 else 0.0,
        float(near == 0.0),
        max(0.0, gap.actors),
        float(gap.actors < 0),
        max(0.0, gap.recipients),
        float(gap.recipients < 0),
        company(one.everyone, other.everyone),
        float(stranger),
        float(gap.days == 0 and gap.exact),
        float(gap.days == 0 and not gap.exact),
        min(1.0, max(0, gap.days) / WEEK),
        float(gap.days < 0),
        min(1.0, told / FORTNIGHT),
        max(0.0, gap.place),
        float(gap.place == 0.0),
        float(modes and one.mode == other.mode),
        float(modes and one.mode != other.mode),
        float(contents and one.content == other.content),
        float(contents and one.content != other.content),
        float(told_numbers == 1.0),
        1.0 - told_numbers if 0 <= told_numbers < 1.0 else 0.0,
        sentence,
        own_names,
        float(named and own_names == 0.0),
        story,
        names,
        float(names < FEW),
        float(names > MANY),
        float(story > MUCH),
        near * names,
        near * story,
        sentence * story,
        float(same_report),
        float(same_report and near == 1.0),
        float(one.status != other.status),
        float(not one.event or not other.event),
    )


def numbers(one: Counts, other: Counts) -> float:
    """The likeness of the numbers that both tell: 1 where one is the same, else the smaller by the larger; -1 for
    none."""
    if not one or not other:
        return -1.0
    best = -1.0
    told = {what: (low, high) for what, low, high in other}
    for what, low, high in one:
        if what in told:
            first, last = told[what]
            agree = low <= last and first <= high
            best = max(best, 1.0 if agree else min(low, first) / max(low, first, 1))
    return best
