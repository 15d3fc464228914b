"""Hashes of words: all at once they are what each word's checksum is by itself."""

from __future__ import annotations

import re
from zlib import crc32

from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.stories.word_hashes import LONGEST, word_hashes

WORDS = st.text(st.sampled_from("aZ09_-.,'’“é ßΣ\n\t\x1c\u00a0\u2028İش"), max_size=60) | st.text(max_size=40)


def alone(text: str) -> list[int]:
    return [crc32(re.sub(r"[\W_]+", "", word).lower().encode()) for word in text.split()]


@given(WORDS)
@example("")
@example(" \n ")
@example("-- ... —")
@example("The ship’s crew, 27 men of Málaga, left at 10.30 - the captain stayed.")
@example("Ship\u00a0owners in Oslo said so on Monday, and the union of seamen said the opposite")
@example("x" * LONGEST + " and " + "y" * (LONGEST - 1) + " but " + "z" * 3 * LONGEST)
@example("Пожар в порту потушен к утру понедельника")
def test_words_hashed_at_once_are_what_each_is_alone(text: str) -> None:
    assert word_hashes(text).tolist() == alone(text)


def test_case_and_punctuation_do_not_count() -> None:
    first, second = word_hashes("“The ARMY's” road-block, (1998)"), word_hashes("the armys roadblock 1998")
    assert first.tolist() == second.tolist()
    assert first[0] == crc32(b"the")
