"""The command as a process: light to start, and one sentence for what a user can mend."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dragoman

HEAVY = (
    *("numpy", "onnxruntime", "rich", "polars", "pyarrow", "duckdb", "ftfy", "charset_normalizer", "lemminflect"),
    *("trafilatura", "lxml", "feedparser", "fastwarc", "pypdf", "httpx2", "py3langid", "datasketch", "networkx"),
)


def loaded_by(statement: str) -> set[str]:
    show = f"{statement}; import sys; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", show], check=True, capture_output=True, text=True).stdout.split())


def test_import_is_light() -> None:
    assert not loaded_by("import dragoman") & set(HEAVY)


def test_reading_loads_no_model() -> None:
    assert not loaded_by("from dragoman import read, Report") & set(HEAVY)


def test_help_loads_no_verb_and_nothing_heavy() -> None:
    helped = "import sys; sys.argv = ['dragoman', '--help']; import dragoman.cli as c; c.app(standalone_mode=False)"
    loaded = loaded_by(helped)
    assert "dragoman.cli.code" not in loaded and not loaded & set(HEAVY)


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
