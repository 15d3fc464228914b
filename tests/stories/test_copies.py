"""Wire copies and near duplicates: found, directed, grouped; quotations and splices do not mislead."""

from __future__ import annotations

import itertools

import msgspec

from dragoman.reading import read_text
from dragoman.records import Report
from dragoman.stories import CopyFinder, CopyGroup, groups, provenance

FLOOD = (
    "Arland's army cleared the last road to the river town of Hallum on Monday after ten days of rain. "
    "Engineers laid two bridges across the Sarn and carried food to families who had waited on roofs. "
    "The governor of the province thanked the soldiers and asked for boats, tents and drinking water. "
    "Traders complained that prices of flour had doubled within a week in the markets of the valley. "
    "A train with relief goods left the port in the evening and is expected in the town by noon."
)
COURT = (
    "Cadria's highest court struck down the law on foreign-owned newspapers by seven votes to two. "
    "Judges wrote that the ban had no ground in the constitution and ordered the ministry to pay damages. "
    "Publishers welcomed the ruling and printed it in full on the front pages of their evening editions. "
    "The minister of justice left the building by a side door and gave no answer to waiting reporters."
)


def report(name: str, text: str, date: str = "2021-05-10", outlet: str | None = None) -> Report:
    return msgspec.structs.replace(read_text(text, id=name, date=date), outlet=outlet)


def linked(*reports: Report) -> tuple[CopyGroup, ...]:
    finder = CopyFinder()
    links = [link for one in reports for link in finder.add(one)]
    return groups(links, {one.id: provenance(one) for one in reports})


def test_a_cut_story_under_another_headline_is_a_copy_of_the_earlier_one() -> None:
    cut = "Bridges laid at Hallum\n\n" + " ".join(FLOOD.split(". ")[0:3])
    (group,) = linked(report("whole", FLOOD), report("cut", cut, "2021-05-11"))
    assert (group.original, group.members) == ("whole", ("whole", "cut"))
    assert group.reason == "published 2021-05-11, the other 2021-05-10"


def test_an_agency_credit_beats_the_date() -> None:
    agency = report("agency", FLOOD, "2021-05-11", outlet="Reuters")
    paper = report("paper", FLOOD + "\n\n(Reuters)", "2021-05-10", outlet="Arland Courier")
    (group,) = linked(paper, agency)
    assert (group.original, group.credit, group.reason) == ("agency", "Reuters", "it credits Reuters")


def test_the_same_matter_in_other_words_is_no_copy() -> None:
    other = (
        "Soldiers reached Hallum after more than a week of floods, opening the only way into the town. "
        "Boats and tents are needed, the province's governor said. Flour costs twice what it did, say shopkeepers."
    )
    assert linked(report("a", FLOOD), report("b", other)) == ()


def test_two_reports_that_share_only_a_long_quotation_are_no_copies() -> None:
    words = "“" + FLOOD.replace("“", "").replace("”", "") + "”"
    first = f"In the morning the envoy read a long statement to parliament. {words} He left at once. {COURT}"
    second = f"A letter came to this newspaper by courier. {words} The sender is a teacher who lives near the mill."
    assert linked(report("a", first), report("b", second)) == ()


def test_a_spliced_story_belongs_to_both_groups_and_joins_them_not() -> None:
    spliced = report("spliced", FLOOD + "\n\n" + COURT, "2021-05-12")
    found = linked(report("flood", FLOOD), report("court", COURT), spliced)
    assert [(one.original, one.members, one.spliced) for one in found] == [
        ("court", ("court", "spliced"), ("spliced",)),
        ("flood", ("flood", "spliced"), ("spliced",)),
    ]


def test_groups_do_not_depend_on_the_order_of_arrival() -> None:
    everything = [
        report("whole", FLOOD),
        report("cut", FLOOD[:300], "2021-05-11"),
        report("court", COURT),
        report("spliced", FLOOD + "\n\n" + COURT, "2021-05-12"),
    ]
    outcomes = {linked(*order) for order in itertools.permutations(everything)}
    assert len(outcomes) == 1


def test_a_report_of_a_few_words_has_no_copies() -> None:
    assert linked(report("a", "Rain."), report("b", "Rain.")) == ()
