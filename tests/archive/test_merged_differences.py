"""What changed between two merges of the same reports: events and relations, field by field."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from dragoman.archive import Archive, Run
from dragoman.archive.merged_differences import merged_differences
from dragoman.cli import app
from dragoman.records import Evidence, Relation
from dragoman.stories.relations.derivation import alone, of_signs
from tests.archive.made import RUN, coded
from tests.stories.relations.made import sign

OLD = Run("old-merge", "merged", "dragoman", "0.1.0")
NEW = Run("new-merge", "merged", "dragoman", "0.2.0")


def regime(**more: Any) -> Sequence[Relation]:
    return of_signs([sign("opens", "2019-10-01", claim="c1", **more)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two merges: the second counts an event's voices otherwise, names the act, and finds the presence of troops."""
    found = tmp_path / "a.db"
    with Archive(found, write=True) as archive, archive.transaction():
        archive.store(archive.add_run(RUN), [coded("r1")])
        (claim,) = archive.claims()
        event = alone(claim, "2020-07-08")
        archive.store_events(archive.add_run(OLD), [event])
        archive.store_relations(archive.add_run(OLD), regime())
        archive.store_events(archive.add_run(NEW), [msgspec.structs.replace(event, voices=2)])
        presence = of_signs([sign("renews", "2020-07-08", "presence")])
        archive.store_relations(archive.add_run(NEW), [*regime(name="Caesar Act"), *presence])
    return found


def test_events_and_relations_are_paired_and_compared(path: Path) -> None:
    with Archive(path) as archive:
        found = list(merged_differences(archive, "old", "new"))
    assert [(one.record, one.kind, [change.field for change in one.fields]) for one in found] == [
        ("event", "changed", ["voices"]),
        ("relation", "new", []),
        ("relation", "changed", ["name"]),
    ]
    assert found[2].named == "sanctions of United States on Syria (Caesar Act)"
    assert (found[2].fields[0].before, found[2].fields[0].after) == (None, "Caesar Act")


def test_a_merge_does_not_differ_from_itself(path: Path) -> None:
    with Archive(path) as archive:
        assert list(merged_differences(archive, "new", "new")) == []


def test_a_moved_row_of_the_rules_is_no_difference(path: Path) -> None:
    moved = [msgspec.structs.replace(one, evidence=tuple(_moved(each) for each in one.evidence)) for one in regime()]
    with Archive(path, write=True) as archive:
        with archive.transaction():
            third = archive.add_run(Run("third", "merged", "dragoman", "0.3.0"))
            archive.store_relations(third, moved)
        records = [one.record for one in merged_differences(archive, "old", "third") if one.kind == "changed"]
    assert records == []


def _moved(one: Evidence) -> Evidence:
    return msgspec.structs.replace(one, row="rules.tsv:99")


def test_the_command_compares_merges(path: Path) -> None:
    result = CliRunner().invoke(app, ["diff", "old", "new", "--archive", str(path)])
    assert result.exit_code == 0
    assert "    name: none -> Caesar Act" in result.stdout
    assert result.stdout.endswith("events: 1 changed, 0 new, 0 gone\nrelations: 1 changed, 1 new, 0 gone\n")
