from __future__ import annotations

from dragoman.places.scene import carried
from dragoman.records import Where

TUNIS = Where("Tunis", 10, 15, "Tunis", "TUN")


def test_an_attack_told_again_keeps_its_place_without_offsets() -> None:
    found = carried("ASSAULT", [("ASSAULT", TUNIS), ("REQUEST", None), ("ASSAULT", None)])
    assert found is not None
    place, because = found
    assert (place.text, place.start, place.name, place.country) == (None, None, "Tunis", "TUN")
    assert because.span is not None and because.span.text == "Tunis"


def test_a_speech_act_keeps_no_place() -> None:
    assert carried("REQUEST", [("REQUEST", TUNIS)]) is None


def test_nothing_told_before_gives_nothing() -> None:
    assert carried("ASSAULT", [("PROTEST", TUNIS)]) is None
