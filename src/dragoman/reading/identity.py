"""Who a report is: the caller's id, else a hash of the canonical URL, else of the text."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

HASH_LENGTH = 16
"""Hexadecimal digits of a report's hash: 64 bits, no collision to be expected below a hundred million reports."""
TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ocid", "cmpid", "ref_src")
"""Beginnings of the names of query parameters that tell how a reader came and not what is read."""
PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The URL without what does not change the article: scheme, case of the host, fragment, tracking, last slash."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port is not None and port != PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode(sorted(pair for pair in pairs if not pair[0].lower().startswith(TRACKING)))
    return urlunsplit(("https", host, parts.path.rstrip("/") or "/", query, ""))


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def report_id(given: object, url: str | None, text: str) -> str:
    """The id as the caller gave it; without one, the hash of the canonical URL or, failing that, of the text."""
    if given is not None and str(given) != "":
        return str(given)
    return sha256(canonical_url(url) if url else text)[:HASH_LENGTH]
