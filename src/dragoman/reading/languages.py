"""The language of a report: given, identified where that is sure, declared by its page, or assumed to be English.

Most reports are English, and English shows by its small words; only what does not is put before the identifier
(py3langid), so that this costs next to nothing. Short texts are not guessed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from dragoman.tables import package_path, rows

ENGLISH = "en"
UNKNOWN = "und"
"""Not English, and not surely any other language (ISO 639-2)."""

SAMPLE = 2_000
"""Code points from the beginning of a text that are looked at."""
FEWEST_LETTERS = 100
"""A text with fewer letters is not guessed, unless its script cannot be that of English."""
SMALL_WORDS = frozenset(("the", "of", "and", "to", "in", "that", "for", "was", "with", "said", "by", "from", "were"))
SMALL_SHARE = 0.14
"""The share of these among the words of a text that makes it English, "the", "of" or "and" being among them."""
ONLY_ENGLISH = frozenset(("the", "of", "and"))
SURE_OF_ANOTHER = 0.01
"""A text is not English where the identifier gives English less than this; lists of names reach .05."""
SURE_OF_ITS_NAME = 0.8
"""The identifier's probability from which the other language is named, and not only that it is another."""

_WORD = re.compile(r"[^\W\d_]+")
_TAG = re.compile(r"\s*([A-Za-z]{2,3})\s*(?:[-_].*)?")


class Language(NamedTuple):
    """An ISO 639-1 code (639-2 where there is none, `und` where it cannot be told) and on what it rests."""

    code: str
    basis: str


@cache
def _names() -> dict[str, str]:
    """Every code and name of the table, folded, with the code that reports keep."""
    found: dict[str, str] = {}
    for row in rows(package_path("reading", "languages.tsv"), ("code", "code3", "name", "identified")):
        for key in (row.cells["code"], row.cells["code3"], row.cells["name"]):
            found[key.casefold()] = row.cells["code"]
    return found


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Any = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    table = rows(package_path("reading", "languages.tsv"), ("code", "code3", "name", "identified"))
    identifier.set_languages([row.cells["code"] for row in table if row.cells["identified"] == "yes"])
    return identifier


def tag_code(tag: str | None) -> str | None:
    """The code of a language as tags and columns write it ("en-GB", "eng", "English"); None where it is unknown."""
    folded = (tag or "").strip().casefold()
    if folded in _names():
        return _names()[folded]
    found = _TAG.fullmatch(folded)
    return _names().get(found.group(1)) if found else None


def language_of(text: str, given: str | None = None, declared: str | None = None) -> Language:
    """The language of a report's text.

    What the user gives counts as it is. What a page declares counts only where the text is too short to tell: many
    pages declare English, whatever they are written in.
    """
    if given:
        return Language(tag_code(given) or given.strip(), "given")
    found = identified(text)
    if found:
        return Language(found, "identified")
    code = tag_code(declared)
    return Language(code, "declared") if code else Language(ENGLISH, "assumed")


def identified(text: str) -> str | None:
    """The code of the language that a text is surely in; None where it is too short or could be English."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if letters and not _latin(sample, letters):
        return _named(sample) if letters >= FEWEST_LETTERS else UNKNOWN
    if letters < FEWEST_LETTERS:
        return None
    small = sum(word in SMALL_WORDS for word in words)
    if small >= SMALL_SHARE * len(words) and not ONLY_ENGLISH.isdisjoint(words):
        return ENGLISH
    return _named(sample)


def _latin(sample: str, letters: int) -> bool:
    """Whether half the letters or more are of the Latin script (all below U+0250, and the Vietnamese ones)."""
    if sample.isascii():
        return True
    return 2 * sum(sign.isalpha() and (sign < "\u0250" or "\u1e00" <= sign <= "\u1eff") for sign in sample) >= letters


def _named(sample: str) -> str | None:
    ranked: list[tuple[str, float]] = _identifier().rank(sample)
    best, probability = ranked[0]
    english = next(chance for code, chance in ranked if code == ENGLISH)
    if best == ENGLISH:
        return ENGLISH if probability >= SURE_OF_ITS_NAME else None
    if english >= SURE_OF_ANOTHER:
        return None
    return best if probability >= SURE_OF_ITS_NAME else UNKNOWN
