"""What the reader and a parser's process say to one another: one frame of MessagePack each, its length before it."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import BinaryIO

import msgspec

from dragoman.reading.documents import Document, Fault
from dragoman.reading.limits import Limits

OUT_OF_MEMORY = 77
"""The exit code of a process that ran out of memory; the reader tells it from a crash by this."""

_LENGTH = struct.Struct(">Q")


class Task(msgspec.Struct, frozen=True, array_like=True):
    """A file to be read, by its path (as the file system has it) or its bytes; `skip` units of it are done already."""

    form: str
    limits: Limits
    path: bytes | None = None
    data: bytes = b""
    packed: bool = False
    columns: Mapping[str, str] = {}
    url: str | None = None
    charset: str | None = None
    skip: int = 0


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The libraries of a task are loaded; the clock of its first document runs from here."""


class Begun(msgspec.Struct, frozen=True, tag=True):
    """A member is being parsed; where it stands in the file is told first, in case its parser does not come back."""

    place: str | None = None
    line: int | None = None


class Found(msgspec.Struct, frozen=True, tag=True):
    """What the last unit held; `units` have been dealt with now, those passed over included."""

    units: int
    items: list[tuple[Document | None, Fault | None]]


class Done(msgspec.Struct, frozen=True, tag=True):
    """The file is at its end, or cannot be read at all: then `fault` says why. A `spent` process ends itself."""

    fault: Fault | None = None
    spent: bool = False


Answer = Ready | Begun | Found | Done


def send(stream: BinaryIO, message: Task | Answer) -> None:
    """Write one frame."""
    frame = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(frame)))
    stream.write(frame)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next frame, or None at the end of the stream, whole or torn."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = stream.read(length)
    return frame if len(frame) == length else None
