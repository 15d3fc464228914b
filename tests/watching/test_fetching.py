"""One fetch against a server with faults, and the addresses that must not be reached."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from dragoman.settings import Watching
from dragoman.watching import addresses
from dragoman.watching.addresses import Refused, checked_url, is_public
from dragoman.watching.fetching import Failed, Fetcher, _seconds
from tests.watching.server import (
    Answer,
    Server,
    answer,
    bomb,
    cut_off,
    dripping,
    endless,
    redirect,
    serving,
    slow,
)


def test_an_orderly_answer(server: Server, settings: Watching) -> None:
    server.routes["/a"] = answer("Café", media="text/html; charset=latin-1", ETag='"x"', Last_Modified="yesterday")
    found = Fetcher(settings, True).fetch(server.url("/a"), etag='"w"', modified="before")
    assert (found.status, found.body, found.media, found.charset) == (200, "Café".encode(), "text/html", "latin-1")
    assert (found.etag, found.modified, found.moved) == ('"x"', "yesterday", None)
    _, headers = server.asked[0]
    assert (headers["if-none-match"], headers["if-modified-since"]) == ('"w"', "before")
    assert headers["user-agent"].startswith("Dragoman/") and headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (slow, "took longer than 1 seconds"),
        (dripping, "took longer than 1 seconds"),
        (cut_off, "breaks off"),
        (endless, "larger than 1,000,000 bytes"),
        (bomb("gzip"), "unpacks to more than 2,000,000 bytes"),
        (bomb("deflate"), "unpacks to more than 2,000,000 bytes"),
        (answer(b"no gzip", Content_Encoding="gzip"), "damaged"),
        (answer(b"x", Content_Encoding="br"), "packed as 'br'"),
        (answer(status=404), "answered 404 Not Found; check the address"),
        (answer(status=410), "take it out of the feeds file"),
        (answer(status=500), "asked again later"),
    ],
)
def test_faults(server: Server, settings: Watching, route: Answer, reason: str) -> None:
    server.routes["/a"] = route
    begun = time.monotonic()
    with pytest.raises(Failed, match=reason):
        Fetcher(settings, True).fetch(server.url("/a"))
    assert time.monotonic() - begun < 5


def test_nobody_listens(settings: Watching) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    with pytest.raises(Failed, match="cannot be reached"):
        Fetcher(settings, True).fetch(f"http://127.0.0.1:{port}/")


def test_server_that_speaks_no_http(server: Server, settings: Watching) -> None:
    def speak(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    server.routes["/a"] = speak
    with pytest.raises(Failed, match="breaks off"):
        Fetcher(settings, True).fetch(server.url("/a"))


def test_name_that_does_not_resolve(settings: Watching) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror("no such name")

    with pytest.raises(Failed, match=r"news\.example could not be resolved"):
        Fetcher(settings, resolve=resolve).fetch("http://news.example/")


def test_name_server_that_hangs(settings: Watching) -> None:
    def resolve(host: str, port: int) -> list[str]:
        time.sleep(5)
        return ["127.0.0.1"]

    begun = time.monotonic()
    with pytest.raises(Failed):
        Fetcher(settings, resolve=resolve).fetch("http://news.example/")
    assert time.monotonic() - begun < 3


def test_redirects(server: Server, settings: Watching) -> None:
    server.routes |= {"/a": redirect("b", 301), "/b": redirect("/c", 308), "/c": answer("Here"), "/x": redirect("/x")}
    found = Fetcher(settings, True).fetch(server.url("/a"))
    assert (found.url, found.body, found.moved) == (server.url("/c"), b"Here", server.url("/c"))
    server.routes["/b"] = redirect("/c", 302)
    assert Fetcher(settings, True).fetch(server.url("/a")).moved is None
    with pytest.raises(Failed, match="more than 5 redirects"):
        Fetcher(settings, True).fetch(server.url("/x"))


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "javascript:alert(1)", "ftp://news.example/", "http://[::1", "http://u:p@a.example/"]
)
def test_redirects_to_no_web_address(server: Server, settings: Watching, to: str) -> None:
    server.routes["/a"] = redirect(to)
    with pytest.raises(Refused):
        Fetcher(settings, True).fetch(server.url("/a"))


def test_private_addresses_are_refused(server: Server, settings: Watching) -> None:
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(Refused, match="private address"):
            Fetcher(settings).fetch(server.url("/a", host))
    assert server.asked == []


def test_redirect_to_this_machine_is_refused(settings: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    # 127.0.0.2 plays the open internet here, 127.0.0.1 stays private.
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.2")
    with serving("127.0.0.2") as outside, serving("127.0.0.1") as inside:
        outside.routes["/a"] = redirect(inside.url("/secret"))
        inside.routes["/secret"] = answer("secret")
        fetcher = Fetcher(settings, resolve=lambda host, port: ["127.0.0.2"] if host == "news.example" else [host])
        with pytest.raises(Refused, match=r"127\.0\.0\.1 is the private address"):
            fetcher.fetch(outside.url("/a", "news.example"))
        assert outside.paths == ["/a"] and inside.asked == []


def test_name_that_changes_its_address_reaches_what_was_checked(
    settings: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.2")
    answers = iter((["127.0.0.2"], ["127.0.0.1"]))
    with serving("127.0.0.2") as outside:
        outside.routes["/a"] = answer("news")
        fetcher = Fetcher(settings, resolve=lambda host, port: next(answers))
        assert fetcher.fetch(outside.url("/a", "news.example")).body == b"news"
        with pytest.raises(Refused):
            fetcher.fetch(outside.url("/a", "news.example"))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("news.example", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "url", ["", "news", "//news.example", "mailto:a@b.example", "http:///a", "http://a:b", "data:text/html,x"]
)
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(Refused):
        checked_url(url)


def test_retry_after() -> None:
    assert _seconds("120") == 120
    assert _seconds("Wed, 08 Jul 2020 10:00:00 GMT") == 0
    assert _seconds("soon") is None and _seconds(None) is None


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
def test_certificates_are_checked_against_the_name(
    settings: Watching, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=news.example"
    made += " -addext subjectAltName=DNS:news.example"
    subprocess.run([*made.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    ours = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ours.load_cert_chain(certificate, key)
    trusting = ssl.create_default_context(cafile=str(certificate))
    fetcher = Fetcher(settings, True, resolve=lambda host, port: ["127.0.0.1"])
    with serving(tls=ours) as server:
        server.routes["/a"] = answer("news")
        with pytest.raises(Failed, match=r"(?i)certificate verify failed"):
            fetcher.fetch(f"https://news.example:{server.port}/a")
        monkeypatch.setattr("dragoman.watching.fetching._ssl_context", lambda: trusting)
        assert fetcher.fetch(f"https://news.example:{server.port}/a").body == b"news"
        with pytest.raises(Failed, match=r"(?i)certificate"):
            fetcher.fetch(f"https://other.example:{server.port}/a")
