"""What the record says of an actor, counted against going through all claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.archive import Archive
from dragoman.archive.portrait import portrait
from tests.archive.crowd import fill


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    path: Path = tmp_path_factory.mktemp("portrait") / "a.db"
    with Archive(path, write=True) as writing:
        fill(writing, reports=40)
    return Archive(path)


def test_claims_roles_and_types_of_a_country(archive: Archive) -> None:
    found = portrait(archive, "ARL")
    own = [c for c in archive.claims() if any(p.country == "ARL" for p in (*c.actors, *c.recipients, *c.sources))]
    assert found.claims == len(own) > 10
    acts = [c for c in own if any(p.country == "ARL" for p in c.actors) and (c.event, c.status) == ("AID", "actual")]
    assert [d.claims for d in found.deeds if (d.role, d.event, d.status) == ("actor", "AID", "actual")] == [len(acts)]
    assert found.countries[0].value == "ARL"
    assert [one.value for one in found.origins] == ["dragoman"]


def test_counterparts_are_others(archive: Archive) -> None:
    assert "Arland" not in {one.value for one in portrait(archive, "Arland").counterparts}


def test_nobody_has_an_empty_record(archive: Archive) -> None:
    found = portrait(archive, "Nobody")
    assert (found.claims, found.first, found.deeds) == (0, None, ())
