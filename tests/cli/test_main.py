"""The command as a process: quick to answer, and one sentence for what a user can mend."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import dragoman

SECONDS = 0.3
HEAVY = (
    *("numpy", "onnxruntime", "rich", "polars", "pyarrow", "duckdb", "ftfy", "charset_normalizer", "lemminflect"),
    *("trafilatura", "lxml", "feedparser", "fastwarc", "pypdf", "httpx2", "py3langid", "datasketch", "networkx"),
)


def quickest(*command: str) -> float:
    """The shortest of three runs, in seconds: a busy machine says nothing of the code."""
    took = []
    for _ in range(3):
        started = time.monotonic()
        subprocess.run(command, check=True, capture_output=True)
        took.append(time.monotonic() - started)
    return min(took)


def loaded_by(statement: str) -> set[str]:
    show = f"{statement}; import sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True).stdout.split())


def test_import_is_light_and_quick() -> None:
    assert not loaded_by("import dragoman") & set(HEAVY)
    assert quickest(sys.executable, "-c", "import dragoman") < SECONDS


def test_reading_loads_no_model() -> None:
    assert not loaded_by("from dragoman import read, Report") & set(HEAVY)


def test_help_is_quick_and_loads_no_verb() -> None:
    assert "dragoman.cli.code" not in loaded_by("import dragoman.cli")
    assert quickest(sys.executable, "-m", "dragoman", "--help") < SECONDS


def test_every_export_is_there() -> None:
    assert set(dir(dragoman)) == set(dragoman.__all__)
    for name in dragoman.__all__:
        assert getattr(dragoman, name) is not None
    assert not hasattr(dragoman, "nothing")


def test_bad_setting_is_one_sentence(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "code", str(tmp_path), "--date", "07/08/2020"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert ended.stderr == "dragoman: --date: '07/08/2020' could be two dates; write it as YYYY-MM-DD\n"


def test_version() -> None:
    ended = subprocess.run([sys.executable, "-m", "dragoman", "--version"], capture_output=True, text=True, check=True)
    assert ended.stdout == f"dragoman {dragoman.__version__}\n"
