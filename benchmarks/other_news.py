"""False events in news of sport, technology and entertainment: claims per sentence in texts of `text/open_news`.

A text belongs to a topic by a rule that the coder does not know: of the topic's words below at least DISTINCT different
ones stand in it, they make up at least DENSITY of its words, no other topic has more, and the collection's own mark
`politicsish` is false. The goal is no more than one claim in 25 sentences.

    python -m benchmarks.other_news ../shared/data/text/open_news/articles.jsonl [--show]
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from dragoman.coder import Coder, prose
from dragoman.evaluation.gold import lines
from dragoman.reading import read_text

TOPICS = {
    "sport": "match matches league cup championship championships tournament goal goals team teams coach player "
    "players season stadium referee final semi-final quarter-final medal medals olympic olympics race "
    "races racing football rugby cricket tennis hockey basketball baseball golf cyclist athlete athletes "
    "scored score wicket innings inning champion champions defeated win winning half-time qualifying "
    "sport sports club squad captain swimming skiing",
    "technology": "software computer computers internet web website browser google apple microsoft intel ibm linux "
    "version users user online phone phones app apps device devices processor chip chips server servers "
    "network data video game games console windows android iphone ipad digital technology technologies "
    "robot startup satellite spacecraft orbit launch rocket nasa astronaut telescope wikipedia wiki",
    "entertainment": "film films movie movies actor actress singer band album song songs music concert festival "
    "television show series episode director star stars award awards oscar grammy comedy drama theatre theater "
    "artist artists museum novel book books author writer fans celebrity theme park rides ride box-office "
    "premiere studio",
}
WORD = re.compile(r"[A-Za-z][A-Za-z-]*")
DISTINCT = 4
DENSITY = 1 / 40


def topic_of(text: str) -> str | None:
    """The topic of a text by the rule above, or None."""
    words = [word.lower() for word in WORD.findall(text)]
    best: tuple[int, str] | None = None
    for topic, listed in TOPICS.items():
        found = Counter(word for word in words if word in set(listed.split()))
        if len(found) >= DISTINCT and found.total() >= DENSITY * len(words):
            best = max(best or (0, ""), (found.total(), topic))
    return best[1] if best else None


def measure(path: Path, show: bool = False) -> dict[str, Any]:
    """Texts, sentences and claims by topic, and sentences for one claim."""
    records = [r for r in lines(path) if not r["politicsish"]]
    chosen = [(topic, r) for r in records if (topic := topic_of(r["text"])) is not None]
    coder = Coder()
    reports = [read_text(r["text"], id=r["id"], undated=True) for _, r in chosen]
    figures: dict[str, dict[str, float]] = {}
    sentences = coder.analyser.analyse([prose(report) for report in reports])
    for (topic, _), report, own in zip(chosen, reports, sentences, strict=True):
        claims = coder.code_sentences(report, own)
        row = figures.setdefault(topic, {"texts": 0, "sentences": 0, "claims": 0})
        row["texts"] += 1
        row["sentences"] += len(own)
        row["claims"] += len(claims)
        for claim in claims if show else ():
            told = report.text[claim.sentence_start : claim.sentence_end].replace("\n", " ")
            sides = [[p.name for p in claim.actors], [p.name for p in claim.recipients]]
            print(topic, claim.event, claim.anchor.text, sides, "|", told[:220])
    whole = {key: sum(row[key] for row in figures.values()) for key in ("texts", "sentences", "claims")}
    return {
        name: {**row, "sentences_for_one_claim": round(row["sentences"] / max(row["claims"], 1), 1)}
        for name, row in {**figures, "all": whole}.items()
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    print(json.dumps(measure(options.path, options.show), indent=1))
