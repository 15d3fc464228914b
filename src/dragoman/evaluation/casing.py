"""Mixed case for text that came in capitals only, as the wires of the 1980s sent it: an evaluator's reader, no part
of coding.

Everything is lowered, then the capitals that news English would have are put back: at sentence starts; on the names
of the knowledge base (states, regions, cities, organisations) in their own spelling; on words that the dictionary of
English does not hold, which in news are names nearly always; wholly on bracketed or vowelless words among these
(short forms). The dictionary is lemminflect's (open classes) with the closed classes below and the words of the
agents table.
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.tables import cell_list, package_path, rows

_WORD = re.compile(r"[A-Za-z]+")
_PHRASE_WORD = re.compile(r"[\w'’.-]*\w")
_SENTENCE_START = re.compile(r"(?:\A\s*|[.!?][\"')\]]*\s+|\n\s*\n\s*)(?:\[[^\]]*\]\s*)?[\"'(\[]*([a-z])")
_LONGEST_NAME = 6
_CLOSED = frozenset(
    """
    a about above according across after against along although amid among an and another any around as at
    because before behind below beneath beside besides between beyond both but by cannot despite down during
    each eight either every except few five for four from he her hers him his how i if in inside into it its
    itself less like many me mine more most my near neither nine no nobody none nor nothing of off on one onto
    or other others our ours out outside over own per regarding s seven several she since six so some somebody
    someone t ten than that the their theirs them themselves these they this those though three through
    throughout till to toward towards two under unless until up upon us versus via we what whatever when where
    whereas whether which while who whom whose why with within without yet you your eleven twelve fifteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred thousand million northern southern eastern western
    northeastern northwestern southeastern southwestern km kg mm cm am pm
    """.split()
)
_TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "states.tsv": (
        ("code", "name", "aliases", "demonyms", "seats", "cow", "gw", "from", "to", "doubt", "source"),
        ("name", "aliases", "demonyms", "seats"),
    ),
    "regions.tsv": (("name", "aliases", "demonyms", "country", "kind", "doubt", "source"), ("name", "aliases")),
    "cities.tsv": (("name", "aliases", "country", "population", "source"), ("name", "aliases")),
    "organisations.tsv": (
        ("id", "name", "aliases", "kind", "country", "sector", "members", "from", "to", "doubt", "source"),
        ("name", "aliases"),
    ),
}


@cache
def _names() -> dict[tuple[str, ...], str]:
    """Names of the knowledge base by their words in lower case; a lone dictionary word is no name."""
    found: dict[tuple[str, ...], str] = {}
    for table, (columns, named) in _TABLES.items():
        for row in rows(package_path("knowledge", table), columns):
            for name in (one for column in named for one in cell_list(row.cells[column])):
                words = tuple(word.lower() for word in _PHRASE_WORD.findall(name))
                if 0 < len(words) <= _LONGEST_NAME and (len(words) > 1 or not is_common(words[0])):
                    found.setdefault(words, name)
    return found


@cache
def _agent_words() -> frozenset[str]:
    columns = ("phrase", "sector", "role", "country", "office", "weak", "doubt", "source")
    table = rows(package_path("knowledge", "agents.tsv"), columns)
    singular = {word for row in table for word in row.cells["phrase"].split() if word.islower()}
    return frozenset(singular | {word + "s" for word in singular})


@cache
def is_common(word: str) -> bool:
    """Whether a word in lower case is one of English rather than a name."""
    from lemminflect import getAllLemmas

    return len(word) == 1 or word in _CLOSED or bool(getAllLemmas(word)) or word in _agent_words()


def restored(text: str) -> str:
    """The text, of the same length, with the capitals of news English."""
    lowered = text.lower()
    letters = list(lowered if len(lowered) == len(text) else text)
    for match in _WORD.finditer(text):
        word = match.group().lower()
        if not is_common(word):
            letters[match.start() : match.end()] = _as_name(word, text, match.start(), match.end())
    _restore_known_names(text, letters)
    for match in _SENTENCE_START.finditer("".join(letters)):
        letters[match.start(1)] = letters[match.start(1)].upper()
    return "".join(letters)


def _as_name(word: str, text: str, start: int, end: int) -> str:
    bracketed = text[start - 1 : start] == "[" and text[end : end + 1] == "]"
    vowelless = len(word) > 1 and not set(word) & set("aeiouy")
    return word.upper() if bracketed or vowelless else word.capitalize()


def _restore_known_names(text: str, letters: list[str]) -> None:
    places = [match.span() for match in _PHRASE_WORD.finditer(text)]
    words = [text[start:end].lower() for start, end in places]
    names, at = _names(), 0
    while at < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
            name = names.get(tuple(words[at : at + length]))
            if name is not None:
                for (start, end), word in zip(places[at : at + length], _PHRASE_WORD.findall(name), strict=True):
                    letters[start:end] = word if len(word) == end - start else "".join(letters[start:end])
                at += length - 1
                break
        at += 1
