"""What identifying languages costs, as a share of coding the same reports in the same run; both of one process.

python -m benchmarks.identify_language ../shared/data/text/open_news/articles.jsonl --reports 100
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import msgspec

from dragoman.coder import Coder
from dragoman.reading import read_text
from dragoman.reading.languages import identified


def measure(path: Path, number: int) -> dict[str, float]:
    """Seconds of identification and of coding over the first reports of a JSONL file, and their ratio."""
    texts = [msgspec.json.decode(line)["text"] for line in path.read_bytes().splitlines()[:number]]
    coder = Coder()
    reports = [read_text(text, str(place), undated=True) for place, text in enumerate(texts)]
    list(coder.code(reports[:5]))
    identified(
        "Liste der Namen und Orte ohne Verben, damit der Erkenner geladen ist und nicht mitgemessen wird, hier und da"
    )
    begun = time.perf_counter()
    languages = [identified(text) for text in texts]
    between = time.perf_counter()
    list(coder.code(reports))
    ended = time.perf_counter()
    return {
        "reports": len(texts),
        "english": languages.count("en"),
        "identify_seconds": round(between - begun, 4),
        "code_seconds": round(ended - between, 3),
        "ratio": round((between - begun) / (ended - between), 5),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reports", type=int, default=100)
    options = parser.parse_args()
    print(msgspec.json.encode(measure(options.path, options.reports)).decode())
