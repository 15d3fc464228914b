"""Decompression that stops at a limit, whatever the data promises."""

from __future__ import annotations

import zlib

from dragoman.errors import UnreadableReport

GZIP_OR_ZLIB = 47
RAW_DEFLATE = -15


def inflate(data: bytes, limit: int) -> bytes:
    """Unpack gzip (all its parts) or zlib data. Raises UnreadableReport where it is torn or grows beyond `limit`."""
    pieces: list[bytes] = []
    size = 0
    rest = data
    try:
        while rest:
            unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
            piece = unpacker.decompress(rest, limit + 1 - size)
            size += len(piece)
            if size > limit:
                raise UnreadableReport(f"the data unpacks to more than {limit:,} bytes; it is left out")
            if not unpacker.eof:
                raise UnreadableReport("the packed data is cut off; fetch it again")
            pieces.append(piece)
            # Zeros after a part are padding, as tapes and some servers leave it.
            rest = unpacker.unused_data.lstrip(b"\0")
    except zlib.error as error:
        raise UnreadableReport(f"the packed data is damaged ({error}); fetch it again") from None
    return b"".join(pieces)
