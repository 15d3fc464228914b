"""Fetching one address: conditional, under limits of time and size, redirects followed one by one and each checked."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import urljoin

import httpcore2
import httpx2

from dragoman.errors import UnreadableReport
from dragoman.reading.inflating import RAW_DEFLATE, inflate
from dragoman.settings import Watching
from dragoman.watching.addresses import PinnedBackend, Refused, Resolve, checked_url, system_resolve

REDIRECTS = (301, 302, 303, 307, 308)
PERMANENT = (301, 308)
NOT_MODIFIED = 304
ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, */*;q=0.1"


class Failed(UnreadableReport):
    """An address that did not answer as it should. `status` is what it answered, None where nothing came.

    `retry_after` is the number of seconds that the server asks to wait; `passing` says whether a later try may do.
    """

    def __init__(self, reason: str, status: int | None = None, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.retry_after = retry_after

    @property
    def passing(self) -> bool:
        """Whether the failure may pass by itself."""
        return self.status is None or self.status in (408, 425, 429) or self.status >= 500


class Fetched(NamedTuple):
    """An answer: the address that gave it in the end, its status (200 or 304), its body unpacked, and its headers.

    `moved` is the new address where every redirect on the way was a permanent one.
    """

    url: str
    status: int
    body: bytes
    media: str
    charset: str | None
    etag: str | None
    modified: str | None
    moved: str | None


class Fetcher:
    """Fetches addresses under the settings. `resolve` stands for the system's name service in tests."""

    def __init__(self, settings: Watching, allow_private: bool = False, resolve: Resolve = system_resolve) -> None:
        self.settings = settings
        self._allow_private = allow_private
        self._resolve = resolve

    def fetch(
        self,
        url: str,
        etag: str | None = None,
        modified: str | None = None,
        before: Callable[[str], None] = lambda url: None,
        limit: int | None = None,
    ) -> Fetched:
        """Fetch an address, following redirects. `before` is called with every address that is asked, and may refuse.

        Raises Refused for addresses that must not be reached, Failed for all that goes wrong on the way.
        """
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in asked.items() if value}
        permanent = True
        at = checked_url(url)
        for _ in range(self.settings.redirects + 1):
            before(at)
            response, body = self._ask(at, headers, limit or self.settings.response_bytes)
            if response.status_code not in REDIRECTS or "location" not in response.headers:
                return self._answer(at, response, body, at if permanent and at != url.strip() else None)
            permanent = permanent and response.status_code in PERMANENT
            at = checked_url(_joined(at, response.headers["location"]))
        raise Failed(f"more than {self.settings.redirects} redirects; check the address")

    def _ask(self, url: str, headers: dict[str, str], limit: int) -> tuple[httpx2.Response, bytes]:
        seconds = self.settings.seconds
        network = PinnedBackend(seconds, self._allow_private, self._resolve)
        own = {"User-Agent": self.settings.user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        try:
            with (
                httpx2.Client(transport=_Pinned(network), trust_env=False, timeout=seconds, headers=own) as client,
                client.stream("GET", url, headers=headers) as response,
            ):
                if response.status_code in REDIRECTS or response.status_code == NOT_MODIFIED:
                    return response, b""
                return response, _body(response, limit)
        except (httpx2.HTTPError, httpx2.InvalidURL, httpcore2.NetworkError, httpcore2.TimeoutException) as error:
            raise _failure(error, network.expired, seconds) from None
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError, UnicodeError, ValueError) as error:
            raise _failure(error, network.expired, seconds) from None
        finally:
            network.close()

    def _answer(self, url: str, response: httpx2.Response, body: bytes, moved: str | None) -> Fetched:
        status = response.status_code
        if status not in (200, NOT_MODIFIED):
            after = _seconds(response.headers.get("retry-after"))
            raise Failed(
                f"the server answered {status} {response.reason_phrase}".rstrip() + _remedy(status), status, after
            )
        content = Message()
        content["content-type"] = response.headers.get("content-type", "")
        return Fetched(
            url,
            status,
            _unpacked(body, response.headers.get("content-encoding", ""), self.settings.inflated_bytes),
            content.get_content_type() if content["content-type"] else "",
            content.get_content_charset(),
            response.headers.get("etag"),
            response.headers.get("last-modified"),
            moved,
        )


class _Pinned(httpx2.BaseTransport):
    """A transport whose connections are made by the pinned backend; it keeps none of them for another request."""

    def __init__(self, network: PinnedBackend) -> None:
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_ssl_context(), network_backend=network, max_keepalive_connections=0
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Stream(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


class _Stream(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


@cache
def _ssl_context() -> ssl.SSLContext:
    return httpcore2.default_ssl_context()


def _joined(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        raise Refused(f"the redirect to {location[:100]!r} leads to no address; tell its publisher") from None


def _body(response: httpx2.Response, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    for piece in response.iter_raw():
        size += len(piece)
        if size > limit:
            raise Failed(f"the answer is larger than {limit:,} bytes; it is left out", status=413)
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(body: bytes, encoding: str, limit: int) -> bytes:
    """The body without its content encoding; one that was not asked for is refused."""
    name = encoding.strip().lower()
    if not body or name in ("", "identity"):
        return body
    if name not in ("gzip", "x-gzip", "deflate"):
        raise Failed(f"the answer is packed as {name[:40]!r}, which was not asked for; tell its publisher", status=415)
    try:
        return inflate(body, limit)
    except UnreadableReport as error:
        if name == "deflate" and (raw := _raw_inflated(body, limit)) is not None:
            return raw
        raise Failed(str(error), status=413) from None


def _raw_inflated(body: bytes, limit: int) -> bytes | None:
    """Some servers send deflate without the wrapping that the standard asks for."""
    unpacker = zlib.decompressobj(RAW_DEFLATE)
    try:
        data = unpacker.decompress(body, limit + 1)
    except zlib.error:
        return None
    return data if unpacker.eof and len(data) <= limit else None


def _failure(error: Exception, expired: bool, seconds: float) -> Failed:
    if expired or isinstance(error, (httpx2.TimeoutException, httpcore2.TimeoutException)):
        return Failed(f"the server took longer than {seconds:g} seconds; it is asked again later")
    told = (str(error).splitlines() or [""])[0][:160] or type(error).__name__
    return Failed(f"the server cannot be reached or breaks off ({told}); it is asked again later")


def _remedy(status: int) -> str:
    if status == 410:
        return "; the address is gone for good: take it out of the feeds file"
    if status in (401, 403):
        return "; it lets nobody read there without leave: ask its publisher"
    if status == 404:
        return "; check the address"
    return "; it is asked again later"


def _seconds(value: str | None) -> float | None:
    """The wait that Retry-After asks for, in seconds or until a moment; None where it is missing or no time."""
    text = (value or "").strip()
    if text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
