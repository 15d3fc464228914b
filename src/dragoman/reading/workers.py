"""A small pool of parser processes: lent out, watched by the clock, killed and replaced where they overrun.

A parser of strangers' files may hang, eat memory or crash. It does so in a process of its own, and costs one document.
"""

from __future__ import annotations

import atexit
import json
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

import msgspec

from dragoman.reading.documents import Document, Fault
from dragoman.reading.messages import OUT_OF_MEMORY, Answer, Begun, Done, Found, Ready, Task, receive, send

CONTAINERS = frozenset({"warc", "zip", "mailbox", "mail", "parquet"})
"""Files that hold more than one document: behind one that kills its parser they are read on."""
IDLE = 4
"""So many processes at most are kept for the next file; more are started where more threads read at once."""
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from dragoman.reading.worker import serve; serve()"


class Worker:
    """One parser process and its clock."""

    def __init__(self) -> None:
        # Started afresh and not forked: it holds none of the reader's memory, threads, locks and open files.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, json.dumps(sys.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._decoder: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
        self._clock = Clock(self._process.kill)

    def ask(self, task: Task) -> None:
        """Hand over a task. A process that died meanwhile is noticed at its first answer."""
        with self._clock.running(task.limits.start_seconds):
            try:
                send(cast(BinaryIO, self._process.stdin), task)
            except OSError:
                self._process.kill()

    def answer(self, seconds: float) -> Answer | None:
        """The next answer, or None where the process died or had to be killed after `seconds`."""
        with self._clock.running(seconds):
            frame = receive(cast(BinaryIO, self._process.stdout))
        return None if frame is None else self._decoder.decode(frame)

    @property
    def timed_out(self) -> bool:
        """Whether the clock killed the process."""
        return self._clock.rang

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def kill(self) -> int:
        """End the process at once; returns its exit code."""
        self._clock.stop()
        if self._process.stdin is not None:
            # Closed first: a process that has said its last word ends by itself, with the exit code it means.
            with suppress(OSError):
                self._process.stdin.close()
        self._process.kill()
        if self._process.stdout is not None:
            self._process.stdout.close()
        return self._process.wait()


class Clock:
    """An alarm that is set and stopped thousands of times a second, on one thread that sleeps meanwhile."""

    def __init__(self, alarm: Callable[[], object]) -> None:
        self._alarm = alarm
        self._deadline = self._wakes = math.inf
        self._stopped = False
        self._changed = threading.Condition()
        self.rang = False
        threading.Thread(target=self._watch, daemon=True, name="parser clock").start()

    @contextmanager
    def running(self, seconds: float) -> Iterator[None]:
        """Ring if the block takes longer than `seconds`."""
        with self._changed:
            self._deadline = time.monotonic() + seconds
            if self._deadline < self._wakes:
                self._changed.notify()
        try:
            yield
        finally:
            # The thread sleeps on to the old deadline, so that it need not be woken at every answer.
            self._deadline = math.inf

    def stop(self) -> None:
        """End the thread."""
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._stopped:
                left = self._deadline - time.monotonic()
                if left <= 0:
                    self.rang = True
                    self._alarm()
                    return
                self._wakes = self._deadline
                self._changed.wait(None if left == math.inf else left)


class Workers:
    """The pool. It starts processes when they are wanted and keeps a few for later."""

    def __init__(self) -> None:
        self._idle: list[Worker] = []
        self._lock = threading.Lock()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        # A forked child shares its parent's pipes; two readers on one of them would take each other's answers.
        self._idle = []
        self._lock = threading.Lock()

    def close(self) -> None:
        """End all idle processes."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    @contextmanager
    def lent(self) -> Iterator[Worker]:
        """A process for one file; it comes back only if it ended its work in good order."""
        with self._lock:
            worker = next((worker for worker in self._idle if worker.alive), None)
            self._idle = [other for other in self._idle if other is not worker and other.alive]
        worker = worker or Worker()
        finished = False
        try:
            yield worker
            finished = True
        finally:
            with self._lock:
                keep = finished and worker.alive and len(self._idle) < IDLE
                if keep:
                    self._idle.append(worker)
            if not keep:
                worker.kill()

    def documents(self, task: Task) -> Iterator[Document | Fault]:
        """All documents of a file. A unit that kills its process is a fault; the file goes on behind it."""
        while True:
            passed = 0
            place: Begun = Begun()
            with self.lent() as worker:
                worker.ask(task)
                answer = worker.answer(task.limits.start_seconds)
                while isinstance(answer, (Ready, Begun, Found)):
                    if isinstance(answer, Found):
                        passed, place = answer.units, Begun()
                        for document, fault in answer.items:
                            yield cast("Document | Fault", document or fault)
                    elif isinstance(answer, Begun):
                        place = answer
                    answer = worker.answer(task.limits.seconds)
                if isinstance(answer, Done):
                    if answer.spent:
                        worker.kill()
                    if answer.fault:
                        yield answer.fault
                    return
                reason = _death(worker, task)
            if task.form not in CONTAINERS:
                yield Fault(f"{reason}; save the report as plain text")
                return
            if passed < task.skip:
                yield Fault(f"{reason}; the rest of the file cannot be reached: take its reports out of it")
                return
            yield Fault(f"{reason}; that one is left out", place.place, place.line)
            task = msgspec.structs.replace(task, skip=passed + 1)


def _death(worker: Worker, task: Task) -> str:
    code = worker.kill()
    if worker.timed_out:
        return f"the parser took longer than {task.limits.seconds:g} seconds over a document"
    if code == OUT_OF_MEMORY:
        return f"the parser needed more than {task.limits.memory_bytes:,} bytes of memory for a document"
    return "the parser crashed on a document"


WORKERS = Workers()
"""The pool that all reading in this process shares."""
