"""The date of a claim: its own time expression by syntax, else the report's date, else null with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from dragoman.records import Because, Report, Sentence, Span, When
from dragoman.tables import package_path, rows
from dragoman.times.clauses import Clauses
from dragoman.times.expressions import TimeExpression
from dragoman.times.governing import targets, uses
from dragoman.times.standing import undated
from dragoman.times.tense import head_of

LASTING = frozenset({"for", "over", "in", "after", "within", "during"})


@lru_cache(maxsize=1)
def bounds() -> dict[str, str]:
    """What each preposition before a time says of the act: in, from, until, before, after."""
    table = package_path("lexicon", "times", "bounds.tsv")
    return {row.cells["word"]: row.cells["bound"] for row in rows(table, ("word", "bound"))}


def when(
    expressions: Sequence[TimeExpression], sentence: Sentence, anchor_token: int, report: Report, background: bool
) -> tuple[When | None, Because]:
    """The interval in which a claim's act lies, or None, and why.

    `expressions` are the sentence's own, `anchor_token` is the head of the claim's anchor, `background` is true for
    claims anchored on nouns. An expression counts where it hangs on the act, or on a clause that shares its time with
    the act's; one of a reporting verb, of a relative clause or of another clause does not.
    """
    clauses = Clauses(sentence)
    anchor = clauses.content_word(anchor_token)
    if _is_habitual(expressions, clauses, anchor):
        return None, Because(rule="the act is told as recurring, not on a day")
    own = _own(expressions, clauses, anchor, background)
    if own is not None:
        expression, rule, bound = own
        return _dated(expression, clauses, report, rule, bound)
    reason = undated(clauses, anchor, report, background, uses())
    if reason is not None:
        return None, Because(rule=reason)
    if report.published is None:
        return None, Because(rule="no time expression dates the act and the report is undated")
    rule = "no time expression of its own: the report's date"
    return When(None, None, None, report.published, report.published, "report"), Because(rule=rule)


def _own(
    expressions: Sequence[TimeExpression], clauses: Clauses, anchor: int, is_noun: bool
) -> tuple[TimeExpression, str, str | None] | None:
    """The expression that dates the act, the rule that says so, and the bound that its clause sets ("since ...")."""
    usable = [one for one in expressions if one.from_ or one.to or _is_measured(one, clauses)]
    if not usable:
        return None
    hung = [(one, *_hook(clauses, one)) for one in usable]
    for target in targets(clauses, anchor, is_noun):
        hanging = [
            one
            for one, host, is_adjunct in hung
            if host == target.token
            and (is_adjunct or not target.adjuncts)
            and not _counts_from(clauses, one, target.token)
        ]
        if hanging:
            return _preferred(hanging, anchor), target.rule, target.bound
    return None


def _is_habitual(expressions: Sequence[TimeExpression], clauses: Clauses, anchor: int) -> bool:
    """Whether the act bears a time that returns: "they march every Friday"."""
    return any(one.kind == "SET" and _hook(clauses, one)[0] == anchor for one in expressions)


def _is_measured(expression: TimeExpression, clauses: Clauses) -> bool:
    """Whether a bare length is how long the act has lasted ("for weeks"), not its object ("12 years in prison")."""
    if expression.kind != "DURATION" or expression.first == 0:
        return False
    return clauses.sentence.words[expression.first - 1].lower() in LASTING


def _hook(clauses: Clauses, expression: TimeExpression) -> tuple[int, bool]:
    """What a time expression hangs on, and whether as an adjunct ("on Monday"), not inside a name or possessor."""
    head = head_of(clauses.sentence, expression.first, expression.last)
    relation = clauses.sentence.relations[head]
    host = clauses.sentence.heads[head]
    is_adjunct = clauses.relation(head) in ("obl", "advmod", "nmod") and relation != "nmod:poss"
    return (host if host >= 0 else head), is_adjunct


def _counts_from(clauses: Clauses, expression: TimeExpression, token: int) -> bool:
    """Whether the expression counts from the act ("two days after the attack") and so dates another one."""
    last = clauses.sentence.words[expression.last - 1].lower()
    return last in ("after", "before") and token >= expression.last and not clauses.is_predicate(token)


def _preferred(hanging: Sequence[TimeExpression], anchor: int) -> TimeExpression:
    """Days before lengths, the narrower before the wider, then what stands nearest."""

    def rank(one: TimeExpression) -> tuple[bool, int, int]:
        if one.from_ is None or one.to is None:
            return one.from_ is None and one.to is None, 10**6, abs(one.first - anchor)
        days = (date.fromisoformat(one.to) - date.fromisoformat(one.from_)).days
        return False, days, abs(one.first - anchor)

    return min(hanging, key=rank)


def _dated(
    expression: TimeExpression, clauses: Clauses, report: Report, rule: str, clause_bound: str | None
) -> tuple[When | None, Because]:
    """The interval of an expression, with the preposition before it."""
    sentence = clauses.sentence
    first = expression.first
    words = [word.lower() for word in sentence.words[max(0, first - 2) : first]]
    bound, wide = "in", 0
    for size in (2, 1):
        phrase = " ".join(words[-size:]) if len(words) >= size else ""
        if phrase in bounds():
            bound, wide = bounds()[phrase], size
            break
    start = sentence.starts[first - wide]
    text = report.text[start : expression.end]
    because = Because(rule=rule, row=expression.row, span=Span(text, start, expression.end))
    from_, to = _bounded(expression, clause_bound or bound, report.published)
    if from_ is None and to is None:
        if report.published is None:
            return None, Because(rule="a time without a date, and the report is undated", row=expression.row)
        from_, to = None, report.published
    return When(text, start, expression.end, from_, to, expression.basis), because


def _bounded(expression: TimeExpression, bound: str, published: str | None) -> tuple[str | None, str | None]:
    """The days that an expression and its preposition leave for the act."""
    from_, to = expression.from_, expression.to
    if bound == "from" and from_ and published and from_ <= published:
        return from_, published
    if bound == "from" and from_:
        return from_, None
    if bound == "until" and to:
        return None, to
    if bound == "before" and from_:
        return None, (date.fromisoformat(from_) - timedelta(days=1)).isoformat()
    if bound == "after" and to:
        later = (date.fromisoformat(to) + timedelta(days=1)).isoformat()
        return later, published if published and later <= published else None
    return from_, to
