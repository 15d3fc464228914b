"""The words of a report that give a relation its legal name, its subject and its terms.

Nouns and verbs are rows of `wording.tsv`; that names run in capitals, that a subject follows "on" and that terms stand
in the sentences after the agreement is English at large and so stands here.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.records import Claim, Quote, Span
from dragoman.tables import cell_list, package_path, rows

TERMS_WITHIN = 900
"""Code points after the sentence of an agreement in which its terms are looked for."""
MOST_TERMS = 5
_CAPITAL = r"[A-Z](?:[\w.'’-]*\w)?"
_LINK = r"(?:of|and|on|for|the|in|against)"
_STOP = re.compile(
    r"\s(?:between|with|that|which|who|after|before|despite|under|in [A-Z]|"
    r"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|was|were|is|are|has|have|had|will|would|"
    r"entered|took|came|signed|reached|said|by)\b|[,.;:()\"“”]"
)
_NO_DAY = (
    r"(?!\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b)"
)
_TERM_END = re.compile(r",? (?:the|a|an) \w+ (?:reported|said|added)|, (?:adding|according|said|reported)\b|[.;\"“”]|$")


class Wording:
    """The patterns made of `wording.tsv`."""

    def __init__(self) -> None:
        words: dict[str, list[str]] = {}
        for row in rows(package_path("stories", "relations", "wording.tsv"), ("role", "words")):
            words.setdefault(row.cells["role"], []).extend(cell_list(row.cells["words"]))
        names, nouns, terms = ("|".join(map(re.escape, words[role])) for role in ("name", "agreement", "terms"))
        run = rf"(?:{_CAPITAL}(?: {_LINK})* )"
        self.name = re.compile(
            rf"(?:Treaty|Convention|Agreement|Charter|Protocol|Statute|Covenant) (?:of|on|for|against) (?:the )?"
            rf"{_CAPITAL}(?:(?: (?:of|and|the))* {_CAPITAL})*"
            rf"|(?:Security Council )?[Rr]esolution \d{{3,4}}|[Ee]xecutive [Oo]rder \d+"
            rf"|{run}{{1,6}}(?:{names})\b(?: \d+| of \d{{4}})?"
        )
        self.noun = re.compile(rf"\b(?:{nouns})s?\b", re.IGNORECASE)
        self.about = re.compile(
            rf"\b(?:{nouns})s?\s+(?:on|about|for|concerning|regarding|covering|over|to)\s+{_NO_DAY}", re.I
        )
        self.terms = re.compile(rf"\b(?:The|This|That|Its) (?:\w+ )?(?:{nouns})\s+(?:also )?(?:{terms})\s+", re.I)
        self.plain = frozenset(words["plain"])


@cache
def shipped() -> Wording:
    """The wording of the package, read once a process."""
    return Wording()


def legal_name(text: str, start: int, end: int, anchor: int) -> Span | None:
    """The legal name in a sentence nearest to an anchor: "Caesar Act", "Treaty of Bora", "Resolution 1929"."""
    best: Span | None = None
    for match in shipped().name.finditer(text, start, end):
        first = match.start() + (4 if match.group().startswith(("The ", "the ")) else 0)
        found = Span(text[first : match.end()], first, match.end())
        if " " in found.text and (best is None or abs(found.start - anchor) < abs(best.start - anchor)):
            best = found
    return best


def subject(text: str, start: int, end: int) -> Span | None:
    """What the agreement of a passage is about: "on a military partnership", or the words before its noun."""
    wording = shipped()
    about = wording.about.search(text, start, end)
    if about:
        stop = _STOP.search(text, about.end(), end)
        found = _trimmed(text, about.end(), stop.start() if stop else end)
        if found is not None:
            return found
    noun = wording.noun.search(text, start, end)
    if noun is None:
        return None
    first = noun.start()
    for word in reversed(list(re.finditer(r"[^\s]+", text[start : noun.start()]))[-3:]):
        if not re.fullmatch(r"[a-z][\w-]*", word.group()) or word.group() in wording.plain:
            break
        first = start + word.start()
    return _trimmed(text, first, noun.start())


def _trimmed(text: str, start: int, end: int) -> Span | None:
    article = re.match(r"\s*(?:(?:an?|the|their|its)\s+)?", text[start:end])
    start += article.end() if article else 0
    words = text[start:end].rstrip()
    return Span(words, start, start + len(words)) if words else None


def terms(text: str, claim: Claim) -> tuple[Quote, ...]:
    """The terms of an agreement, in the sentences that follow the claim: "The deal stipulates ..."."""
    found: list[Quote] = []
    start, end = claim.sentence_start, min(len(text), claim.sentence_end + TERMS_WITHIN)
    for match in shipped().terms.finditer(text, start, end):
        stop = _TERM_END.search(text, match.end())
        last = stop.start() if stop else len(text)
        words = text[match.end() : last].rstrip()
        if words and len(found) < MOST_TERMS:
            found.append(Quote(claim.report, Span(words, match.end(), match.end() + len(words))))
    return tuple(found)
