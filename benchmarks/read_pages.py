"""What the parsers' own process costs: pages through `read` against the same pages parsed in this process.

    python -m benchmarks.read_pages --pages 300

The pages are made here: an article of some thirty sentences between menus and links, as news sites send them.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import msgspec

from dragoman.reading import Limits, read
from dragoman.reading.members import Member
from dragoman.reading.pages import parse_page
from dragoman.reading.reader import report_of

SENTENCES = (
    "The foreign minister of Arland met the envoy of Boria in Hallum on day {n} of the talks.",
    "Both sides agreed to release prisoners, an official of the ministry said in a statement.",
    "Protesters gathered outside the hall and demanded that the troops be withdrawn from the border.",
)


def made_page(number: int) -> str:
    """One page; no two are alike."""
    links = "".join(f'<li><a href="/section/{place}">Section {place}</a></li>' for place in range(60))
    sentences = [one.format(n=number) for one in SENTENCES]
    text = "".join(f"<p>Part {place} of report {number}. {' '.join(sentences)}</p>" for place in range(10))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta property="article:published_time" content="2020-07-08T10:00:00Z"><title>Talks {number}</title></head>'
        f"<body><nav><ul>{links}</ul></nav><article><h1>Talks in Hallum, part {number}</h1>{text}</article>"
        f"<footer><ul>{links}</ul></footer></body></html>"
    )


def measure(number: int) -> dict[str, float]:
    """Seconds for all pages either way, warm, and their ratio."""
    limits = Limits()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for place in range(number):
            (folder / f"{place:05}.html").write_text(made_page(place), encoding="utf-8")
        first = folder / "00000.html"
        list(read([first]))
        list(parse_page(Member("html", first.read_bytes()), limits))
        begun = time.perf_counter()
        apart = sum(1 for _ in read([folder]))
        between = time.perf_counter()
        here = 0
        for path in sorted(folder.glob("*.html")):
            for document in parse_page(Member("html", path.read_bytes()), limits):
                report_of(str(path), document, None, False)
                here += 1
        ended = time.perf_counter()
    assert apart == here == number
    return {
        "pages": number,
        "own_process_seconds": round(between - begun, 3),
        "this_process_seconds": round(ended - between, 3),
        "ratio": round((between - begun) / (ended - between), 3),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300)
    print(msgspec.json.encode(measure(parser.parse_args().pages)).decode())
