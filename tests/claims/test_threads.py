"""Later mentions take the parties of earlier ones."""

from __future__ import annotations

import msgspec

from dragoman.claims import threads
from dragoman.records import Claim, Party, Span, Where

REBELS = Party("Rebels", 0, 6, "rebels (Mali)", "MLI", "REB")
BASE = Party("a base", 16, 22, "Malian army", "MLI", "MIL")
TROOPS = Party("French troops", 40, 53, "French troops", "FRA", "MIL")


def claim(actors: tuple[Party, ...] = (), recipients: tuple[Party, ...] = (), mode: str | None = None) -> Claim:
    return Claim("r", 0, 60, Span("attack", 7, 13), "ASSAULT", mode, None, "actual", actors, recipients, (), None, None)


def test_the_attack_takes_both_sides_without_their_words() -> None:
    told = threads.fill(claim(), [claim((REBELS,), (BASE,))], nominal=True)
    assert [(p.name, p.text, p.start) for p in told.actors] == [("rebels (Mali)", None, None)]
    assert [p.country for p in told.recipients] == ["MLI"]


def test_an_act_between_others_is_another_act() -> None:
    told = threads.fill(claim((TROOPS,)), [claim((REBELS,), (BASE,))], nominal=True)
    assert told.recipients == ()


def test_a_later_noun_takes_the_means() -> None:
    told = threads.fill(claim(), [claim((REBELS,), (BASE,), mode="drone")], nominal=True)
    assert told.mode == "drone"


def test_attacks_of_one_sentence_share_their_means() -> None:
    told = threads.same_means([claim((REBELS,), (BASE,)), claim((), (BASE,), mode="explosives")])
    assert [one.mode for one in told] == ["explosives", "explosives"]


def test_an_attack_without_a_victim_hits_its_place() -> None:
    placed = msgspec.structs.replace(claim(), where=Where("Tunis", 20, 25, "Tunis", "TUN"))
    assert [p.country for p in threads.hit_place(placed).recipients] == ["TUN"]


def named(one: Claim, anchor: str, status: str = "actual") -> Claim:
    """The claim as told by another word."""
    return msgspec.structs.replace(one, anchor=Span(anchor, 7, 7 + len(anchor)), status=status)


def test_the_act_told_in_the_same_word_is_meant_before_a_nearer_one() -> None:
    earlier = [named(claim((REBELS,), (BASE,)), "ambushed"), named(claim((TROOPS,), (REBELS,)), "shelling")]
    told = threads.fill(named(claim(), "ambush"), earlier, nominal=True)
    assert [p.country for p in told.actors] == ["MLI"]


def test_what_may_happen_lends_nobody_to_what_happened() -> None:
    feared = named(claim((REBELS,), (BASE,)), "attack", "hypothetical")
    assert threads.fill(claim(), [feared], nominal=True).actors == ()


def test_the_ground_of_a_strike_gives_way_to_whom_it_hit() -> None:
    airport = Party("Bamako airport", 30, 44, "Bamako airport", "MLI", None)
    where = Where("Bamako airport", 30, 44, "Bamako airport", "MLI")
    strike = msgspec.structs.replace(claim((), (airport,)), where=where)
    told = threads.fill(strike, [claim((TROOPS,), (REBELS,))], nominal=True)
    assert [p.name for p in told.recipients] == ["rebels (Mali)"]
