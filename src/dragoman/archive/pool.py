"""Worker processes, each with a coder of its own, over pipes.

A worker reads shards from its standard input and answers on its standard output. When its parent dies, however it dies,
its input ends and it stops. When a worker dies, another takes its place and the shard is divided, until the report that
kills workers is found and named.
"""

from __future__ import annotations

import os
import queue
import struct
import subprocess
import sys
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import msgspec

from dragoman.archive import shards
from dragoman.archive.work import Done, Failure, Shard, Worker, perform
from dragoman.errors import ArchiveError
from dragoman.tables import package_path

LENGTH = struct.Struct(">Q")


class Answer(msgspec.Struct, frozen=True):
    """What a worker sends back: the shard done, or why there was no room for its file."""

    done: Done | None = None
    error: str | None = None


class WorkerDied(Exception):
    """A worker process ended before it answered."""


class Process:
    """One worker process; it is started with the first shard and again when it has died."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False

    def work(self, shard: Shard) -> list[Done]:
        """Code a shard, in parts where it kills the worker."""
        try:
            return [self._ask(shard)]
        except WorkerDied as died:
            self._stop()
            if self._ended:
                return []
            if len(shard.reports) == 1:
                report = shard.reports[0]
                reason = f"the worker that coded it died ({died}); please report this with the text"
                return [Done(None, (Failure(report.id, report.origin, reason),))]
        middle = len(shard.reports) // 2
        halves = (shard.reports[:middle], shard.reports[middle:])
        return [done for half in halves for done in self.work(Shard(shards.name(shard.run, half), shard.run, half))]

    def _ask(self, shard: Shard) -> Done:
        process = self._process or self._start()
        stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
        try:
            send(stdin, msgspec.msgpack.encode(shard))
            data = receive(stdout)
        except OSError:
            data = None
        if data is None:
            raise WorkerDied(f"exit status {process.wait()}")
        answer = msgspec.msgpack.decode(data, type=Answer)
        if answer.done is None:
            raise ArchiveError(answer.error or "a worker failed")
        return answer.done

    def _start(self) -> subprocess.Popen[bytes]:
        source = str(package_path().parent)
        path = os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dragoman.archive.pool", str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        return self._process

    def close(self) -> None:
        """End the process for good."""
        self._ended = True
        self._stop()

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()  # First, so that a thread that reads from it lets go of the stream.
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


class Pool:
    """Several workers: `submit` takes a shard, `finished` gives what is done."""

    def __init__(self, workers: list[Worker]) -> None:
        self._free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        self._workers = workers
        for worker in workers:
            self._free.put(worker)
        self._threads = ThreadPoolExecutor(len(workers))
        self._running: set[Future[list[Done]]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether every worker has work, and one more shard waits for each."""
        return len(self._running) >= 2 * len(self._workers)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._running

    def submit(self, shard: Shard) -> None:
        """Give a shard to the next worker that is free."""
        self._running.add(self._threads.submit(self._work, shard))

    def finished(self, block: bool) -> list[Done]:
        """What has been done since the last call; with `block`, wait until something is."""
        done, self._running = wait(self._running, None if block else 0, FIRST_COMPLETED)
        return [one for future in done for one in future.result()]

    def close(self) -> None:
        """End the workers; what they have not finished is dropped."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._workers:
            worker.close()

    def _work(self, shard: Shard) -> list[Done]:
        worker = self._free.get()
        try:
            return worker.work(shard)
        finally:
            self._free.put(worker)


def send(stream: IO[bytes], data: bytes) -> None:
    """Send a message, its length first."""
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, or None where the other side has ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return data if len(data) == length else None


def serve(folder: Path) -> None:
    """The worker's side: code shards until the input ends."""
    from dragoman.coder import Coder

    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # Whatever a library prints must not end up between messages.
    coder = Coder()
    while (data := receive(stdin)) is not None:
        try:
            answer = Answer(perform(coder, msgspec.msgpack.decode(data, type=Shard), folder))
        except ArchiveError as error:
            answer = Answer(error=str(error))
        send(stdout, msgspec.msgpack.encode(answer))


if __name__ == "__main__":
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # An interruption is the parent's to handle.
    serve(Path(sys.argv[1]))
