"""The process in which a parser runs: it takes tasks from standard input and answers until that ends or it is killed.

It holds no secret and may write no file: limits of the operating system stop it where its memory or time runs out.
"""

from __future__ import annotations

import contextlib
import io
import os
import signal
from collections.abc import Iterator
from importlib import import_module
from math import ceil
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from dragoman.errors import UnreadableReport
from dragoman.reading.documents import Document, Fault
from dragoman.reading.members import Member
from dragoman.reading.messages import OUT_OF_MEMORY, Begun, Done, Found, Ready, Task, receive, send
from dragoman.reading.unpacking import LIBRARIES, Unit, broken, documents, units

GRACE_SECONDS = 5
"""A process whose reader has died ends itself so long after a document's time is up."""


def serve() -> None:
    """Answer tasks until standard input ends."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers, nor onto the user's terminal.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    decoder = msgspec.msgpack.Decoder(Task)
    served = 0
    limited = 0
    while (frame := receive(asked)) is not None:
        task = decoder.decode(frame)
        for library in LIBRARIES.get(task.form, ()):
            import_module(library)
        if limited != task.limits.memory_bytes:
            _limit_memory(task.limits.memory_bytes)
            limited = task.limits.memory_bytes
        send(answers, Ready())
        number, fault = _answer(task, answers)
        served += number
        signal.alarm(0)
        spent = served >= task.limits.worker_documents
        send(answers, Done(fault, spent))
        if spent:
            return


def _limit_memory(more: int) -> None:
    """Let this process take `more` bytes beyond what it holds now, and write no file."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        limit = held + more
        resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(task: Task, answers: BinaryIO) -> tuple[int, Fault | None]:
    """Answer one task; returns how many units it had, and why it cannot be read on, if so.

    Out of memory, the process ends by a code that says so.
    """
    number = 0
    try:
        found = _units(task)
        while True:
            signal.alarm(ceil(task.limits.seconds) + GRACE_SECONDS)
            unit = next(found, _END)
            if unit is _END:
                return number, None
            items: list[Document | Fault] = []
            if number >= task.skip:
                if isinstance(unit, Member):
                    send(answers, Begun(_whole(unit.place), unit.line))
                items = documents(cast(Unit, unit), task.limits, task.columns)
            number += 1
            _send(answers, number, items)
    except UnreadableReport as error:
        return number, Fault(str(error))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        return number, Fault(broken(task.form, error))


def _send(answers: BinaryIO, number: int, items: list[Document | Fault]) -> None:
    try:
        send(answers, _found(number, items))
    except UnicodeEncodeError:
        # Mail brings bytes that are no text as halves of surrogate pairs; they are lost, and the rest is kept.
        whole = [
            msgspec.structs.replace(item, **{name: _whole(getattr(item, name)) for name in item.__struct_fields__})
            for item in items
        ]
        send(answers, _found(number, whole))


def _found(number: int, items: list[Document | Fault]) -> Found:
    return Found(number, [(None, item) if isinstance(item, Fault) else (item, None) for item in items])


def _whole(value: Any) -> Any:
    """A text without halves of surrogate pairs; anything else as it is."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(value, str) else value


_END = object()


def _units(task: Task) -> Iterator[Unit]:
    if task.path is None:
        yield from _adorned(io.BytesIO(task.data), task)
    else:
        with Path(os.fsdecode(task.path)).open("rb") as stream:
            yield from _adorned(stream, task)


def _adorned(stream: BinaryIO, task: Task) -> Iterator[Unit]:
    """The units, with the address and charset that the task tells of a single document."""
    for unit in units(stream, task.form, task.packed, task.limits, task.columns):
        if isinstance(unit, Member) and unit.form == task.form:
            unit = unit._replace(url=unit.url or task.url, charset=unit.charset or task.charset)
        yield unit
