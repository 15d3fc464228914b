"""Keeps what a benchmark of the archive measured, with commit, machine and day, in `results/archive.json`."""

from __future__ import annotations

import json
import os
import platform
import shlex
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.bench import commit

RESULTS = Path(__file__).parent / "results" / "archive.json"


def record(name: str, figures: dict[str, Any]) -> None:
    """Print the figures and put them in place of the last ones of that name."""
    found = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    module = Path(sys.argv[0]).stem
    found[name] = {
        "command": shlex.join(["python", "-m", f"benchmarks.{module}", *sys.argv[1:]]),
        "commit": commit(),
        "day": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        **figures,
    }
    print(json.dumps(found[name], indent=2))
    RESULTS.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")
