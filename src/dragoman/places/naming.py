"""The key under which the gazetteer holds a name, so that spelling variants of one name meet.

"Saint-Étienne", "St. Etienne" and "st etienne" share the key `saint etienne`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_LETTERS = {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h"}
_DROPPED = re.compile(r"['’‘ʻʼ`´ʿʾ.]")
_BREAKS = re.compile(r"[^\w]+|_")
_TRANSLATION = str.maketrans(_LETTERS)


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The key of a name: lower case, no diacritics or stops, "st" and "mt" written out, no article before it."""
    plain = name.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
        plain = plain.translate(_TRANSLATION)
    if plain.endswith(("'s", "’s")):
        plain = plain[:-2]
    words = _BREAKS.sub(" ", _DROPPED.sub("", plain)).split()
    if len(words) > 1:
        if words[0] == "the":
            words = words[1:]
        words = [ABBREVIATED.get(word, word) for word in words]
    return " ".join(words)
