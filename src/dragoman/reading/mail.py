"""E-mail: a message's text as a report, its attachments beside it; mailboxes; pages that a browser saved as MHTML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr
from typing import BinaryIO

from dragoman.errors import UnreadableReport
from dragoman.reading.decoding import decode_damaged
from dragoman.reading.documents import Document, Fault
from dragoman.reading.formats import FORMATS, MEDIA_TYPES, suffix
from dragoman.reading.limits import Limits
from dragoman.reading.markup import fragment_text
from dragoman.reading.members import Member
from dragoman.reading.outlets import outlet_at
from dragoman.reading.page_dates import moment_text

LETTER = "letter"
"""The form of a message's own text, told apart from the whole message, whose attachments are members too."""
ENVELOPE = b"From "


def mail_members(data: bytes, limits: Limits, line: int | None = None) -> Iterator[Member | Fault | None]:
    """A message's text and its readable attachments; of a page saved as MHTML the page alone."""
    message = _message(data)
    if not message.keys():
        raise UnreadableReport("the file is no e-mail, for it has no header; save it again")
    page = _saved_page(message, line)
    if page is not None:
        yield page
        return
    yield Member(LETTER, data, line=line)
    for part in message.iter_attachments() if message.is_multipart() else ():
        name = part.get_filename() or ""
        form = FORMATS.get(suffix(name)) or MEDIA_TYPES.get(part.get_content_type())
        if form is None:
            yield None
            continue
        content = _bytes(part)
        if len(content) > limits.document_bytes:
            yield Fault(f"the attachment is larger than {limits.document_bytes:,} bytes; it is left out", name, line)
        elif content.strip():
            yield Member(form, content, name or part.get_content_type(), line, charset=part.get_content_charset())


def mailbox_members(stream: BinaryIO, limits: Limits) -> Iterator[Member | Fault | None]:
    """The messages of a mailbox in mbox format, numbered."""
    number = 0
    kept: list[bytes] = []
    size = 0
    blank = True
    for row in iter(lambda: stream.readline(limits.document_bytes), b""):
        if blank and row.startswith(ENVELOPE):
            if number:
                yield _enclosed(kept, size, number, limits)
            elif any(part.strip() for part in kept):
                raise UnreadableReport("the file is no mailbox, for it does not begin with 'From '; save it as .eml")
            number, kept, size = number + 1, [], 0
            continue
        blank = not row.strip()
        size += len(row)
        if size <= limits.document_bytes:
            kept.append(row[1:] if row.startswith((b">From ", b">>From ")) else row)
    if not number:
        raise UnreadableReport("the file is no mailbox, for it does not begin with 'From '; save it as .eml")
    yield _enclosed(kept, size, number, limits)


def _enclosed(rows: list[bytes], size: int, number: int, limits: Limits) -> Member | Fault:
    if size > limits.document_bytes:
        return Fault(f"the message is larger than {limits.document_bytes:,} bytes; it is left out", None, number)
    return Member("mail", b"".join(rows), line=number)


def parse_letter(member: Member, limits: Limits) -> Iterator[Document]:
    """The text of one message. Raises UnreadableReport where it has none."""
    message = _message(member.data)
    part = message.get_body(("plain", "html"))
    if part is None:
        raise UnreadableReport("the message has no text; save what it carries as files")
    decoded = decode_damaged(_bytes(part), limits, part.get_content_charset())
    text = fragment_text(decoded.text) if part.get_content_type() == "text/html" else decoded.text
    if not text.strip():
        raise UnreadableReport("the message has no text; save what it carries as files")
    sender, address = parseaddr(str(message.get("From", "")))
    outlet = outlet_at(address)
    yield Document(
        text=text,
        place=member.place,
        line=member.line,
        title=str(message.get("Subject", "")).strip() or None,
        date=moment_text(message.get("Date", "")),
        date_basis="email",
        outlet=outlet.name if outlet else None,
        site=sender or None,
        language=str(message.get("Content-Language", "")) or None,
        language_basis="declared",
        encoding=decoded.encoding,
        original_sha256=hashlib.sha256(member.data).hexdigest(),
    )


def _message(data: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=policy.default).parsebytes(data)


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _saved_page(message: EmailMessage, line: int | None) -> Member | None:
    if message.get_content_type() != "multipart/related":
        return None
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        return None
    url = str(message.get("Snapshot-Content-Location") or page.get("Content-Location") or "")
    if not url.startswith(("http://", "https://")):
        return None
    return Member("html", _bytes(page), line=line, url=url, charset=page.get_content_charset())
