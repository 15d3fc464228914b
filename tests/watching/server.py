"""A local web server that answers as it is told, and badly where a test wants it."""

from __future__ import annotations

import gzip
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes | str = b"", status: int = 200, media: str = "text/html", **headers: str) -> Answer:
    """An orderly answer; underscores in header names stand for hyphens."""
    data = body.encode() if isinstance(body, str) else body

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        request.send_header("Content-Type", media)
        request.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return send


def redirect(to: str, status: int = 302) -> Answer:
    """An answer that leads elsewhere."""
    return answer(status=status, Location=to)


def feed(*entries: str, title: str = "Daily Arland") -> Answer:
    """An RSS feed of items given as XML."""
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(entries)}</channel></rss>'
    return answer(body, media="application/rss+xml", ETag='"1"', Last_Modified="Wed, 08 Jul 2020 10:00:00 GMT")


def item(title: str, link: str = "", text: str = "", date: str = "Wed, 08 Jul 2020 10:00:00 GMT") -> str:
    """One item of a feed."""
    told = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<item><title>{title}</title><link>{link}</link><description>{text}</description>{told}</item>"


def slow(request: BaseHTTPRequestHandler) -> None:
    """Nothing for a long time."""
    time.sleep(20)


def dripping(request: BaseHTTPRequestHandler) -> None:
    """A header that comes byte by byte and never ends."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    while True:
        request.wfile.write(b"a")
        request.wfile.flush()
        time.sleep(0.1)


def cut_off(request: BaseHTTPRequestHandler) -> None:
    """Half of what was announced."""
    request.send_response(200)
    request.send_header("Content-Length", "1000")
    request.end_headers()
    request.wfile.write(b"<rss>" * 10)


def endless(request: BaseHTTPRequestHandler) -> None:
    """A body without end, as fast as it goes."""
    request.send_response(200)
    request.send_header("Content-Type", "application/rss+xml")
    request.end_headers()
    while True:
        request.wfile.write(b"<item>news</item>" * 1000)


def bomb(encoding: str = "gzip") -> Answer:
    """A small packed body that unpacks to a large one."""
    data = gzip.compress(b"a" * 5_000_000) if encoding == "gzip" else zlib.compress(b"a" * 5_000_000)
    return answer(data, media="application/rss+xml", Content_Encoding=encoding)


class Server:
    """Routes by path, and what was asked: paths with their headers, in order."""

    def __init__(self, port: int) -> None:
        self.routes: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.port = port

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def serving(address: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server on a free port of this machine, with `tls` one for https."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            try:
                server.routes.get(self.path, answer(status=404))(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    web = ThreadingHTTPServer((address, 0), Handler)
    web.daemon_threads = True
    if tls is not None:
        web.socket = tls.wrap_socket(web.socket, server_side=True)
    server = Server(web.server_address[1])
    thread = threading.Thread(target=web.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        web.shutdown()
        web.server_close()
