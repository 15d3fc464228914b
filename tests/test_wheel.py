"""The wheel, installed into an empty environment, codes a sample with the network cut off."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SAMPLE = "Arland's foreign minister urged France on Monday to withdraw its troops from Mali."


def without_network() -> list[str]:
    """The command prefix that cuts the network off, or nothing where namespaces are not allowed."""
    unshare = shutil.which("unshare")
    if unshare and subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [unshare, "-n"]
    return []


@pytest.mark.slow
def test_the_wheel_codes_a_sample_without_a_network(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(ROOT)],
        check=True,
        capture_output=True,
    )
    wheel = next((tmp_path / "dist").glob("*.whl"))
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", str(wheel)], check=True, capture_output=True)
    story = tmp_path / "story.txt"
    story.write_text(SAMPLE, encoding="utf-8")
    coded = subprocess.run(
        [*without_network(), str(python), "-m", "dragoman", "code", str(story), "--date", "2020-07-08", "--json"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    claims = [json.loads(line) for line in coded.stdout.splitlines()]
    request = next(claim for claim in claims if claim["event"] == "REQUEST")
    assert request["mode"] == "yield"
    assert [party["country"] for party in request["recipients"]] == ["FRA"]
    assert request["when"]["from"] == "2020-07-06"
