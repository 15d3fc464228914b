"""Whole reports through the shipped model: what a reader would say who speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.records import Sentence
from dragoman.voices import Attribution, chain

from .conftest import source

Heard = Callable[[str], tuple[tuple[Sentence, ...], tuple[Attribution, ...]]]


def voices_of(heard: Heard, text: str, word: str) -> list[str | None]:
    """The chain of sources of the first token that is the word, outermost first."""
    sentences, attributions = heard(text)
    at, token = next((s, t) for s, one in enumerate(sentences) for t, w in enumerate(one.words) if w == word)
    return [source(sentences, one) for one in chain(attributions, at, token)]


@pytest.mark.parametrize(
    ("text", "word", "speakers"),
    [
        ("The minister said that the army had shelled the town.", "shelled", ["The minister"]),
        ("The army has shelled the town, said the minister.", "shelled", ["the minister"]),
        ("The army shelled the town, state radio reported.", "shelled", ["state radio"]),
        ('"The army shelled the town," the minister said.', "shelled", ["the minister"]),
        ("‘The army shelled the town,’ said the envoy.", "shelled", ["the envoy"]),
        ("The army, he said, shelled the town.", "shelled", ["he"]),
        ("A spokesman told Sputnik that rebels had shelled the town.", "shelled", ["A spokesman"]),
        ("The rebels shelled the town, according to the army.", "shelled", ["the army"]),
        ("The raid was confirmed by the Defence Ministry.", "raid", ["the Defence Ministry"]),
        ("It was reported that the rebels had shelled the town.", "shelled", [None]),
        ("The rebels shelled the town.", "shelled", []),
        ("The council urged the rebels to withdraw.", "withdraw", []),
    ],
)
def test_one_voice(heard: Heard, text: str, word: str, speakers: list[str | None]) -> None:
    assert voices_of(heard, text, word) == speakers


@pytest.mark.parametrize(
    ("text", "word", "speakers"),
    [
        (
            "Lanna TV reported, citing the ministry, that the rebels had attacked the town.",
            "attacked",
            ["Lanna TV", "the ministry"],
        ),
        (
            "The army has destroyed three bases, Bagheri said, as quoted by the broadcaster.",
            "destroyed",
            ["the broadcaster", "Bagheri"],
        ),
        (
            "The minister was quoted by Tamar News as saying that the army had withdrawn.",
            "withdrawn",
            ["Tamar News", "The minister"],
        ),
        (
            "The army killed ten rebels, the agency said, citing a police statement.",
            "killed",
            ["the agency", "a police statement"],
        ),
    ],
)
def test_voices_within_voices(heard: Heard, text: str, word: str, speakers: list[str]) -> None:
    assert voices_of(heard, text, word) == speakers


def test_a_quotation_keeps_its_speaker_in_every_sentence(heard: Heard) -> None:
    text = '"They have shelled our villages," the governor said on Monday. "They killed ten people. We buried them."'
    sentences, attributions = heard(text)
    assert voices_of(heard, text, "killed") == ["the governor"]
    assert voices_of(heard, text, "buried") == ["the governor"]
    inherited = [one for one in attributions if one.inherited]
    assert {one.cue for one in inherited} == {attributions[0].cue}
    assert all(one.sentence == 0 and one.kind == "direct" for one in inherited)
    assert len(sentences) == 3


def test_a_quotation_runs_over_paragraphs(heard: Heard) -> None:
    text = (
        '"The war is over," the governor told reporters. "The army has left.\n\n'
        '"The rebels have left too. We will rebuild."\n\nThe opposition attacked the plan.'
    )
    assert voices_of(heard, text, "rebuild") == ["the governor"]
    assert voices_of(heard, text, "attacked") == []


def test_a_colon_hands_over_to_the_next_paragraph(heard: Heard) -> None:
    text = 'The minister said:\n\n"We have signed the treaty. They will sign too."'
    assert voices_of(heard, text, "signed") == ["The minister"]


def test_participles_belong_to_the_main_speaker(heard: Heard) -> None:
    text = "A spokesman told reporters that the troops had left, adding that talks would resume."
    assert voices_of(heard, text, "resume") == ["A spokesman"]


def test_a_denial_and_an_allegation_are_marked(heard: Heard) -> None:
    _, denied = heard("The minister denied that his forces had attacked the convoy.")
    _, claimed = heard("The rebels claimed that they had attacked the convoy.")
    assert [one.strength for one in (*denied, *claimed)] == ["denied", "claimed"]


@pytest.mark.parametrize(
    "text", ["", '"', "”", 'He said "', "“\n\n“\n\n“", "said said said", "according to", '"' * 50, ":" * 9]
)
def test_odd_texts_give_no_error(heard: Heard, text: str) -> None:
    sentences, attributions = heard(text)
    for one in attributions:
        for at, first, last in one.content:
            assert 0 <= first < last <= len(sentences[at])


def test_the_same_report_gives_the_same_attributions(heard: Heard) -> None:
    text = 'The army "won," the envoy said. The rebels, he added, fled. "All is quiet."'
    assert heard(text) == heard(text)
