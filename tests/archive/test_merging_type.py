"""Events made anew are the same in portions of any size, in one process or two, with their relations."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from dragoman.archive import Archive, Coded, deciding
from dragoman.archive.following import follow
from dragoman.archive.merging_all import merge_all
from dragoman.archive.merging_by_hand import merge_events, split_event
from dragoman.archive.merging_type import merge_type
from dragoman.reading import read_text
from dragoman.records import Claim, Event, Party, Span, When
from dragoman.stories.meeting import CROWD

from .crowd import RUN, fill

TYPES = ("ASSAULT", "CONSULT", "AID")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("crowd") / "a.db"
    with Archive(path, write=True) as archive:
        for part in ("r", "s", "t"):
            fill(archive, seed=ord(part), reports=60, prefix=part)
            follow(archive)
        events = [one for one in archive.events() if one.event == "AID"]
        merge_events(archive, events[0].id, events[1].id, "Ada")
        large = max(archive.events(), key=lambda one: len(one.claims))
        split_event(archive, large.id, large.claims[:2], "Ada")
    return path


def told(archive: Archive) -> tuple[list[Event], list[bytes]]:
    relations = sorted(msgspec.json.encode(one) for one in archive.relations())
    return sorted(archive.events(), key=lambda one: one.id), relations


def test_portions_of_any_size_make_the_same_events_of_a_type(path: Path) -> None:
    with Archive(path) as archive:
        decided = deciding.standing(archive)
        for event in TYPES:
            whole, few, one = (
                [made for page in merge_type(archive, event, decided, portion=size) for made in page]
                for size in (100_000, 10, 1)
            )
            assert whole == few == one
            assert sum(len(msgspec.json.decode(made.record)["claims"]) for made in whole) > 60


def test_everything_made_anew_is_what_came_in_part_by_part(path: Path) -> None:
    with Archive(path, write=True) as archive:
        before = told(archive)
        assert before[1], "acts of the crowd open relations"
        pages: list[int] = []
        alone = merge_all(archive, 1, pages.append)
        assert (alone.changed, alone.removed) == (0, 0)
        assert sum(pages) == archive.counts()["claims"]
        with archive.transaction():
            archive.store_events(
                archive.connection.execute("SELECT max(run) FROM tellings").fetchone()[0],
                [],
                [one.id for one in archive.events()],
            )
        assert told(archive)[0] == []
        together = merge_all(archive, 2)
        assert (together.events, together.changed) == (len(before[0]), len(before[0]))
        assert told(archive) == before


def meeting(number: int, status: str) -> Coded:
    """A report of its own on two governments that met; half of the reports say "visited"."""
    word = ("met", "visited")[number % 2]
    report = read_text(f"Arland {word} Boria in hall {number}.", f"r{number:03}", "2020-03-02")
    claim = Claim(
        report.id, 0, len(report.text), Span(word, 7, 7 + len(word)), "CONSULT", None, None, status,
        (Party("Arland", 0, 6, "Arland government", "ARL", "GOV"),),
        (Party("Boria", 12, 17, "Borian government", "BOR", "GOV"),),
        (), When(None, None, None, "2020-03-01", "2020-03-01", "explicit"), None, id=f"c{number:03}",
    )  # fmt: skip
    return Coded(report, (claim,))


def test_claims_that_make_a_crowd_of_others_change_what_these_are_compared_with(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db", write=True) as archive:

        def sizes_with(first: int, last: int, status: str) -> list[int]:
            with archive.transaction():
                archive.store(archive.add_run(RUN), [meeting(number, status) for number in range(first, last)])
            follow(archive)
            return sorted(len(one.claims) for one in archive.events())

        few, some = CROWD - 10, 20
        assert sizes_with(0, few, "actual") == [few]
        # A planned meeting is none of theirs, but shares their keys: now only those with one word for it are compared.
        assert sizes_with(few, few + some, "future") == [some // 2, some // 2, few // 2, few // 2]
        done = merge_all(archive)
        assert (done.changed, done.removed) == (0, 0)
