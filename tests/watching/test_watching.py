"""The watch over feeds of a local server: what is read, what is remembered, and what misbehaving feeds cost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.errors import BadSetting
from dragoman.reading import Unreadable
from dragoman.records import Report
from dragoman.settings import Watching
from dragoman.watching import Feed, FeedsFile, FeedState, read_feeds, watch_into
from dragoman.watching.fetching import Fetcher
from dragoman.watching.politeness import Manners
from dragoman.watching.polling import Poller
from tests.reading.made import BODY, page
from tests.watching.server import Answer, Server, answer, bomb, cut_off, endless, feed, item, redirect, slow

MORNING = datetime(2020, 7, 10, 8, tzinfo=UTC)


class Kept:
    """A sink that keeps everything in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, FeedState] = {}
        self.found: list[Report | Unreadable] = []

    def states(self) -> dict[str, FeedState]:
        return dict(self.kept)

    def take(self, found: Sequence[Report | Unreadable], state: FeedState) -> None:
        self.found.extend(found)
        self.kept[state.url] = state

    def drain(self) -> tuple[list[Report], list[str]]:
        found, self.found = self.found, []
        return [one for one in found if isinstance(one, Report)], [
            str(one) for one in found if isinstance(one, Unreadable)
        ]


class Watch:
    """One feed of a server, watched by a clock that a test sets."""

    def __init__(self, server: Server, settings: Watching, **options: object) -> None:
        self.server = server
        self.settings = settings
        self.moment = MORNING
        self.waits: list[float] = []
        self.sink = Kept()
        self.url = server.url("/feed")
        self.feeds = FeedsFile(feed=(Feed(url=self.url, **options),), allow_private=True)  # type: ignore[arg-type]

    def poll(self, minutes: float = 0, once: bool = True) -> tuple[list[Report], list[str]]:
        self.moment += timedelta(minutes=minutes)
        self.server.asked.clear()
        fetcher = Fetcher(self.settings, True)
        manners = Manners(fetcher, self.settings, sleep=self.waits.append)
        poller = Poller(fetcher, manners, self.settings, now=lambda: self.moment)
        watch_into(self.sink, self.feeds, once=once, poller=poller, now=lambda: self.moment)
        return self.sink.drain()

    @property
    def state(self) -> FeedState:
        return self.sink.kept[self.url]


@pytest.fixture
def watch(server: Server, settings: Watching) -> Watch:
    return Watch(server, settings)


def test_pages_of_new_entries_are_read_once(watch: Watch, server: Server) -> None:
    server.routes |= {
        "/feed": feed(item("Arland urges", server.url("/urges?utm_source=rss"), "In short.")),
        "/urges?utm_source=rss": answer(page(f'<link rel="canonical" href="{server.url("/urges")}">')),
    }
    (report,), problems = watch.poll()
    assert problems == [] and report.text.endswith(BODY[-1])
    assert (report.url, report.published, report.published_basis) == (server.url("/urges"), "2020-07-08", "feed")
    assert (report.origin, report.language) == (server.url("/urges"), "en")
    assert (watch.state.etag, watch.state.failures) == ('"1"', 0)
    assert watch.poll(15) == ([], [])
    assert server.paths == ["/feed"]
    assert server.asked[-1][1]["if-none-match"] == '"1"'


def test_nothing_new(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = answer(status=304)
    assert watch.poll() == ([], [])
    assert watch.state.next_check == "2020-07-10T08:15:00Z"


def test_text_of_the_feed_where_pages_are_not_wanted(server: Server, settings: Watching) -> None:
    watch = Watch(server, settings, full_text=False, outlet="Daily Arland", language="fr")
    server.routes["/feed"] = feed(item("Envoys meet", server.url("/a"), "Envoys of Arland met in Hallum."))
    (report,), _ = watch.poll()
    assert report.text == "Envoys meet\n\nEnvoys of Arland met in Hallum."
    assert (report.outlet, report.language, report.language_basis) == ("Daily Arland", "fr", "given")
    assert server.paths == ["/feed"]


def test_page_that_cannot_be_had_for_good_gives_the_text_of_the_feed(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = feed(item("Envoys meet", server.url("/gone"), "Envoys met."))
    (report,), (problem,) = watch.poll()
    assert report.text == "Envoys meet\n\nEnvoys met."
    assert "404" in problem and "the text of the feed is taken" in problem


def test_page_that_fails_for_now_is_tried_again(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = feed(item("Arland urges", server.url("/urges"), "In short."))
    server.routes["/urges"] = answer(status=503)
    reports, (problem,) = watch.poll()
    assert reports == [] and "503" in problem and watch.state.etag is None
    server.routes["/urges"] = answer(page())
    (report,), problems = watch.poll(15)
    assert report.text.endswith(BODY[-1]) and problems == [] and watch.state.etag == '"1"'
    server.routes["/feed"] = feed(item("Envoys leave", server.url("/slow"), "Envoys left."))
    server.routes["/slow"] = slow
    assert [len(watch.poll(15)[0]) for _ in range(3)] == [0, 0, 1]


def test_server_that_asks_for_rest_is_asked_for_no_further_page(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = feed(*(item(f"Entry {n}", server.url(f"/{n}"), "Text.") for n in range(4)))
    server.routes["/0"] = answer(status=429, Retry_After="60")
    watch.poll()
    assert server.paths == ["/feed", "/0"]


def test_links_that_must_not_be_followed(watch: Watch, server: Server) -> None:
    links = ("javascript:alert(1)", "file:///etc/passwd", "http://u:p@a.example/")
    server.routes["/feed"] = feed(*(item(f"Entry {n}", link, f"Text {n}.") for n, link in enumerate(links)))
    reports, problems = watch.poll()
    assert [report.text for report in reports] == [f"Entry {n}\n\nText {n}." for n in range(3)]
    assert len(problems) == 3 and "'javascript:alert(1)' is no web address" in problems[0]
    assert watch.poll(15) == ([], [])


def test_private_feeds_are_refused_unless_allowed(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = feed(item("Envoys meet"))
    fetcher = Fetcher(watch.settings)
    poller = Poller(fetcher, Manners(fetcher, watch.settings), watch.settings, now=lambda: MORNING)
    found, state = poller.poll(watch.feeds.feed[0], FeedState(url=watch.url), 900, True)
    assert "allow_private = true" in str(found[0]) and state.next_check == "2020-07-11T08:00:00Z"
    assert server.asked == []


def test_robots_txt(watch: Watch, server: Server) -> None:
    server.routes |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /closed/\nCrawl-delay: 7\n", media="text/plain"),
        "/feed": feed(item("Open", server.url("/open")), item("Closed", server.url("/closed/a"), "Gates shut.")),
        "/open": answer(page()),
        "/closed/a": answer(page()),
    }
    (first, closed), (problem,) = watch.poll()
    assert first.text.endswith(BODY[-1]) and closed.text == "Closed\n\nGates shut."
    assert "robots.txt" in problem and "/closed/a" not in server.paths
    assert max(watch.waits) == pytest.approx(7, abs=0.5)
    server.routes["/robots.txt"] = answer("User-agent: Dragoman\nDisallow: /\n")
    assert "does not allow /feed" in watch.poll(15)[1][0]


def test_robots_txt_that_fails_allows_nothing(watch: Watch, server: Server) -> None:
    server.routes |= {"/robots.txt": answer(status=500), "/feed": feed(item("Open"))}
    (problem,) = watch.poll()[1]
    assert "robots.txt" in problem and "500" in problem and server.paths == []


def test_back_off(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = answer(status=500)
    waits = []
    for _ in range(9):
        assert "500" in watch.poll()[1][0]
        until = datetime.fromisoformat(watch.state.next_check or "")
        waits.append((until - watch.moment).total_seconds() / 60)
        assert watch.poll() == ([], []) and server.asked == []
        watch.moment = until
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    server.routes["/feed"] = feed(item("Envoys meet"))
    assert len(watch.poll()[0]) == 1 and watch.state.failures == 0 and watch.state.problem is None


def test_retry_after_is_kept(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = answer(status=429, Retry_After="7200")
    watch.poll()
    assert watch.state.next_check == "2020-07-10T10:00:00Z"


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (slow, "took longer"),
        (cut_off, "breaks off"),
        (endless, "larger than"),
        (bomb(), "unpacks to more than"),
        (answer("<html><p>Hello"), "no RSS or Atom feed"),
        (answer(b"\x00\xff" * 100), "no RSS or Atom feed"),
        (answer(b""), "no RSS or Atom feed"),
        (redirect("file:///etc/passwd"), "no web address"),
        (answer(status=410), "gone for good"),
    ],
)
def test_feeds_with_faults(watch: Watch, server: Server, route: Answer, reason: str) -> None:
    server.routes["/feed"] = route
    reports, (problem,) = watch.poll()
    assert reports == [] and reason in problem and problem.startswith(watch.url)
    assert watch.state.failures == 1 and reason in (watch.state.problem or "")


def test_entity_bomb(watch: Watch, server: Server) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "aaaaaaaaaa">{entities}]><rss version="2.0"><channel>'
    server.routes["/feed"] = answer(body + "<item><title>&e11;</title></item></channel></rss>", media="text/xml")
    reports, problems = watch.poll()
    assert all(len(report.text) < 10_000 for report in reports) and (reports or problems)


def test_wrong_charsets(watch: Watch, server: Server) -> None:
    body = '<?xml version="1.0" encoding="{}"?><rss version="2.0"><channel><item><title>Café {}</title></item>'
    body += "</channel></rss>"
    texts = []
    for name, charset in (("utf-8", "iso-8859-1"), ("cp1252", "utf-8"), ("utf-8", "utf-7")):
        server.routes["/feed"] = answer(
            body.format(charset, name + charset).encode(name), media=f"text/xml; charset={charset}"
        )
        texts += [report.text for report in watch.poll(15)[0]]
    assert texts == ["Café utf-8iso-8859-1", "Café cp1252utf-8", "Café utf-8utf-7"]


def test_undated_entries_are_dated_by_the_day_they_appear(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = feed(item("Old news", date=""))
    (old,), _ = watch.poll()
    assert (old.published, old.published_basis) == (None, None)
    server.routes["/feed"] = feed(item("Old news", date=""), item("New news", date=""))
    (new,), _ = watch.poll(15)
    assert (new.published, new.published_basis) == ("2020-07-10", "seen")


def test_many_new_entries_are_taken_in_turns(server: Server) -> None:
    settings = Watching(seconds=2, host_seconds=0, new_entries=2)
    watch = Watch(server, settings)
    server.routes["/feed"] = feed(*(item(f"Entry {n}", text=f"Text {n}.") for n in range(5)))
    assert [len(watch.poll(15)[0]) for _ in range(4)] == [2, 2, 1, 0]
    assert watch.state.etag == '"1"'


def test_a_feed_that_moved_is_said(watch: Watch, server: Server) -> None:
    server.routes |= {"/feed": redirect("/new", 301), "/new": feed(item("Envoys meet"))}
    reports, (problem,) = watch.poll()
    assert len(reports) == 1 and f"has moved to {server.url('/new')}" in problem


def test_the_watch_waits_for_the_next_feed(watch: Watch, server: Server) -> None:
    server.routes["/feed"] = feed(item("Envoys meet"))
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        watch.moment += timedelta(seconds=seconds)
        if len(slept) == 31:
            raise KeyboardInterrupt

    fetcher = Fetcher(watch.settings, True)
    poller = Poller(fetcher, Manners(fetcher, watch.settings), watch.settings, now=lambda: watch.moment)
    with pytest.raises(KeyboardInterrupt):
        watch_into(watch.sink, watch.feeds, poller=poller, now=lambda: watch.moment, sleep=sleep)
    assert server.paths == ["/feed"] * 3 and set(slept) == {60.0}


def test_feeds_file(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        'every = "2h"\nfull_text = false\n[[feed]]\nurl = "https://a.example/rss"\n'
        '[[feed]]\nurl = "https://b.example/rss"\nevery = "15m"\nfull_text = true\noutlet = "B"\n',
        encoding="utf-8",
    )
    feeds = read_feeds(path)
    assert [(feeds.seconds(feed), feeds.takes_pages(feed)) for feed in feeds.feed] == [(7200, False), (900, True)]
    assert feeds.allow_private is False


def test_feeds_file_of_the_documentation(tmp_path: Path) -> None:
    shown = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    path = tmp_path / "feeds.toml"
    path.write_text(shown.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    (feed,) = read_feeds(path).feed
    assert feed.outlet == "Example Daily" and read_feeds(path).seconds(feed) == 7200


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "feed"),
        ("[[feed]]\nurl = 'ftp://a.example'", "only http and https"),
        ("[[feed]]\nurl = 'https://a.example'\nevry = '1h'", "evry"),
        ("[[feed]]\nurl = 'https://a.example'\nevery = 'often'", "is no time"),
        ("[[feed]]\nurl = 'https://a.example'\nevery = '5s'", "too often"),
        ("[[feed]]\nurl = 'https://a.example'\n[[feed]]\nurl = 'https://a.example'", "stands there twice"),
        ("feeds", "is no TOML"),
    ],
)
def test_feeds_files_that_are_wrong(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadSetting, match=reason) as raised:
        read_feeds(path)
    assert str(path) in str(raised.value)


def test_feeds_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="cannot be read"):
        read_feeds(tmp_path / "feeds.toml")
