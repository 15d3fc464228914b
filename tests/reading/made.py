"""Files in every format, made here: a page, a feed, a web archive, a PDF, mail and a zipped folder."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

HEADLINE = "Arland urges Boria to pull back"
BODY = (
    "Arland on Monday urged Boria to withdraw its troops from the border, the foreign ministry said in a statement.",
    "Boria denied that it had shelled Hallum. It rained, and the envoys of both states went home to consult with their "
    "governments before a second round of talks that is to open in Cadria next week.",
    "The ministers of defence of the two countries have not met since the spring, when a ceasefire was signed.",
)


def page(
    head: str = "", body: tuple[str, ...] = BODY, attributes: str = 'lang="en"', title: str = HEADLINE, foot: str = ""
) -> str:
    """A news page around some paragraphs."""
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return (
        f'<!doctype html><html {attributes}><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>{title}</h1>{paragraphs}</article>'
        f"{foot}<footer>All rights reserved</footer></body></html>"
    )


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Daily Arland - World</title>
<link>https://daily.example/</link><language>en-gb</language>
<item><title>Arland &amp; Boria meet</title><link>https://daily.example/2020/07/08/meet</link>
<description>&lt;p&gt;Envoys of Arland and Boria &lt;b&gt;met&lt;/b&gt;.&lt;/p&gt;
&lt;p&gt;They parted.&lt;/p&gt;</description>
<pubDate>Wed, 08 Jul 2020 23:30:00 -0500</pubDate><guid>77</guid></item>
<item><title>Envoys leave</title><link>javascript:alert(1)</link><description>Envoys left.</description>
<pubDate>Thu, 09 Jul 2020 10:00:00 GMT</pubDate></item>
<item><link>https://daily.example/empty</link></item>
</channel></rss>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Cadria Wire</title>
<entry><title>Talks open</title><link href="https://wire.example/talks"/><id>urn:1</id>
<updated>2020-07-10T08:00:00Z</updated><author><name>Ann Bell</name></author>
<summary>Talks opened.</summary>
<content type="html">&lt;p&gt;Talks between Arland and Boria opened in Cadria.&lt;/p&gt;</content>
</entry></feed>"""


def warc_record(
    url: str,
    body: bytes,
    media: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    kind: str = "response",
    headers: str = "",
) -> bytes:
    """One WARC record with an HTTP answer in it."""
    block = (
        f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-07-10T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def packed_warc(*records: bytes) -> bytes:
    """Records packed one by one, as crawlers write them."""
    return b"".join(gzip.compress(record) for record in records)


def pdf(*lines: str, made: str = "D:20200708100000Z") -> bytes:
    """A PDF of one page with a line of text each."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    content = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode("latin-1")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        f"<< /CreationDate ({made}) >>".encode(),
    )
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def letter(
    text: str = "Envoys met in Hallum.\n", subject: str = "Envoys meet", html: str | None = None
) -> EmailMessage:
    """A message as a newsletter sends it."""
    message = EmailMessage()
    message["From"] = "Daily Arland <news@daily.example>"
    message["Subject"] = subject
    message["Date"] = "Wed, 08 Jul 2020 10:00:00 +0200"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    return message


def mailbox(*messages: EmailMessage) -> bytes:
    """Messages as an mbox file."""
    return b"".join(b"From news@daily.example Wed Jul  8 10:00:00 2020\n" + bytes(one) + b"\n" for one in messages)


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zipped folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, data in members.items():
            folder.writestr(name, data)
    return out.getvalue()
