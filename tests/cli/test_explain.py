"""`dragoman explain`: the report in full with its claims, on a terminal and as a page."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from rich.console import Console
from typer.testing import CliRunner

import dragoman.coder
from dragoman.cli import app
from dragoman.cli.explain import full_view, nested_voices
from dragoman.cli.page import claim_block, marked_text, page, voice_boxes
from dragoman.reading import read_text
from dragoman.records import Because, Claim, Party, Report, Span
from tests.cli import made

SAMPLE = Path(__file__).parents[2] / "samples" / "7-boria-airstrikes.txt"
VOID = {"meta", "br"}


class Elements(HTMLParser):
    """Reads a page strictly: every element closes in its turn. Keeps the words, the tags and the attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


class KnowsOneReport:
    """Gives the hand-made claims for every report."""

    def code(self, reports: Iterable[Report]) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        for report in reports:
            yield report, made.claims()


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(dragoman.coder, "Coder", KnowsOneReport)
    path = tmp_path / "story.txt"
    path.write_text(made.TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["explain", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def shown(report: Report, claims: tuple[Claim, ...]) -> str:
    file = io.StringIO()
    Console(file=file, width=140, color_system=None).print(full_view(report, claims))
    return file.getvalue()


def voice(name: str) -> Party:
    return Party(name, None, None, name, None, None)


def chained() -> Claim:
    return msgspec.structs.replace(made.claims()[0], sources=(voice("Lanna TV"), voice("the ministry")))


def test_voices_nest_from_the_outermost_in() -> None:
    told = "REQUEST (yield) → RETREAT: Arland (ARL GOV) → Boria (BOR GOV)"
    assert nested_voices(chained()) == f"Lanna TV ⟨ the ministry ⟨ {told} ⟩⟩"
    assert nested_voices(msgspec.structs.replace(chained(), sources=())) == told
    assert nested_voices(made.claims()[1]) == "Boria (BOR GOV) ⟨ ASSAULT (aerial), negated: Boria (BOR) ⟩"
    boxes = voice_boxes(chained())
    assert boxes.startswith('<div class="voice">Lanna TV<div class="voice">the ministry<div class="act">')
    assert boxes.endswith("</div></div></div>")


def test_the_report_is_shown_in_full_with_claims_under_their_sentences() -> None:
    text = shown(made.report(), made.claims())
    places = [
        text.index(words)
        for words in (
            "BORA CITY, July 8",
            "[act: urged]",
            "1  Channel Six (JRN) ⟨",
            "[act: shelled]",
            "2  Boria",
            "It rained.",
        )
    ]
    assert places == sorted(places)
    assert "⟩ · 2020-07-06 " in text and "· Hallum (ARL)" in text


def test_claims_of_one_sentence_share_its_marks() -> None:
    urged = made.claims()[0]
    other = msgspec.structs.replace(urged, actors=urged.recipients, recipients=urged.actors)
    text = shown(made.report(), (urged, other))
    assert text.count("[act: urged]") == 1 and "[who, whom: Arland]" in text


def test_no_report_steers_the_terminal() -> None:
    hostile = msgspec.structs.replace(made.report(), text=made.TEXT.replace("It rained", "It\x1b[2Jed "))
    text = shown(hostile, made.claims())
    assert "\x1b" not in text and "It\N{REPLACEMENT CHARACTER}[2Jed" in text


def test_hostile_text_stays_text() -> None:
    attack = '<script>alert("1")</script>&amp;</div>\x00'
    report = read_text(f"Arland on Monday urged Boria {attack.rstrip(chr(0))} to go.", "r1", date="2020-07-08")
    start = report.text.index("<script>")
    words = Span('<script>alert("1")</script>', start, start + 27)
    bad = Party(words.text, words.start, words.end, attack, '"><img src=x>', None, cue=words, strength=attack)
    claim = msgspec.structs.replace(
        made.claims()[0],
        sentence_start=0,
        sentence_end=len(report.text),
        anchor=words,
        event=attack,
        mode=attack,
        actors=(bad,),
        recipients=(bad,),
        sources=(bad,),
        because={"event": Because(attack, attack, attack, 0.5, words)},
        nulls={"where": attack, attack: attack},
    )
    read = Elements(page([(report, (claim,))]))
    assert not read.tags & {"script", "img", "link", "a", "iframe"}
    assert read.names <= {"lang", "charset", "http-equiv", "content", "name", "class", "title"}
    assert Elements(marked_text(report, [claim])).words == report.text


def test_crossing_and_nested_spans_keep_the_text() -> None:
    urged, shelled = made.claims()
    crossing = (
        made.party("Arland on", "ARL", "GOV", made.BODY),
        made.party("Monday urged Boria", None, None, made.BODY),
    )
    html = marked_text(made.report(), [msgspec.structs.replace(urged, actors=crossing), shelled])
    assert Elements(html).words == made.report().text
    assert '<mark class="actor" title="actor of claim 1">Arland </mark>' in html
    assert '<mark class="actor when" title="actor of claim 1, when of claim 1">on</mark>' in html
    assert 'class="actor anchor"' in html and 'class="where"' in html


def test_every_reason_stands_in_the_block() -> None:
    urged = made.claims()[0]
    claim = msgspec.structs.replace(urged, nulls={"where": "no place is named", "counts": "nobody is counted"})
    words = Elements(claim_block(made.report(), claim, 1)).words
    for reason in ("the frame of “urge”", "row verbal.tsv:12", "no place is named", "nobody is counted"):
        assert words.count(reason) == 1


def test_an_unreadable_report_is_named_and_the_others_shown(story: Path, tmp_path: Path) -> None:
    code, out, err = run(story, tmp_path / "absent.txt")
    assert code == 1 and "[act: urged]" in out and "absent.txt: there is no such file" in err
    target = tmp_path / "out.html"
    assert run(story, tmp_path / "absent.txt", "--html", target)[:2] == (1, "")
    assert "Arland urges Boria" in target.read_text(encoding="utf-8")


def test_only_unreadable_reports_leave_no_page(tmp_path: Path) -> None:
    assert run(tmp_path / "absent.txt", "--html", tmp_path / "out.html")[0] == 1
    assert not (tmp_path / "out.html").exists()


def test_a_page_never_overwrites_a_report(story: Path) -> None:
    result = CliRunner().invoke(app, ["explain", str(story), "--html", str(story)])
    assert "does not end in .html" in str(result.exception)
    assert story.read_text(encoding="utf-8") == made.TEXT


def test_a_sample_from_end_to_end(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    assert run(SAMPLE, "--html", target) == (0, "", "")
    written = target.read_text(encoding="utf-8")
    read = Elements(written)
    assert SAMPLE.read_text(encoding="utf-8").strip() in read.words
    assert {"article", "mark", "table", "section"} <= read.tags
    assert "default-src 'none'; style-src 'unsafe-inline'" in written
    assert '<div class="voice">' in written and "ASSAULT (aerial)" in read.words
