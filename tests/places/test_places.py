from __future__ import annotations

import msgspec

from dragoman.places import Places, where
from dragoman.records import NamedSpan
from tests.places.made import sentence

SAID = """
Moscow Moscow PROPN 2 nsubj
said say VERB 0 root
talks talk NOUN 4 nsubj
ended end VERB 2 ccomp
in in ADP 6 case
Geneva Geneva PROPN 4 obl
. . PUNCT 2 punct
"""
RAID = """
Rebels rebel NOUN 2 nsubj
stormed storm VERB 0 root
a a DET 4 det
base base NOUN 2 obj
in in ADP 6 case
Gao Gao PROPN 4 nmod
, , PUNCT 8 punct
Mali Mali PROPN 6 appos
. . PUNCT 2 punct
"""
URGED = """
Paris Paris PROPN 2 nsubj
urged urge VERB 0 root
Turkey Turkey PROPN 2 obj
to to PART 5 mark
withdraw withdraw VERB 2 xcomp
from from ADP 7 case
Syria Syria PROPN 5 obl
. . PUNCT 2 punct
"""
SANCTIONS = """
Washington Washington PROPN 2 nsubj
imposed impose VERB 0 root
sanctions sanction NOUN 2 obj
on on ADP 5 case
Iran Iran PROPN 3 nmod
. . PUNCT 2 punct
"""
BOMBING = """
The the DET 2 det
bombing bombing NOUN 6 nsubj
of of ADP 4 case
Aleppo Aleppo PROPN 2 nmod
has have AUX 6 aux
stopped stop VERB 0 root
. . PUNCT 6 punct
"""


def gpe(*tokens: int) -> tuple[NamedSpan, ...]:
    return tuple(NamedSpan(token, token + 1, "GPE") for token in tokens)


def test_a_capital_that_speaks_is_its_government(places: Places) -> None:
    report, made = sentence(SAID, gpe(0, 5))
    (mentions,) = places.places(report, [made])
    assert [(m.literal, m.reading) for m in mentions] == [
        (False, "subject of “say”"),
        (True, "“in …” on “end”"),
    ]


def test_the_place_of_what_was_said_is_not_that_of_the_saying(places: Places) -> None:
    report, made = sentence(SAID, gpe(0, 5))
    (mentions,) = places.places(report, [made])
    assert where(mentions, made, 1, report)[0] is None
    found, because = where(mentions, made, 3, report)
    assert found is not None and (found.text, found.country) == ("Geneva", "CHE")
    assert because.rule.startswith("locative “in” on “end”")


def test_a_place_with_its_country_is_one_mention_of_the_narrower(places: Places) -> None:
    report, made = sentence(RAID, gpe(5, 7))
    (mentions,) = places.places(report, [made])
    assert [(m.first, m.last) for m in mentions] == [(5, 8)]
    found, _ = where(mentions, made, 1, report)
    assert found is not None
    assert (found.start, found.end) == (25, 35)
    assert report.text[25:35] == "Gao , Mali"
    assert (found.name, found.country, found.precision) == ("Gao", "MLI", 1)


def test_what_is_urged_does_not_site_the_urging(places: Places) -> None:
    report, made = sentence(URGED, gpe(0, 2, 6))
    (mentions,) = places.places(report, [made])
    assert where(mentions, made, 1, report)[0] is None
    found, _ = where(mentions, made, 4, report)
    assert found is not None and found.country == "SYR"


def test_whom_sanctions_hit_is_no_place(places: Places) -> None:
    report, made = sentence(SANCTIONS, gpe(0, 4))
    (mentions,) = places.places(report, [made])
    assert [m.literal for m in mentions] == [False, False]
    found, because = where(mentions, made, 2, report)
    assert found is None
    assert because.rule == "no place of the sentence is tied to the act"


def test_an_event_of_a_place_happens_there(places: Places) -> None:
    report, made = sentence(BOMBING, gpe(3))
    (mentions,) = places.places(report, [made])
    found, because = where(mentions, made, 1, report)
    assert found is not None and (found.name, found.geonames) == ("Aleppo", 170063)
    assert because.rule.startswith("“bombing of”")
    assert because.span is not None and (because.span.start, because.span.end) == (15, 21)


def test_a_sentence_without_places_says_so(places: Places) -> None:
    report, made = sentence(BOMBING)
    found, because = where((), made, 1, report)
    assert found is None and because.rule == "the sentence names no place"


def test_there_is_the_place_named_last(places: Places) -> None:
    first, one = sentence("Troops troop NOUN 2 nsubj\nentered enter VERB 0 root\nIraq Iraq PROPN 2 obj", gpe(2))
    _, two = sentence("They they PRON 2 nsubj\nfought fight VERB 0 root\nthere there ADV 2 advmod")
    later = msgspec.structs.replace(two, starts=tuple(s + 20 for s in two.starts), ends=tuple(e + 20 for e in two.ends))
    report = msgspec.structs.replace(first, text="Troops entered Iraq They fought there")
    mentions = places.places(report, [one, later])
    found, because = where(mentions[1], later, 1, report)
    assert found is not None and (found.text, found.country) == ("there", "IRQ")
    assert because.rule.startswith("adverb of place")
