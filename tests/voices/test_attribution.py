"""The chain of voices: outermost first, and only of those who vouch."""

from __future__ import annotations

from dragoman.voices import Attribution, chain


def attribution(cue: int, *content: tuple[int, int], manner: str = "speech", lemma: str = "say") -> Attribution:
    return Attribution(
        sentence=0,
        cue=(0, cue, cue + 1),
        content=tuple((0, first, last) for first, last in content),
        strength="stated",
        kind="indirect",
        manner=manner,
        lemma=lemma,
        row="cues.tsv:1",
    )


def test_a_cue_inside_anothers_content_is_the_inner_voice() -> None:
    inner = attribution(6, (7, 12))
    outer = attribution(2, (3, 12), lemma="report")
    assert chain((inner, outer), 0, 9) == (outer, inner)


def test_a_channel_after_the_speech_is_the_outer_voice() -> None:
    said = attribution(6, (0, 5))
    quoted = attribution(9, (0, 5), (6, 7), lemma="quote", manner="channel")
    assert chain((said, quoted), 0, 3) == (quoted, said)


def test_parallel_voices_follow_the_text() -> None:
    reported, citing = attribution(2, (7, 12), lemma="report"), attribution(4, (7, 12), lemma="cite")
    assert chain((citing, reported), 0, 8) == (reported, citing)


def test_who_demands_or_judges_does_not_vouch() -> None:
    urged = attribution(2, (3, 12), lemma="urge", manner="request")
    assert not urged.vouches
    assert chain((urged,), 0, 9) == ()


def test_words_outside_the_content_have_no_voice() -> None:
    assert chain((attribution(2, (3, 12)),), 0, 1) == ()
    assert chain((attribution(2, (3, 12)),), 1, 5) == ()
