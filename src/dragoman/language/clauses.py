"""A clause gets back the subject that a coordination took from it: "Boria attacked Cadria and Doran sent troops".

Parsers like to join the noun after "and" to the object before it and leave the verb behind it without a subject. Where
a coordinated finite verb stands directly behind such a noun, has neither subject nor "and" of its own, and the "and"
stands before the noun, the noun is its subject. That is a fact about English order and so no row.
"""

from __future__ import annotations

from collections.abc import Sequence

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"})
OBJECTS = frozenset({"obj", "iobj", "obl", "obl:agent", "nmod", "conj", "xcomp"})
JOINED = frozenset({"conj", "acl", "acl:relcl", "parataxis"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def subjects_restored(
    heads: Sequence[int], relations: Sequence[str], tags: Sequence[str], upos: Sequence[str]
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Heads and relations (universal, -1 for the root) with such subjects on their verbs."""
    mended, names = list(heads), list(relations)
    for noun, relation in enumerate(relations):
        if relation != "conj" or upos[noun] not in NOMINAL or noun + 1 >= len(heads):
            continue
        before, verb = heads[noun], _verb_behind(noun, heads, tags, upos)
        if verb is None or before < 0 or relations[before] not in OBJECTS or relations[verb] not in JOINED:
            continue
        governing = heads[verb]
        own = [relations[kid] for kid, head in enumerate(heads) if head == verb]
        if SUBJECTS & set(own) or any(heads[kid] == verb and relations[kid] == "cc" for kid in range(noun, verb)):
            continue
        above = _verb_above(before, heads, upos)
        if above is None or (governing not in (above, noun, before)):
            continue
        mended[noun], names[noun] = verb, "nsubj:pass" if "aux:pass" in own else "nsubj"
        mended[verb], names[verb] = above, "conj"
        for kid in range(before + 1, noun):
            if heads[kid] == noun and relations[kid] in ("cc", "punct"):
                mended[kid] = verb
    return tuple(mended), tuple(names)


def _verb_behind(noun: int, heads: Sequence[int], tags: Sequence[str], upos: Sequence[str]) -> int | None:
    """The verb whose finite form stands directly behind a noun, adverbs aside."""
    place = noun + 1
    while place < len(heads) and upos[place] == "ADV":
        place += 1
    if place >= len(heads) or tags[place] not in FINITE:
        return None
    if upos[place] != "AUX":
        return place
    verb = heads[place]
    return verb if verb > place else None


def _verb_above(token: int, heads: Sequence[int], upos: Sequence[str]) -> int | None:
    """The nearest verb above a token."""
    above = heads[token]
    for _ in range(len(heads)):
        if above < 0 or upos[above] == "VERB":
            break
        above = heads[above]
    return above if above >= 0 else None
