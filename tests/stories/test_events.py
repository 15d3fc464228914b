"""An event from its claims: best values with reasons, what is disputed, whose voices count."""

from __future__ import annotations

from dragoman.records import Claim, Event, When, Where
from dragoman.stories.events import event
from dragoman.stories.independence import Card

from .conftest import claim, party

CARDS = {
    "a": Card("a", "2023-08-19", "Xinhua", ("Xinhua",), "a"),
    "b": Card("b", "2023-08-19", "Boria Times", (), "b"),
    "c": Card("c", "2023-08-20", "Arland Courier", (), "c"),
    "copy": Card("copy", "2023-08-20", "Evening Post", (), "a", "Xinhua"),
}


def made(*claims: Claim) -> Event:
    return event(claims, CARDS)


def field(one: Event, name: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is told of a disputed field, with the voices that tell it."""
    return [(v.value, v.voices) for d in one.disagreements if d.field == name for v in d.versions]


def test_reports_outlets_and_voices_are_counted_apart() -> None:
    one = made(claim("1", "a"), claim("2", "copy"), claim("3", "b"))
    assert (one.reports, one.outlets, one.voices) == (3, 3, 2)
    assert one.because["voices"].rule == "3 reports, but 2 independent voices: Xinhua, Boria Times"


def test_two_agencies_that_quote_one_official_are_one_voice() -> None:
    official = (party("army spokesman", "BOR", "MIL"),)
    one = made(claim("1", "a", sources=official), claim("2", "b", sources=official))
    assert (one.reports, one.voices, one.credibility) == (2, 1, None)


def test_a_source_whose_country_one_report_leaves_out_is_still_one() -> None:
    one = made(
        claim("1", "a", sources=(party("army spokesman", "BOR", "MIL"),)),
        claim("2", "b", sources=(party("army spokesman", None, "MIL"),)),
    )
    assert one.voices == 1


def test_a_report_adds_no_voice_of_its_own_to_its_source() -> None:
    one = made(claim("1", "b", sources=(party("hospital", "BOR", "MED"),)), claim("2", "b"))
    assert one.voices == 1


def test_independent_voices_that_agree_suggest_that_it_is_confirmed() -> None:
    one = made(claim("1", "a"), claim("2", "c"))
    assert one.credibility == "1"
    reason = "2 independent voices tell it and none denies it: Arland Courier and Xinhua"
    assert one.because["credibility"].rule == reason


def test_who_says_five_dead_and_who_says_twelve() -> None:
    one = made(
        claim("1", "a", counts={"dead": (5, 5)}, sources=(party("hospital", "BOR", "MED"),)),
        claim("2", "c", counts={"dead": (12, 12)}, sources=(party("Defence Ministry", "BOR", "GOV"),)),
    )
    assert field(one, "dead") == [("12", ("Defence Ministry",)), ("5", ("hospital",))]
    assert one.counts == {"dead": (12, 12)}
    assert one.because["dead"].rule == "the figure of the latest day, 2023-08-20; 1 other"


def test_a_voice_that_corrects_itself_does_not_disagree() -> None:
    hospital = (party("hospital", "BOR", "MED"),)
    one = made(
        claim("1", "a", counts={"dead": (5, 5)}, sources=hospital),
        claim("2", "c", counts={"dead": (12, 12)}, sources=hospital),
    )
    assert field(one, "dead") == []
    assert one.counts == {"dead": (12, 12)}


def test_who_tells_it_and_who_denies_it() -> None:
    one = made(
        claim("1", "a", sources=(party("Arland army", "ARL", "MIL"),)),
        claim("2", "b", status="negated", sources=(party("Boria government", "BOR", "GOV"),)),
    )
    assert field(one, "status") == [("denied", ("Boria government",)), ("told as done", ("Arland army",))]
    assert one.credibility is None


def test_who_blames_whom() -> None:
    one = made(claim("1", "a"), claim("2", "b", actors=(party("Arland army", "ARL", "MIL"),)))
    assert {value for value, _ in field(one, "actors")} == {"Boria army", "Arland army"}


def test_the_most_specific_place_and_the_day_told_by_the_words_win() -> None:
    one = made(
        claim("1", "a", when=When(None, None, None, "2023-08-19", "2023-08-19", "report"), where=None),
        claim("2", "b", where=Where("Boria", 1, 6, "Boria", "BOR", precision=6)),
        claim("3", "c", where=Where("Ostry", 1, 6, "Ostry", "BOR", precision=1)),
    )
    assert one.when is not None and one.when.from_ == "2023-08-18"
    assert one.where is not None and one.where.name == "Ostry"


def test_the_id_rests_on_the_earliest_claim_whatever_the_order() -> None:
    first, second = claim("1", "a"), claim("2", "c")
    assert made(first, second) == made(second, first)
    assert made(first).id == made(first, second).id
    assert made(first, second).claims == ("1", "2")
