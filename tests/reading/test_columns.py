"""The mapping of columns to the parts of a report."""

from __future__ import annotations

import pytest

from dragoman.errors import BadSetting
from dragoman.reading.columns import parse_columns, settle


def test_setting_as_written_on_the_command_line() -> None:
    assert parse_columns("text=body, date=day") == {"text": "body", "date": "day"}
    for wrong in ("text", "text=", "=body", "wording=body", ""):
        with pytest.raises(BadSetting, match="--columns"):
            parse_columns(wrong)


def test_usual_names_whatever_their_case() -> None:
    assert settle(["ID", "Headline", "Body", "Source"], {}) == {
        "text": "Body",
        "title": "Headline",
        "id": "ID",
        "outlet": "Source",
    }


def test_a_mapped_column_serves_one_part() -> None:
    assert settle(["id", "text", "title"], {"text": "title"}) == {"text": "title", "id": "id"}
