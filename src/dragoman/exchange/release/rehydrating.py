"""`rehydrate`: a user's copies of the reports against the hashes of a release, and the claims in their sentences."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import BadSetting
from dragoman.reading import Unreadable, read
from dragoman.reading.identity import canonical_url
from dragoman.records import Report

REPORTS = Path("data") / "reports.tsv"
CLAIMS = Path("data") / "claims.tsv"


class Checked(NamedTuple):
    """A report of the release: `same` where a copy has its hash, `differs` where a copy has its id or URL and another
    text, `missing` where there is no copy; `copy` says where the copy is."""

    report: str
    state: str
    url: str
    copy: str


class Sentence(NamedTuple):
    """A claim in the words of a copy: the sentence, and whether the words of the act stand where the release says."""

    claim: str
    report: str
    sentence: str
    fits: bool


class Rehydrated(NamedTuple):
    """All reports of the release, checked; and the claims of those that are the same, in their sentences."""

    reports: list[Checked]
    sentences: list[Sentence]
    unreadable: list[Unreadable]

    def count(self, state: str) -> int:
        """How many reports are in a state."""
        return sum(one.state == state for one in self.reports)


def rehydrate(
    release: str | Path, *sources: str | Path, tell: Callable[[Unreadable], None] = lambda _: None
) -> Rehydrated:
    """Check copies of the reports of a release: files, folders or globs, as `dragoman code` reads them.

    A copy is known by the hash of its text; by id or URL it is only said to differ. What cannot be read is told to
    `tell` and the rest is checked.
    """
    folder = Path(release)
    listed = list(_rows(folder / REPORTS))
    wanted = {row["text_sha256"] for row in listed}
    by_hash: dict[str, Report] = {}
    others: dict[str, str] = {}
    unreadable: list[Unreadable] = []
    for found in read([str(one) for one in sources], undated=True):
        if isinstance(found, Unreadable):
            unreadable.append(found)
            tell(found)
        elif found.text_sha256 in wanted:
            by_hash.setdefault(found.text_sha256, found)
        else:
            for name in _names(found.id, found.url):
                others.setdefault(name, found.origin or found.id)
    reports = [_check(row, by_hash, others) for row in listed]
    texts = {row["report"]: by_hash[row["text_sha256"]].text for row in listed if row["text_sha256"] in by_hash}
    return Rehydrated(reports, list(_sentences(_rows(folder / CLAIMS), texts)), unreadable)


def _check(row: dict[str, str], by_hash: dict[str, Report], others: dict[str, str]) -> Checked:
    same = by_hash.get(row["text_sha256"])
    if same is not None:
        return Checked(row["report"], "same", row["url"], same.origin or same.id)
    other = next((others[name] for name in _names(row["report"], row["url"]) if name in others), None)
    return Checked(row["report"], "differs" if other else "missing", row["url"], other or "")


def _names(id: str, url: str | None) -> list[str]:
    return [f"id {id}", *([f"url {canonical_url(url)}"] if url else [])]


def _sentences(claims: Iterable[dict[str, str]], texts: dict[str, str]) -> Iterator[Sentence]:
    for row in claims:
        text = texts.get(row["report"])
        if text is None:
            continue
        words = text[int(row["anchor_start"]) : int(row["anchor_end"])]
        sentence = text[int(row["sentence_start"]) : int(row["sentence_end"])]
        told = row["anchor"].removesuffix("…")
        yield Sentence(row["claim"], row["report"], sentence, " ".join(words.split()).startswith(told))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t")
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{path}: this is no release of Dragoman's; name its folder") from None
