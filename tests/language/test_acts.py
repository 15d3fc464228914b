"""Acts that the encoder sees in a sentence."""

from __future__ import annotations

import pytest

from dragoman.language import Analyser
from dragoman.records import LearnedAct, Sentence


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def act_at(sentence: Sentence, word: str) -> LearnedAct:
    return next(act for act in sentence.acts if sentence.words[act.word] == word)


def test_an_act_has_a_type_and_the_heads_of_its_sides(analyser: Analyser) -> None:
    [[sentence]] = analyser.analyse(["Arland's army shelled the rebels on Monday."])
    act = act_at(sentence, "shelled")
    assert act.types[0][0] == "ASSAULT" and act.probability > 0.9
    sides = {role: sentence.words[word] for word, role, _ in act.roles}
    assert sides == {"actor": "army", "recipient": "rebels"}


def test_a_sentence_without_politics_has_no_likely_act(analyser: Analyser) -> None:
    [[sentence]] = analyser.analyse(["The soup was thick and the bread was warm."])
    assert all(act.probability < 0.5 for act in sentence.acts)


def test_acts_do_not_depend_on_the_neighbours(analyser: Analyser) -> None:
    text = "The ministers of Boria and Cadria signed a pact in Arland."
    [[alone]] = analyser.analyse([text])
    among = analyser.analyse([text, "Rain fell.", "Troops left the town and the crowd cheered the mayor." * 3, text])
    assert among[0][0].acts == alone.acts == among[3][0].acts


def test_in_windows_words_are_counted_in_the_sentence(analyser: Analyser) -> None:
    padding = ", and rain fell on the old town" * 40
    [[sentence]] = analyser.analyse([f"Snow fell{padding}, and rebels attacked the army."])
    assert sentence.note is not None and "windows" in sentence.note
    assert act_at(sentence, "attacked").types[0][0] == "ASSAULT"
