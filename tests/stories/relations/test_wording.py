"""Legal names, subjects and terms, read off the words of a report with their offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Claim, Span
from dragoman.stories.relations import wording


def named(text: str) -> str | None:
    found = wording.legal_name(text, 0, len(text), 0)
    return found.text if found else None


def about(text: str) -> str | None:
    found = wording.subject(text, 0, len(text))
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Restrictions under the Caesar Act bite.", "Caesar Act"),
        ("The Magnitsky Act was passed.", "Magnitsky Act"),
        ("They signed the Treaty of Bora on Monday.", "Treaty of Bora"),
        ("It breaks Security Council Resolution 1929.", "Security Council Resolution 1929"),
        ("Sanctions under executive order 13224 stand.", "executive order 13224"),
        (
            "Arland left the Treaty on the Non-Proliferation of Nuclear Weapons.",
            "Treaty on the Non-Proliferation of Nuclear Weapons",
        ),
        ("The act was passed by law.", None),
    ],
)  # fmt: skip
def test_a_legal_name_runs_in_capitals(text: str, name: str | None) -> None:
    assert named(text) == name


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("concluded an agreement on a naval partnership between both", "naval partnership"),
        ("signed a mutual defence pact in Bora", "mutual defence"),
        ("a memorandum of understanding on fisheries, Channel Six said", "fisheries"),
        ("reached a deal to share the river's water with Boria", "share the river's water"),
        ("signed a comprehensive agreement on Monday", None),
        ("signed the paper", None),
    ],
)
def test_the_subject_follows_the_agreement_or_stands_before_it(text: str, subject: str | None) -> None:
    assert about(text) == subject


def claim(text: str, sentence: str) -> Claim:
    start = text.index(sentence)
    anchor = Span(sentence[:4], start, start + 4)
    return Claim("r", start, start + len(sentence), anchor, "SUPPORT", None, None, "actual", (), (), (), None, None)


def test_terms_stand_in_the_sentences_after() -> None:
    text = "They signed a pact. The pact provides for joint patrols, the ministry said. It also allows bases. The end."
    found = wording.terms(text, claim(text, "They signed a pact."))
    assert [term.words.text for term in found] == ["joint patrols"]
    assert all(text[term.words.start : term.words.end] == term.words.text for term in found)


@given(st.text(alphabet="ab Act Treaty of on the .,;“”\n", max_size=80))
def test_spans_are_the_words_that_stand_there(text: str) -> None:
    for found in (wording.legal_name(text, 0, len(text), 0), wording.subject(text, 0, len(text))):
        if found is not None:
            assert text[found.start : found.end] == found.text
            assert found.text == found.text.strip() and found.text
