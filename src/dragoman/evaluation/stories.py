"""`stories`: events of our own stories, from raw text: coded, copies found, merged, built.

The claims of all stories are merged together. Scored are the coded claims whose words overlap a gold anchor: claims
that gold does not mark take part in the merging and are counted, not scored; gold anchors without a claim lower
`coded`. The `gold` figures merge the claims that gold marks alone, and score every anchor: one without a claim is an
event by itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.coder import Coder
from dragoman.evaluation.coded import write_errors
from dragoman.evaluation.coreference import Score, bcubed, conll_f1
from dragoman.evaluation.story_texts import Anchor, Stories, read_stories
from dragoman.records import Claim, Event, Report
from dragoman.stories.copies import CopyFinder, groups, provenance
from dragoman.stories.events import event
from dragoman.stories.independence import Card
from dragoman.stories.merging import merge
from dragoman.stories.telling import Telling, telling


def cards(reports: Sequence[Report]) -> dict[str, Card]:
    """The cards of reports among which copies were looked for."""
    finder = CopyFinder()
    links = [link for report in reports for link in finder.add(report)]
    known = {report.id: provenance(report) for report in reports}
    copied = {
        member: group for group in groups(links, known) for member in group.members if member not in group.spliced
    }
    return {
        report.id: Card(
            report.id,
            report.published,
            report.outlet,
            known[report.id].credits,
            copied[report.id].original if report.id in copied else report.id,
            copied[report.id].credit if report.id in copied else None,
        )
        for report in reports
    }


def tellings(reports: Sequence[Report], claims: Mapping[str, Sequence[Claim]]) -> list[Telling]:
    """The tellings of coded reports."""
    return [telling(report, claim) for report in reports for claim in claims[report.id]]


def matched(claims: Sequence[Claim], anchors: Sequence[Anchor]) -> dict[str, str]:
    """The gold event of each claim whose words overlap an anchor, by claim id; one claim an anchor, the first."""
    by_report: dict[str, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        by_report[anchor.report].append(anchor)
    found: dict[str, str] = {}
    used: set[Anchor] = set()
    for claim in claims:
        for anchor in by_report[claim.report]:
            if anchor not in used and claim.anchor.start < anchor.end and anchor.start < claim.anchor.end:
                found[str(claim.id)] = anchor.event
                used.add(anchor)
                break
    return found


def evaluate(path: Path, errors: Path | None = None) -> dict[str, Any]:
    """`bcubed_f1`, `conll_f1`, `baseline_bcubed_f1` (same type and lemma), shares of facts right, copies, and `n`."""
    stories = read_stories(path)
    claims = {report.id: found for report, found in Coder().code(stories.reports)}
    everything = [claim for report in stories.reports for claim in claims[report.id]]
    gold = matched(everything, stories.anchors)
    told = tellings(stories.reports, claims)
    clusters = merge(told)
    label = {told[member].claim: number for number, found in enumerate(clusters) for member in found}
    scored = [one for one in told if one.claim in gold]
    key = [gold[one.claim] for one in scored]
    response = [label[one.claim] for one in scored]
    baseline = [(one.event, one.anchor) for one in scored]
    known = cards(stories.reports)
    by_id = {str(claim.id): claim for claim in everything}
    events = [event([by_id[told[member].claim] for member in found], known) for found in clusters]
    write_errors(errors, _errors(scored, key, response))
    own, alone = bcubed(key, response), _alone(scored, key, stories.anchors)
    return {
        "bcubed_f1": round(own.f1, 4),
        "bcubed_precision": round(own.precision, 4),
        "bcubed_recall": round(own.recall, 4),
        "conll_f1": round(conll_f1(key, response), 4),
        "gold_bcubed_f1": round(alone.f1, 4),
        "gold_bcubed_precision": round(alone.precision, 4),
        "gold_bcubed_recall": round(alone.recall, 4),
        "baseline_bcubed_f1": round(bcubed(key, baseline).f1, 4),
        "coded": round(len(scored) / len(stories.anchors), 4),
        "unmarked_claims": len(everything) - len(scored),
        **_facts(stories, events, gold),
        "copies_found": _copies(stories, known),
        "stories": stories.number,
        "reports": len(stories.reports),
        "events": len(set(key)),
        "n": len(scored),
    }


def _alone(scored: Sequence[Telling], key: Sequence[str], anchors: Sequence[Anchor]) -> Score:
    """B-cubed over all anchors where only the claims that gold marks are merged."""
    label = {member: number for number, found in enumerate(merge(scored)) for member in found}
    missing = sorted((Counter(anchor.event for anchor in anchors) - Counter(key)).elements())
    response = [label[member] for member in range(len(scored))]
    return bcubed([*key, *missing], [*response, *range(len(scored), len(anchors))])


def _facts(stories: Stories, events: Sequence[Event], gold: Mapping[str, str]) -> dict[str, Any]:
    """The share of facts that the largest event of each gold event has right."""
    best: dict[str, tuple[int, Event]] = {}
    for one in events:
        for name in {gold[claim] for claim in one.claims if claim in gold}:
            size = sum(gold.get(claim) == name for claim in one.claims)
            if size > best.get(name, (0, one))[0]:
                best[name] = size, one
    right: dict[str, list[bool]] = defaultdict(list)
    for fact in stories.facts:
        found = best[fact.event][1] if fact.event in best else None
        if fact.what == "voices":
            right["voices_right"].append(found is not None and found.voices == int(fact.value))
        else:
            told = {one.field for one in found.disagreements} if found else set()
            right["disputes_found"].append(fact.value in told)
    return {what: round(sum(values) / len(values), 4) for what, values in sorted(right.items())}


def _copies(stories: Stories, known: Mapping[str, Card]) -> float | None:
    if not stories.copies:
        return None
    same = [known[copy].copy_of == known[original].copy_of for copy, original in stories.copies]
    return round(sum(same) / len(same), 4)


def _errors(scored: Sequence[Telling], key: Sequence[str], response: Sequence[int]) -> list[dict[str, Any]]:
    """Pairs that were merged or kept apart against gold."""
    wrong = []
    for place, one in enumerate(scored):
        for at in range(place):
            if (key[place] == key[at]) != (response[place] == response[at]):
                other = scored[at]
                wrong.append(
                    {
                        "gold": "same" if key[place] == key[at] else "different",
                        "events": [key[at], key[place]],
                        "anchors": [other.anchor, one.anchor],
                        "types": [other.event, one.event],
                        "reports": [other.report, one.report],
                    }
                )
    return wrong
