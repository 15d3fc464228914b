"""Which addresses may be reached: http and https, no private hosts, and the very address that was checked.

A name is resolved once, its addresses are checked, and the connection goes to a checked one. A name that answers with
another address the next time (DNS rebinding), or a redirect to this machine, therefore reaches nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

import httpcore2

from dragoman.errors import UnreadableReport

SCHEMES = ("http", "https")
NAT64 = ipaddress.ip_network("64:ff9b::/96")

Resolve = Callable[[str, int], list[str]]
"""From a host and a port to addresses as text; raises OSError."""


class Refused(UnreadableReport):
    """An address that must not be reached, whatever it would answer."""


def checked_url(url: str) -> str:
    """The address itself. Raises Refused where it is none that may be followed."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Refused(f"{url[:100]!r} is no address; mend it or leave it out") from None
    if parts.scheme.lower() not in SCHEMES:
        raise Refused(f"{url[:100]!r} is no web address; only http and https are followed")
    if not host:
        raise Refused(f"{url[:100]!r} names no host; mend it or leave it out")
    if parts.username is not None:
        raise Refused(f"the address on {host} carries a user's name; leave it out")
    return url.strip()


def is_public(address: str) -> bool:
    """Whether an IP address lies in the open internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    wrapped = [one for one in inner if one is not None]
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip in NAT64):
        return all(one.is_global and not one.is_multicast for one in wrapped)
    return ip.is_global and not ip.is_multicast and all(one.is_global for one in wrapped)


def system_resolve(host: str, port: int) -> list[str]:
    """The addresses that the system gives for a name, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class PinnedBackend(httpcore2.NetworkBackend):
    """Connects to checked addresses only, and breaks every connection off when its time is up.

    `expired` says afterwards whether the time was up; `reached` is the address that was connected to.
    """

    def __init__(self, seconds: float, allow_private: bool, resolve: Resolve = system_resolve) -> None:
        self.expired = False
        self.reached: str | None = None
        self._allow_private = allow_private
        self._resolve = resolve
        self._network = httpcore2.SyncBackend()
        self._twins: list[socket.socket] = []
        # By the clock and not by each read: a server that sends a byte a second would never be late.
        self._timer = threading.Timer(seconds, self._break)
        self._timer.daemon = True
        self._timer.start()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that may be reached. Raises Refused where none may."""
        addresses = self._resolved(host, port, timeout)
        allowed = [address for address in addresses if self._allow_private or is_public(address)]
        if not allowed:
            raise Refused(
                f"{host} is the private address {addresses[0]}; allow_private = true in the feeds file allows it"
            )
        error: Exception | None = None
        for address in allowed:
            try:
                stream = self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
                continue
            self.reached = address
            self._twins.append(stream.get_extra_info("socket").dup())
            return stream
        raise error or httpcore2.ConnectError(f"{host} has no address")

    def _resolved(self, host: str, port: int, timeout: float | None) -> list[str]:
        # The system's resolver cannot be interrupted; its thread is left behind where it takes too long.
        answer: list[list[str]] = []
        problem: list[OSError | UnicodeError] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                problem.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(timeout)
        if not answer or not answer[0]:
            why = f" ({problem[0]})" if problem else " in time" if not answer else ""
            raise httpcore2.ConnectError(f"the name {host} could not be resolved{why}")
        return answer[0]

    def _break(self) -> None:
        self.expired = True
        for twin in list(self._twins):
            try:
                twin.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue

    def close(self) -> None:
        """Stop the clock and let go of the sockets."""
        self._timer.cancel()
        for twin in self._twins:
            twin.close()
