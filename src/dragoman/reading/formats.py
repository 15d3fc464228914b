"""Which format a file has: by its suffix, by its first bytes, by the media type under which it was served."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path, PurePosixPath

from dragoman.errors import UnreadableReport

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".mhtml": "mail",
    ".mht": "mail",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".xml": "feed",
    ".pdf": "pdf",
    ".warc": "warc",
    ".wet": "warc",
    ".zip": "zip",
}
"""The formats by suffix; a folder gives its files with these suffixes. `.gz` after one of them is unpacked."""
FOREIGN = {
    ".doc": "a word processor's file",
    ".docx": "a word processor's file",
    ".odt": "a word processor's file",
    ".rtf": "a word processor's file",
    ".epub": "an electronic book",
    ".msg": "an Outlook message",
    ".xls": "a spreadsheet",
    ".xlsx": "a spreadsheet",
    ".tar": "an archive",
    ".tgz": "an archive",
    ".7z": "an archive",
    ".rar": "an archive",
    ".db": "a database",
    ".sqlite": "a database",
}
WRITTEN = frozenset((".doc", ".docx", ".odt", ".rtf", ".epub", ".msg"))
"""Those that may well hold reports: a folder, zipped or not, names them as unread and does not pass them over."""
OWN_PROCESS = frozenset({"html", "mail", "mailbox", "feed", "pdf", "warc", "zip", "parquet"})
"""Formats whose parsers are large and whose files come from strangers: they run in a process that can be killed."""
ALONE = frozenset({"html", "pdf", "mail"})
"""Those of them whose files hold one document; they are parsed ahead."""
MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/xml": "feed",
    "text/xml": "feed",
    "message/rfc822": "mail",
    "application/zip": "zip",
}
SNIFFED_BYTES = 1_024

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,400}?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)


def suffix(name: str) -> str:
    """The last suffix of a file's name in lower case, `.gz` aside; of `page.html?id=3`, as mirrors save it, `.html`."""
    bare = PurePosixPath(name.lower().removesuffix(".gz")).suffix
    return bare if bare in FORMATS else PurePosixPath(f"{name.lower().partition('?')[0]}").suffix or bare


def sniffed(head: bytes) -> str | None:
    """The format that the first bytes of a file give away; None where it may be plain text."""
    head = head.removeprefix(b"\xef\xbb\xbf")[:SNIFFED_BYTES]
    for mark, form in ((b"%PDF-", "pdf"), (b"PK\x03\x04", "zip"), (b"WARC/", "warc"), (b"PAR1", "parquet")):
        if head.startswith(mark):
            return form
    if _PAGE.match(head):
        return "html"
    return "feed" if _FEED.match(head) else None


def format_of(name: str, head: bytes = b"") -> str:
    """The format of a file by its suffix, or else its first bytes; what neither tells is plain text.

    Raises UnreadableReport for formats that are not read.
    """
    ending = suffix(name)
    if ending in FOREIGN:
        raise UnreadableReport(f"the file is {FOREIGN[ending]}, which is not read; save the report as text or PDF")
    form = FORMATS.get(ending, "text")
    return (sniffed(head) or form) if form == "text" else form


def kind(path: Path) -> str:
    """The format of a file; see `format_of`. An unknown suffix is settled by the file's first bytes."""
    form = format_of(path.name)
    if form != "text":
        return form
    with path.open("rb") as stream:
        head = stream.read(SNIFFED_BYTES)
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, SNIFFED_BYTES)
        except zlib.error as error:
            raise gzip.BadGzipFile(str(error)) from None
    return format_of(path.name, head)
