"""PDF: the text layer of its pages, and the day on which the file was made as a weak date."""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator

from dragoman.errors import UnreadableReport
from dragoman.reading.documents import Document
from dragoman.reading.limits import Limits
from dragoman.reading.members import Member


def parse_pdf(member: Member, limits: Limits) -> Iterator[Document]:
    """The text of a PDF, pages parted by empty lines. Raises UnreadableReport where it has none or is locked."""
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(member.data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableReport("the PDF is locked by a password; save it without one")
        pages = [page.extract_text().strip() for page in reader.pages]
        made = _day(reader)
    except FileNotDecryptedError:
        raise UnreadableReport("the PDF is locked by a password; save it without one") from None
    except (PyPdfError, OSError) as error:
        reason = (str(error).splitlines() or ["damaged"])[0][:120]
        raise UnreadableReport(f"the file is no PDF that can be read ({reason}); save it again") from None
    text = "\n\n".join(page for page in pages if page)
    if not text.strip():
        raise UnreadableReport("the PDF has no text, only pictures of pages; run text recognition (OCR) over it first")
    yield Document(
        text=text,
        place=member.place,
        line=member.line,
        date=made,
        date_basis="pdf",
        weak_date=True,
        url=member.url,
        encoding="pdf",
        original_sha256=hashlib.sha256(member.data).hexdigest(),
    )


def _day(reader: object) -> str | None:
    try:
        made = reader.metadata.creation_date  # type: ignore[attr-defined]
    except (ValueError, AttributeError, TypeError):
        return None
    return made.date().isoformat() if isinstance(made, datetime.datetime) else None
