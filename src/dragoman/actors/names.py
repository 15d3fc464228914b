"""How names are compared: folded keys, tokens of a phrase, singulars, consonant skeletons for transliterations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae",
        "œ": "oe", "Œ": "Oe", "þ": "th", "ð": "d", "ə": "e", "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "`": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ",
    }
)  # fmt: skip
_PUNCTUATION = str.maketrans(
    {".": None, "'": None, "-": " ", "/": " ", '"': None, "&": " and ", "(": " ", ")": " ", ",": " "}
)
_TOKEN = re.compile(r"(?:[A-Z]\.)+(?=[A-Z][a-z]{2})|[\w][\w.'&]*|[,;:()\[\]]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.){2,}[A-Za-z]?$")
_IRREGULAR = {
    "men": "man", "women": "woman", "people": "people", "children": "child", "gunmen": "gunman", "police": "police",
    "spokesmen": "spokesman", "policemen": "policeman", "policewomen": "policewoman", "servicemen": "serviceman",
    "businessmen": "businessman", "congressmen": "congressman", "countrymen": "countryman", "tribesmen": "tribesman",
    "clergymen": "clergyman", "troops": "troops", "forces": "forces", "authorities": "authorities", "media": "media",
    "wives": "wife", "thieves": "thief", "persons": "person",
}  # fmt: skip
_SAME_IN_PLURAL = ("ss", "us", "is")


class Token(NamedTuple):
    """One token of a phrase: its folded key, the surface form, whether it carries a possessive, its offsets, and
    whether a hyphen joins it to the token before."""

    key: str
    surface: str
    possessive: bool
    start: int
    end: int
    hyphened: bool = False

    @property
    def capitalised(self) -> bool:
        """Whether the surface begins with a capital."""
        return self.surface[:1].isupper()

    @property
    def acronym(self) -> bool:
        """Whether the surface is written in capitals throughout, dots left out of account."""
        return self.surface.isupper() or _DOTTED.match(self.surface) is not None


def plain(text: str) -> str:
    """The text without diacritics and with typewriter quotes and hyphens; case is kept."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(16_384)
def key_of(text: str) -> str:
    """The key under which a name is found: folded to lower case, no diacritics, dots or quotes, hyphens as spaces."""
    if text.isascii() and text.replace(" ", "").isalpha():  # most names: nothing to fold but case
        return " ".join(text.lower().split())
    return " ".join(plain(text).translate(_PUNCTUATION).lower().split())


def tokens_of(text: str) -> list[Token]:
    """The tokens of a phrase with their keys; a possessive ending is a mark on its token, hyphened words are split."""
    flat = plain(text)
    same_length = len(flat) == len(text)
    hyphens = "-" in flat
    tokens: list[Token] = []
    for match in _TOKEN.finditer(flat.replace("-", " ") if hyphens else flat):
        word = match.group()
        start, end = match.span() if same_length else (0, len(text))
        possessive = False
        if word.isalpha():
            key = word.lower()
        else:
            word, possessive = _without_ending(word)
            if not word:
                continue
            key = word.replace(".", "").replace("'", "").lower() or word
        if word == "s" and tokens and flat[match.start() - 1 : match.start()] == "'":
            tokens[-1] = tokens[-1]._replace(possessive=True)
            continue
        hyphened = hyphens and match.start() > 0 and flat[match.start() - 1] == "-"
        surface = text[start:end][: len(word)] if same_length else word
        tokens.append(Token(key, surface, possessive, start, end, hyphened))
    return tokens


def _without_ending(word: str) -> tuple[str, bool]:
    """A word without possessive ending, quotation marks and a closing dot, and whether it had that ending."""
    possessive = False
    if word.endswith("'s") or word.endswith("'S"):
        word, possessive = word[:-2], True
    elif word.endswith("s'"):
        word, possessive = word[:-1], True
    word = word.strip("'")
    if word.endswith(".") and not _DOTTED.match(word):
        word = word.rstrip(".")
    return word, possessive


def joined(tokens: Sequence[Token]) -> str:
    """The tokens as one text again, hyphens where they were."""
    text = ""
    for token in tokens:
        text += token.surface if not text else ("-" if token.hyphened else " ") + token.surface
    return text


@lru_cache(16_384)
def singular(word: str) -> str:
    """The singular of a folded noun, by rule; a word that is no plural comes back as it is."""
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if len(word) < 4 or not word.endswith("s") or word.endswith(_SAME_IN_PLURAL):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


_SKELETON_STEPS = (
    (re.compile(r"tch|tsch|zh|dj|ch|dzh|j"), "j"),
    (re.compile(r"sch|sh|sz|tz|ts|z|x|c(?=[eiy])"), "s"),
    (re.compile(r"kh|gh|ck|q|g|c"), "k"),
    (re.compile(r"ph|ff|v|w"), "f"),
    (re.compile(r"dh|th|tt|d"), "t"),
    (re.compile(r"(?<=.)[aeiouyh]"), ""),
    (re.compile(r"^[aeiouy]+"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(16_384)
def skeleton(word: str) -> str:
    """The consonant skeleton of a folded name, equal for its transliterations (Qaddafi, Gaddafi, Kadhafi: ktf)."""
    for pattern, replacement in _SKELETON_STEPS:
        word = pattern.sub(replacement, word)
    return word
