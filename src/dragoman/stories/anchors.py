"""The word that tells of an act, and how near two such words are, by three tables: lemmas, kin and the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dragoman.claims.lexicon import shipped
from dragoman.language.lemmas import Lemmas
from dragoman.tables import cell_list, package_path, rows

SAME, KIN, DERIVED, SAME_CODE, SAME_MODE = 1.0, 0.8, 0.8, 0.4, 0.3
DERIVED_PREFIX = 5
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_PARTICLES = frozenset("on off up down out in into over for of to against with away back the a an by from upon".split())
_LIGHT = frozenset("make take give have hold carry launch conduct stage be do put go get come".split())


@cache
def _lemmas() -> Lemmas:
    return Lemmas.load(package_path("models", "lemmas.tsv"))


@lru_cache(maxsize=100_000)
def anchor_lemma(text: str) -> str:
    """The lemma of the word that tells of the act: a phrasal verb's verb, a compound's last noun."""
    words = [word.lower() for word in _WORD.findall(text)]
    full = [word for word in words if word not in _PARTICLES] or words
    if not full:
        return text.lower()
    lemmas = [lemma(word) for word in full]
    heavy = [one for one in lemmas if one not in _LIGHT] or lemmas
    if len(heavy) > 1 and heavy[0] in _opposed():
        return heavy[0]  # of "imposed sanctions" and "lifted sanctions" the verb tells them apart
    return heavy[0] if words and words[-1] in _PARTICLES else heavy[-1]


@lru_cache(maxsize=100_000)
def lemma(word: str) -> str:
    """The lemma of a word without its sentence: the verb's where the lexicon knows such a verb, else the noun's."""
    verb = _lemmas().of(word, "VBD" if word.endswith("ed") else "VBG" if word.endswith("ing") else "VBZ", "VERB")
    if verb != word and shipped().lookup("V", verb):
        return verb
    return _lemmas().of(word, "NNS" if word.endswith("s") and not word.endswith("ss") else "NN", "NOUN")


@cache
def _kin() -> dict[str, dict[int, float]]:
    """The rows of the table of kin in which a word stands, by line, with their nearness."""
    found: dict[str, dict[int, float]] = {}
    for row in rows(package_path("stories", "kin.tsv"), ("words", "nearness", "note")):
        for word in cell_list(row.cells["words"]):
            found.setdefault(word, {})[row.line] = float(row.cells["nearness"])
    return found


def kin_rows(word: str) -> frozenset[int]:
    """The rows of the table of kin in which a lemma stands, by line."""
    return frozenset(_kin().get(word, ()))


@lru_cache(maxsize=50_000)
def close_kin(word: str) -> tuple[str, ...]:
    """The rows in which a lemma stands beside words that may stand for it, as keys."""
    return tuple(f"k{row}" for row, near in sorted(_kin().get(word, {}).items()) if near == KIN)


@cache
def _opposed() -> dict[str, frozenset[str]]:
    """By word, the words that never tell of the same act."""
    table = rows(package_path("stories", "opposites.tsv"), ("words", "against", "note"))
    found: dict[str, set[str]] = {}
    for row in table:
        for one in cell_list(row.cells["words"]):
            for other in cell_list(row.cells["against"]):
                found.setdefault(one, set()).add(other)
                found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


@lru_cache(maxsize=50_000)
def _codes(word: str) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """What the lexicon makes of a word: types with modes, and CAMEO codes."""
    frames = [frame for pos in "VNA" for frame in shipped().lookup(pos, word) if frame.event != "-"]
    return (
        frozenset((frame.event, frame.mode or "") for frame in frames),
        frozenset(frame.cameo for frame in frames if frame.cameo),
    )


def opposed(first: str, second: str) -> bool:
    """True for words such as "impose" and "lift"."""
    return second in _opposed().get(first, ())


@lru_cache(maxsize=1 << 18)
def nearness(first: str, second: str) -> float:
    """How near two anchor lemmas are, 0 to 1."""
    if first == second:
        return SAME
    kin = max((near for row, near in _kin().get(first, {}).items() if row in _kin().get(second, ())), default=0.0)
    if kin == KIN:
        return KIN
    short, long = sorted((first, second), key=len)
    if len(short) >= DERIVED_PREFIX and long.startswith(short[: max(DERIVED_PREFIX, len(short) - 2)]):
        return DERIVED
    if kin:
        return kin
    (types, codes), (other_types, other_codes) = _codes(first), _codes(second)
    if codes & other_codes:
        return SAME_CODE
    return SAME_MODE if types & other_types else 0.0
