"""Capitals put back into text that came in capitals only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.evaluation.casing import is_common, restored


@pytest.mark.parametrize(
    ("capitals", "mixed"),
    [
        ("THE ARMY SHELLED TWO VILLAGES.  IT DENIED THIS.", "The army shelled two villages.  It denied this."),
        ("MAYOR JUAN PEREZ LIVES IN LIMA.", "Mayor Juan Perez lives in Lima."),
        ("A SALVADORAN UNIT AND THE UNITED NATIONS", "A Salvadoran unit and the United Nations"),
        ('"WE ARE READY," HE SAID.', '"We are ready," he said.'),
        ("THE SHRNK GROUP [ZZKX] STRUCK.", "The SHRNK group [ZZKX] struck."),
        ("FIRST.\n\n   SECOND PART", "First.\n\n   Second part"),
    ],
)
def test_news_english_comes_back(capitals: str, mixed: str) -> None:
    assert restored(capitals) == mixed


def test_common_words_are_known() -> None:
    assert all(is_common(word) for word in ("the", "with", "kidnapped", "guerrilla", "insurgents"))
    assert not is_common("castellar")


@given(st.text(max_size=60))
def test_the_length_stays(text: str) -> None:
    assert len(restored(text)) == len(text)
