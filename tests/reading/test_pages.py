"""Web pages: the article, its address, its date with what the date rests on, its language as declared."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from tests.reading.made import BODY, HEADLINE, page

from dragoman.errors import UnreadableReport
from dragoman.reading import Limits
from dragoman.reading.documents import Document
from dragoman.reading.members import Member
from dragoman.reading.page_dates import moment_text, page_date, url_date
from dragoman.reading.pages import parse_page


def parsed(markup: str | bytes, url: str | None = None, charset: str | None = None) -> Document:
    data = markup if isinstance(markup, bytes) else markup.encode()
    (document,) = parse_page(Member("html", data, url=url, charset=charset), Limits())
    return document


def test_article_without_its_surroundings() -> None:
    found = parsed(page())
    assert found.text == "\n\n".join((HEADLINE, *BODY))
    assert (found.title, found.language, found.language_basis, found.encoding) == (
        HEADLINE,
        "en",
        "declared",
        "utf-8",
    )


def test_address_is_the_canonical_one() -> None:
    link = '<link rel="canonical" href="/2020/07/08/urges">'
    assert (
        parsed(page(link), "https://www.daily.example/urges?ref=home").url
        == "https://www.daily.example/2020/07/08/urges"
    )
    assert parsed(page('<link rel="canonical" href="https://daily.example/a">')).url == "https://daily.example/a"


def test_canonical_address_of_another_host_is_not_believed() -> None:
    link = '<link rel="canonical" href="https://famous.example/a">'
    assert parsed(page(link), "https://copy.example/b").url == "https://copy.example/b"
    assert parsed(page('<link rel="canonical" href="javascript:alert(1)">')).url is None


def test_address_of_a_saved_page() -> None:
    saved = "<!-- saved from url=(0028)https://daily.example/urges -->" + page()
    assert parsed(saved).url == "https://daily.example/urges"


@pytest.mark.parametrize(
    ("data", "charset", "encoding"),
    [
        (page(body=(*BODY, "Café.")).encode(), "iso-8859-1", "utf-8"),
        (page(body=(*BODY, "Café.")).replace("utf-8", "latin-1").encode("cp1252"), None, "cp1252"),
        (page(body=(*BODY, "Café.")).encode("cp1252"), "utf-8", "cp1252"),
        (page(body=(*BODY, "Café.")).encode("utf-16"), None, "utf-16"),
        (b'<?xml version="1.0" encoding="latin-1"?>' + page(body=(*BODY, "Caf&eacute;.")).encode(), None, "utf-8"),
    ],
)
def test_charsets_that_lie(data: bytes, charset: str | None, encoding: str) -> None:
    found = parsed(data, charset=charset)
    assert "Café." in found.text and found.encoding == encoding


def test_a_few_damaged_bytes_do_not_cost_the_page() -> None:
    found = parsed(page(body=(*BODY, "Caf\u00e9.")).encode().replace(b"spring", b"spr\xffi\0ng"))
    assert "spr\ufffding" in found.text and "Caf\u00e9." in found.text and found.encoding == "utf-8"


@pytest.mark.parametrize(
    ("head", "body", "date", "basis"),
    [
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "datePublished": "1999-01-01"},'
            '{"@type": ["NewsArticle"], "datePublished": "2020-07-08T10:00:00+02:00"}]}</script>'
            '<meta property="article:published_time" content="2020-07-01">',
            "",
            "2020-07-08T10:00:00+02:00",
            "json_ld",
        ),
        ('<meta name="DC.date" content="2020-07-08">', "", "2020-07-08", "meta"),
        (
            '<script type="application/ld+json">{torn</script>',
            '<time datetime="2020-07-08">x</time>',
            "2020-07-08",
            "time_element",
        ),
        (
            "",
            '<time datetime="2020-07-09" class="updated">x</time>'
            '<time datetime="2020-07-08" class="published">x</time>',
            "2020-07-08",
            "time_element",
        ),
        ('<meta name="date" content="07/08/2020">', "", "2020-07-10", "url"),
    ],
)
def test_dates_and_their_bases(head: str, body: str, date: str, basis: str) -> None:
    tree = html.fromstring(f"<html><head>{head}</head><body>{body}<p>Text.</p></body></html>")
    found = page_date(tree, "https://daily.example/2020/jul/10/urges")
    assert found is not None and (found.date, found.basis, found.weak) == (date, basis, False)


def test_dates_in_addresses() -> None:
    assert url_date("https://a.example/world/2020/07/08/urges") == "2020-07-08"
    assert url_date("https://a.example/world/20200708-urges.html") == "2020-07-08"
    assert url_date("https://a.example/2020/13/08/") is None
    assert url_date("https://a.example/2020/02/31/") is None
    assert url_date("https://a.example/story-12345678") is None


def test_moments_as_machines_write_them() -> None:
    assert moment_text("Wed, 08 Jul 2020 23:30:00 -0500") == "2020-07-08T23:30:00-05:00"
    assert moment_text("2020-07-08 10:00:00 +0200") == "2020-07-08T10:00:00+02:00"
    assert moment_text("08/07/2020") is None
    assert moment_text("yesterday") is None


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"\0\0", b"<!doctype html><p>"])
def test_pages_without_an_article(data: bytes) -> None:
    with pytest.raises(UnreadableReport):
        parsed(data)


def test_files_beside_a_saved_page_are_no_reports(tmp_path: Path) -> None:
    from dragoman.reading import read

    (tmp_path / "urges.html").write_text(page('<meta name="date" content="2020-07-08">'), encoding="utf-8")
    (tmp_path / "urges_files").mkdir()
    (tmp_path / "urges_files" / "advert.html").write_text("<html>Buy</html>", encoding="utf-8")
    (report,) = read([tmp_path])
    assert getattr(report, "published_basis", None) == "meta"


def test_mirrored_site(tmp_path: Path) -> None:
    from dragoman.reading import read

    folder = tmp_path / "mirror" / "www.aljazeera.com" / "news" / "2020" / "07" / "08"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(page(), encoding="utf-8")
    (folder / "urges.html?page=2").write_text(page(), encoding="utf-8")
    first, second = read([tmp_path])
    assert getattr(first, "url", None) == "https://www.aljazeera.com/news/2020/07/08/"
    assert getattr(second, "url", None) == "https://www.aljazeera.com/news/2020/07/08/urges.html?page=2"
    assert (getattr(first, "outlet", None), getattr(first, "published", None)) == ("Al Jazeera", "2020-07-08")
    assert getattr(first, "published_basis", None) == "url"
