"""The whole stage with the shipped model."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from dragoman.language import Analyser
from dragoman.records import Sentence

TEXTS = (
    "Rebels shelled the town of Marato on Monday, killing three people. "
    '"We will not retreat," General Omar Haddad told reporters.',
    "The United Nations denied that its envoy had met Iranian officials in Geneva.\n\nTalks may resume next week.",
    "Police arrested 12 protesters in Nairobi.",
    "PRESIDENT SIGNS PEACE DEAL\n\nThe president of Kenya signed a peace deal with Somalia, the BBC reported.",
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser()


def well_formed(text: str, sentence: Sentence) -> None:
    count = len(sentence.words)
    arrays = (
        sentence.starts,
        sentence.ends,
        sentence.lemmas,
        sentence.upos,
        sentence.tags,
        sentence.heads,
        sentence.relations,
    )
    assert all(len(array) == count for array in arrays)
    assert all(len(layer) == count for layer in sentence.layers.values())
    for word, start, end in zip(sentence.words, sentence.starts, sentence.ends, strict=True):
        assert sentence.start <= start < end <= sentence.end
        assert text[start:end] == word
    assert [head for head in sentence.heads if head < 0] == [-1]
    assert all(-1 <= head < count for head in sentence.heads)
    assert [relation for relation in sentence.relations if relation == "root"] == ["root"]
    assert all(0 <= span.first < span.last <= count for span in sentence.spans)
    for place in range(count):
        steps = 0
        while place >= 0:
            place, steps = sentence.heads[place], steps + 1
            assert steps <= count


def test_a_plain_sentence_is_read(analyser: Analyser) -> None:
    (sentences,) = analyser.analyse([TEXTS[0]])
    first, second = sentences
    root = first.heads.index(-1)
    assert (first.words[root], first.lemmas[root], first.upos[root]) == ("shelled", "shell", "VERB")
    assert (first.relations[0], first.heads[0]) == ("nsubj", root)
    assert ("Marato", "GPE") in {(" ".join(first.words[s.first : s.last]), s.label) for s in first.spans}
    haddad = second.words.index("Haddad")
    assert second.layers["attribution"][haddad] in ("I-source", "B-source")
    assert second.layers["attribution"][second.words.index("told")] == "B-cue"
    assert float(second.layers["status"][second.words.index("retreat")]) < 0 < float(first.layers["status"][root])


def test_all_records_are_well_formed(analyser: Analyser) -> None:
    for text, sentences in zip(TEXTS, analyser.analyse(TEXTS), strict=True):
        assert sentences
        for sentence in sentences:
            well_formed(text, sentence)
            assert sentence.note is None


def test_neighbours_and_order_do_not_change_a_sentence(analyser: Analyser) -> None:
    pool = [
        *TEXTS,
        *(
            f"{name} accused {other} of breaking the truce on day {n}."
            for n, (name, other) in enumerate([("Iran", "Iraq"), ("Chad", "Mali")] * 20)
        ),
    ]
    together = analyser.analyse(pool)
    assert [analyser.analyse([text])[0] for text in pool] == together
    order = list(range(len(pool)))
    random.Random(3).shuffle(order)
    shuffled = analyser.analyse([pool[index] for index in order])
    assert shuffled == [together[index] for index in order]


def test_two_threads_and_two_instances_agree(analyser: Analyser) -> None:
    assert Analyser(threads=2).analyse(TEXTS) == analyser.analyse(TEXTS)


def test_a_sentence_of_hundreds_of_words_is_read_in_windows(analyser: Analyser) -> None:
    text = "The minister said " + ", ".join(f"the army of region {n} attacked town {n}" for n in range(80)) + "."
    (sentence,) = analyser.analyse([text])[0]
    assert len(sentence) > 400
    well_formed(text, sentence)
    assert sentence.note is not None
    assert "windows" in sentence.note
    assert "VERB" in sentence.upos[400:]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "...",
        "\x00\x01\x02",
        '"\n"',
        "\ufeff",
        "\u200b",
        "🙂🙂",
        "𝔘𝔫",
        "a\u0301" * 50,
        "-" * 5000,
        "漢字かな交じり文。",
    ],
)
def test_odd_input_gives_partial_records(analyser: Analyser, text: str) -> None:
    (sentences,) = analyser.analyse([text])
    for sentence in sentences:
        if sentence.words:
            well_formed(text, sentence)
        assert sentence.note is not None or any(letter.isalnum() for letter in sentence.words[0]) or len(sentence) > 1


@pytest.mark.parametrize("unit", ["a", "a-", "a ", "1.", "\x00", "!?"])
def test_a_blob_of_a_hundred_kilobytes_ends(analyser: Analyser, unit: str) -> None:
    (sentences,) = analyser.analyse([unit * (100_000 // len(unit))])
    for sentence in sentences:
        assert len(sentence.heads) == len(sentence.words)


def test_a_text_without_letters_says_so(analyser: Analyser) -> None:
    (sentence,) = analyser.analyse(["* * *"])[0]
    assert sentence.note == "not analysed: no letters or digits"


def test_given_tokens_are_kept(analyser: Analyser) -> None:
    words = ["Iran", "'s", "anti - air", "unit", "fired", "."]
    (sentence,) = analyser.analyse_tokens([words])
    assert list(sentence.words) == words
    text = " ".join(words)
    assert all(text[a:b] == word for word, a, b in zip(words, sentence.starts, sentence.ends, strict=True))
    assert analyser.analyse_tokens([[]])[0].note == "not analysed: no words"


def test_importing_loads_no_heavy_library() -> None:
    code = (
        "import sys, dragoman.language; print([m for m in ('numpy', 'onnxruntime', 'lemminflect') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
