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
