"""Sketches and bands: the numbers of datasketch, which archives hold; bands that many share find nothing."""

from __future__ import annotations

import numpy as np
from datasketch import MinHash
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.reading import read_text
from dragoman.stories.sketching import BANDS, BLOCK, ROWS, SEED, SKIPPED, BandIndex, bands, sketch
from dragoman.stories.wording import wording

HASHES = st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=300)


def by_datasketch(hashes: list[int]) -> list[int]:
    found = MinHash(num_perm=BANDS * ROWS, seed=SEED, hashfunc=int, scheme="affine32")
    found.update_batch(hashes)
    values: list[int] = found.hashvalues.tolist()
    return values


@given(HASHES)
@example([0])
@example([2**32 - 1, 0, 1])
@example(list(range(BLOCK)))
@example(list(range(7, 3 * BLOCK + 8)))
def test_sketches_are_those_of_datasketch(hashes: list[int]) -> None:
    assert sketch(np.array(hashes, np.uint32)).tolist() == by_datasketch(hashes)


@given(HASHES)
def test_a_band_is_made_of_two_values_and_its_place(hashes: list[int]) -> None:
    one = wording(read_text("Any words at all", id="a", date="2021-05-10"))._replace(
        shingles=np.array(hashes, np.uint32)
    )
    values = by_datasketch(hashes)
    pairs = zip(values[::2], values[1::2], strict=True)
    keys = [
        ((first << 32 ^ second) * 0x9E3779B97F4A7C15 + place) % 2**64 for place, (first, second) in enumerate(pairs)
    ]
    assert [key % 2**64 for key in bands(one)] == keys
    assert all(-(2**63) <= key < 2**63 for key in bands(one))


def test_bands_of_a_text_stay_what_archives_hold() -> None:
    text = "Engineers laid two bridges across the Sarn and carried food to families who had waited on roofs."
    found = bands(wording(read_text(text, id="a", date="2021-05-10")))
    assert len(found) == BANDS
    assert found[:3] == (-8285777444216683270, -476252673360487131, -214132003167267782)


def test_a_text_without_shingles_has_no_bands() -> None:
    assert bands(wording(read_text("Rain again today", id="a", date="2021-05-10"))) == ()


def test_reports_that_share_a_band_meet() -> None:
    index = BandIndex()
    assert index.enter("c", (1, 2)) == []
    assert index.enter("a", (2, 3)) == ["c"]
    assert index.enter("b", (3, 1)) == ["a", "c"]
    assert index.enter("d", (4,)) == []


def test_a_band_that_very_many_share_finds_nothing() -> None:
    index = BandIndex()
    found = [len(index.enter(f"{number:04}", (7,))) for number in range(SKIPPED + 2)]
    assert found == [*range(SKIPPED + 1), 0]
