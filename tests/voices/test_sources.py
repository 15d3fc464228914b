"""Sources and contents on hand-made trees, with the table alone."""

from __future__ import annotations

from dragoman.records import Sentence
from dragoman.voices import Attribution, Voices

from .conftest import report, source, text_of, tree, words


def heard(voices: Voices, *sentences: Sentence) -> list[tuple[str | None, str, list[str]]]:
    """Source, cue and contents of each attribution, in words."""
    found = voices.attributions(report(text_of(sentences)), sentences)
    return [
        (source(sentences, one), words(sentences, one.cue), [words(sentences, part) for part in one.content])
        for one in found
    ]


def attributions(voices: Voices, sentence: Sentence) -> tuple[Attribution, ...]:
    return voices.attributions(report(text_of([sentence])), [sentence])


SAID = tree(
    "The/the/DT/2/det army/army/NN/3/nsubj said/say/VBD/0/root that/that/IN/7/mark rebels/rebel/NNS/7/nsubj "
    "had/have/VBD/7/aux fled/flee/VBN/3/ccomp ././././punct".replace("././././punct", "./././3/punct")
)


def test_a_that_clause_is_the_content_and_the_subject_speaks(voices: Voices) -> None:
    assert heard(voices, SAID) == [("The army", "said", ["that rebels had fled"])]


def test_an_attribution_names_the_row_on_which_it_rests(voices: Voices) -> None:
    (one,) = attributions(voices, SAID)
    assert (one.lemma, one.kind, one.manner, one.strength) == ("say", "indirect", "speech", "stated")
    assert one.row.startswith("cues.tsv:")
    assert one.source == (0, 2, 1)


def test_a_cue_put_into_the_clause(voices: Voices) -> None:
    sentence = tree(
        "Rebels/rebel/NNS/7/nsubj ,/,/,/4/punct he/he/PRP/4/nsubj said/say/VBD/7/parataxis ,/,/,/4/punct "
        "had/have/VBD/7/aux fled/flee/VBN/0/root ./././7/punct"
    )
    assert heard(voices, sentence) == [("he", "said", ["Rebels", "had fled"])]


def test_the_by_phrase_of_a_passive_speaks(voices: Voices) -> None:
    sentence = tree(
        "The/the/DT/2/det raid/raid/NN/4/nsubj:pass was/be/VBD/4/aux:pass confirmed/confirm/VBN/0/root "
        "by/by/IN/7/case the/the/DT/7/det ministry/ministry/NN/4/obl:agent ./././4/punct"
    )
    assert heard(voices, sentence) == [("the ministry", "confirmed", ["The raid"])]


def test_it_was_reported_names_nobody(voices: Voices) -> None:
    sentence = tree(
        "It/it/PRP/3/expl was/be/VBD/3/aux:pass reported/report/VBN/0/root that/that/IN/6/mark "
        "rebels/rebel/NNS/6/nsubj fled/flee/VBD/3/ccomp ./././3/punct"
    )
    assert heard(voices, sentence) == [(None, "reported", ["that rebels fled"])]


def test_according_to_speaks_for_the_clause_around(voices: Voices) -> None:
    sentence = tree(
        "Rebels/rebel/NNS/2/nsubj fled/flee/VBD/0/root ,/,/,/7/punct according/accord/VBG/7/case to/to/IN/4/fixed "
        "the/the/DT/7/det army/army/NN/2/obl ./././2/punct"
    )
    assert heard(voices, sentence) == [("the army", "according to", ["Rebels fled"])]


def test_an_owner_of_a_claim_is_its_source(voices: Voices) -> None:
    sentence = tree(
        "The/the/DT/2/det army/army/NN/4/nmod:poss 's/'s/POS/2/case claim/claim/NN/9/nsubj that/that/IN/7/mark "
        "rebels/rebel/NNS/7/nsubj fled/flee/VBD/4/acl was/be/VBD/9/cop false/false/JJ/0/root ./././9/punct"
    )
    found = attributions(voices, sentence)
    assert [(source([sentence], one), one.kind, one.strength) for one in found] == [("The army", "noun", "claimed")]


def test_a_participle_after_a_comma_is_the_main_speakers(voices: Voices) -> None:
    sentence = tree(
        "He/he/PRP/2/nsubj said/say/VBD/0/root troops/troops/NNS/4/nsubj left/leave/VBD/2/ccomp ,/,/,/6/punct "
        "adding/add/VBG/4/advcl that/that/IN/10/mark talks/talk/NNS/10/nsubj would/would/MD/10/aux "
        "resume/resume/VB/6/ccomp ./././2/punct"
    )
    assert heard(voices, sentence) == [
        ("He", "said", ["troops left"]),
        ("He", "adding", ["that talks would resume"]),
    ]


def test_a_relative_pronoun_stands_for_its_noun(voices: Voices) -> None:
    sentence = tree(
        "Officials/official/NNS/7/nsubj who/who/WP/3/nsubj said/say/VBD/1/acl:relcl rebels/rebel/NNS/5/nsubj "
        "fled/flee/VBD/3/ccomp were/be/VBD/7/cop wrong/wrong/JJ/0/root ./././7/punct"
    )
    (one,) = attributions(voices, sentence)
    assert one.source is not None and sentence.words[one.source[2]] == "Officials"


def test_the_ministry_speaks_through_the_statement_it_issues(voices: Voices) -> None:
    sentence = tree(
        "The/the/DT/2/det ministry/ministry/NN/3/nsubj issued/issue/VBD/0/root a/a/DT/5/det "
        "statement/statement/NN/3/obj saying/say/VBG/5/acl that/that/IN/9/mark rebels/rebel/NNS/9/nsubj "
        "fled/flee/VBD/6/ccomp ./././3/punct"
    )
    assert ("The ministry", "saying", ["that rebels fled"]) in heard(voices, sentence)


def test_citing_somebody_who_can_speak(voices: Voices) -> None:
    sentence = tree(
        "Lanna/Lanna/NNP/2/compound TV/TV/NNP/3/nsubj reported/report/VBD/0/root ,/,/,/5/punct "
        "citing/cite/VBG/3/advcl police/police/NNS/5/obj ,/,/,/5/punct that/that/IN/10/mark rebels/rebel/NNS/10/nsubj "
        "fled/flee/VBD/5/ccomp ./././3/punct"
    )
    assert heard(voices, sentence) == [
        ("Lanna TV", "reported", ["that rebels fled"]),
        ("police", "citing", ["that rebels fled"]),
    ]


def test_a_sentence_without_a_cue_has_no_voice(voices: Voices) -> None:
    assert heard(voices, tree("Rebels/rebel/NNS/2/nsubj fled/flee/VBD/0/root ./././2/punct")) == []


def test_a_report_without_sentences_has_no_voice(voices: Voices) -> None:
    assert voices.attributions(report(""), ()) == ()
