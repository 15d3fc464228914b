"""Clauses that are said: complements of a cue, and clauses into which a cue is inserted."""

from __future__ import annotations

from dragoman.voices.tree import SUBJECTS, Tree

SPEAKING_PARENTHESIS = frozenset({"parataxis", "advcl", "conj", "dep", "appos", "acl:relcl", "ccomp", "discourse"})
LONGEST_PARENTHESIS = 14
SEPARATORS = frozenset({",", "—", "–", "-", "--", ";", "(", '"', "”", "''", "’", "“", ":", "?", "!", ".", ")", "…"})


def clause(tree: Tree, verb: int) -> set[int]:
    """The complement clauses of a verb, before it or after it."""
    found: set[int] = set()
    for kid in tree.kids[verb]:
        relation = tree.relations[kid]
        if (
            relation == "ccomp"
            or (relation == "csubj:pass")
            or (relation in ("advcl", "xcomp", "obj", "acl", "dep") and tree.mark(kid) == "that")
            or (relation == "xcomp" and _has_subject(tree, kid))
            or (relation == "parataxis" and _is_told(tree, verb, kid))
        ):
            found |= tree.below(kid)
    if not found:
        for kid in tree.each(verb, "advcl"):
            found |= displaced(tree, kid)
    return found | _stray_subject(tree, verb, found)


def _stray_subject(tree: Tree, verb: int, found: set[int]) -> set[int]:
    """The subject of a clause before “…, X reported” that the tree hangs on the reporting verb beside its own."""
    subjects = list(tree.each(verb, "nsubj"))
    if len(subjects) < 2 or not found or min(found) > verb or subjects[0] > min(found):
        return set()
    return tree.below(subjects[0])


def displaced(tree: Tree, participle: int) -> set[int]:
    """The that-clause of “reported, citing the ministry, that …”, which trees hang on “citing” or its object."""
    cited = tree.kid(participle, "obj", "iobj")
    if tree.tags[participle] != "VBG" or cited is None:
        return set()
    found: set[int] = set()
    for head in (participle, cited):
        for kid in tree.each(head, "ccomp", "advcl", "acl"):
            if tree.mark(kid) == "that" and kid > cited and _after_comma(tree, kid):
                found |= tree.below(kid)
    return found


def _after_comma(tree: Tree, clause_head: int) -> bool:
    words = tree.sentence.words
    first = min(tree.below(clause_head))
    return words[first] == "," or (first > 0 and words[first - 1] == ",")


def quoted_as_saying(tree: Tree, verb: int) -> set[int]:
    """The clause before “…, the paper quoted him as saying”."""
    up = tree.heads[verb]
    return parenthesis(tree, up) if up >= 0 and tree.mark(verb) == "as" else set()


def _has_subject(tree: Tree, token: int) -> bool:
    return any(tree.relations[kid] in SUBJECTS for kid in tree.kids[token])


def _is_told(tree: Tree, verb: int, kid: int) -> bool:
    """Whether a clause loosely joined to a verb is what the verb tells: it stands first, or after a colon."""
    first = min(tree.below(kid))
    if kid < verb:
        return _has_subject(tree, kid) or tree.is_verb(kid)
    return first > 0 and tree.sentence.words[first - 1] in (":", "“", '"', "‘", "``")


def parenthesis(tree: Tree, verb: int) -> set[int]:
    """The clause into which a cue is inserted (“the raid, he said, failed”; “as the army reported”).

    Empty where the cue has a complement of its own or no comma or dash sets it off.
    """
    relation, up = tree.relations[verb], tree.heads[verb]
    if up < 0 or relation not in SPEAKING_PARENTHESIS:
        return set()
    own = tree.below(verb)
    is_as = relation == "advcl" and tree.mark(verb) == "as" and tree.tags[verb] != "VBG"
    if is_as and tree.kid(verb, "obj", "ccomp") is not None:
        return set()
    if not is_as:
        if len(own) > LONGEST_PARENTHESIS or tree.kid(verb, "mark") is not None:
            return set()
        if relation != "parataxis" and not _set_off(tree, own):
            return set()
    top = up if tree.is_clause(up) else next((above for above in tree.ancestors(up) if tree.is_clause(above)), up)
    return tree.below(top) - own


def _set_off(tree: Tree, own: set[int]) -> bool:
    """Whether commas, dashes or quotation marks part a clause from what surrounds it, and it has no object."""
    words = tree.sentence.words
    first, last = min(own), max(own)
    before = first > 0 and (words[first - 1] in SEPARATORS or words[first] in SEPARATORS)
    after = last + 1 >= len(words) or words[last + 1] in SEPARATORS or words[last] in SEPARATORS
    return before and after and tree.kid(first, "mark") is None
