"""Addresses that a brief may link to."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_KEPT = ":/?#[]@!$&'()*+,;=%~"


def link(url: str | None) -> str | None:
    """A web address with all that could end a link percent-encoded; None for any that is not http or https."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return quote(url.strip(), safe=_KEPT)
