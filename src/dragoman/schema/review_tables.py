"""Tables of what persons decided. They refer to ids, not to numbers, so that they can be replayed on another run."""

from __future__ import annotations

from dragoman.schema.columns import Column as C  # noqa: N817
from dragoman.schema.columns import Index, Table

REVIEWS = Table(
    "reviews",
    "One row a decision of a person on a claim, event, relation or report; nothing is ever changed or removed here.",
    (
        C("no", "integer", "Number of the decision, in the order made."),
        C("kind", "text", "What it is about.", values=("claim", "event", "relation", "report")),
        C("target", "text", "Its id."),
        C("verdict", "text", "accepted, corrected, rejected; merged, split; undone takes another decision back."),
        C("change", "json", "The corrected fields, the ids merged or split off, or the decision that is undone."),
        C("reviewer", "text", "Who decided."),
        C("note", "text", "Why.", nullable=True),
        C("made", "moment", "When."),
    ),
    ("no",),
    (Index(("kind", "target", "no")),),
)

GRADES = Table(
    "grades",
    "One row an Admiralty grade that a person set: A to F for outlets and voices, 1 to 6 for claims. The last counts; "
    "without one it is F or 6, which cannot be judged.",
    (
        C("no", "integer", "Number of the grade, in the order set."),
        C("kind", "text", "What is graded.", values=("outlet", "voice", "claim")),
        C("target", "text", "Name of the outlet or voice, or id of the claim."),
        C("grade", "text", "The grade.", values=("A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6")),
        C("grader", "text", "Who set it."),
        C("note", "text", "Why.", nullable=True),
        C("made", "moment", "When."),
    ),
    ("no",),
    (Index(("kind", "target", "no")),),
)

TABLES = (REVIEWS, GRADES)
