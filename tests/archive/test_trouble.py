"""A full disk, a folder that cannot be written, other versions: one clear sentence, and the archive intact."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dragoman.archive import Archive, migrations, opening
from dragoman.archive.dumping import dump_sha256
from dragoman.errors import ArchiveError
from tests.archive.made import RUN, coded

NOBODY = 65_534


def filled(path: Path, count: int = 1) -> str:
    with Archive(path, write=True) as archive:
        with archive.transaction():
            archive.store(archive.add_run(RUN), [coded(f"r{i}") for i in range(count)])
        return dump_sha256(archive)


FULL = """
import resource, signal, sys
from pathlib import Path
from dragoman.archive import Archive
from dragoman.errors import ArchiveError
from tests.archive.made import RUN, coded
path = Path(sys.argv[1])
size = path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 150_000, size + 150_000))
with Archive(path, write=True) as archive:
    for part in range(1000):
        try:
            with archive.transaction():
                archive.store(1, [coded(f"more-{part}-{i}") for i in range(20)])
        except ArchiveError as error:
            print(part, error)
            break
"""


def test_a_full_disk_ends_in_a_sentence_with_what_was_stored_intact(tmp_path: Path) -> None:
    """The system's limit on the size of files stands in for the disk; `benchmarks/full_disk.py` fills a real one."""
    path = tmp_path / "a.db"
    filled(path)
    told = subprocess.run(
        [sys.executable, "-c", FULL, str(path)], capture_output=True, text=True, check=True
    ).stdout.strip()
    parts, _, sentence = told.partition(" ")
    assert "the disk is full or fails" in sentence and sentence.endswith("what was stored before is intact")
    with Archive(path, write=True) as archive:
        assert archive.connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert archive.counts()["claims"] == 1 + 20 * int(parts)
        with archive.transaction():
            archive.store(1, [coded("after")])


def test_a_shard_without_room_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.archive import shards

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(ArchiveError, match="the disk is full"):
            shards.write(tmp_path / "s", shards.Head("name", RUN, 1), [coded()])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((tmp_path / "s").iterdir()) == []


@contextmanager
def as_nobody(folder: Path) -> Iterator[None]:
    """Inside, this process is a user who may read the folder and write nothing."""
    root = os.geteuid() == 0
    for parent in (folder, *folder.parents):
        if root and parent != Path("/tmp") and parent.stat().st_uid == 0 and str(parent).startswith("/tmp/"):
            parent.chmod(0o755)
    if root:
        os.seteuid(NOBODY)
    else:
        folder.chmod(0o555)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        else:
            folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_is_told_and_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    content = filled(folder / "a.db")
    (folder / "a.db-lock").unlink()
    with as_nobody(folder):
        with pytest.raises(ArchiveError, match="cannot be written"):
            Archive(folder / "a.db", write=True)
        with pytest.raises(ArchiveError, match="cannot be written"):
            Archive(folder / "new.db", write=True)
        with Archive(folder / "a.db") as archive:
            assert dump_sha256(archive) == content


def old(path: Path, version: int) -> None:
    filled(path)
    connection = opening.connect(path, write=True)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute("ALTER TABLE claims DROP COLUMN admin1")
    connection.close()


def test_an_older_archive_is_read_and_not_written(tmp_path: Path) -> None:
    old(tmp_path / "a.db", 0)
    with Archive(tmp_path / "a.db") as archive:
        assert archive.message is not None and "dragoman migrate" in archive.message
        assert archive.counts()["claims"] == 1 and len(list(archive.claims())) == 1
    with pytest.raises(ArchiveError, match="opened for reading only"):
        Archive(tmp_path / "a.db", write=True)


def test_a_migration_brings_it_up_and_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    old(path, 0)
    steps = {0: ("ALTER TABLE claims ADD COLUMN admin1 TEXT",)}
    copy = migrations.migrate(path, steps)
    assert copy == tmp_path / "a.db.version-0" and copy.exists()
    with Archive(path, write=True) as archive:
        assert archive.message is None and archive.counts()["claims"] == 1
    assert migrations.migrate(path, steps) is None
    with Archive(copy) as archive:
        assert archive.message is not None


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    old(path, 0)
    with pytest.raises(ArchiveError):
        migrations.migrate(path, {0: ("ALTER TABLE claims ADD COLUMN admin1 TEXT", "ALTER TABLE nowhere ADD x")})
    with Archive(path) as archive:
        assert archive.message is not None
        assert "admin1" not in [row[1] for row in archive.connection.execute("PRAGMA table_info(claims)")]
    with pytest.raises(ArchiveError, match="no migration"):
        migrations.migrate(path, {})


def test_a_newer_archive_is_refused(tmp_path: Path) -> None:
    old(tmp_path / "a.db", 99)
    with pytest.raises(ArchiveError, match="newer Dragoman"):
        Archive(tmp_path / "a.db")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    filled(path, 300)
    data = bytearray(path.read_bytes())
    data[8192 : len(data)] = b"\xff" * (len(data) - 8192)
    path.write_bytes(bytes(data))
    with pytest.raises(ArchiveError, match="damaged"), Archive(path, write=True) as archive, archive.transaction():
        archive.store(1, [coded("new")])
