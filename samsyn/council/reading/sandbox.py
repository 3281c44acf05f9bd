"""Reading in child processes with limits: a bomb, a loop without end or a crash costs one document."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import select
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .errors import ReadError
from .limits import DEFAULT, Limits
from .read import MESSAGES, failed
from .worker import ANSWER, BYTES, ERROR, NOTHING, RECORD, request_head

Source = bytes | str | os.PathLike[str]

_MOST_DOCUMENTS = 500
_PACKAGE = Path(__file__).resolve().parents[3]
_NEARLY = 0.6


class SandboxError(ReadError):
    """The child could not do it: `code` is crashed, memory, timeout, or what the reader itself said."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or MESSAGES[code])
        self.code = code


class _Child:
    """One worker process and the pipes to it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.documents = 0
        self.retired = False
        paths = [str(_PACKAGE), os.environ.get("PYTHONPATH", "")]
        environment = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "OPENBLAS_NUM_THREADS": "1",  # its threads reserve memory that the limit counts
            "OMP_THREAD_LIMIT": "1",
        }
        # By exec, never a fork of a server with threads; in its own group, so that Tesseract ends with it.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "samsyn.council.reading.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )

    def ask(self, head: bytes, data: bytes | None) -> tuple[bytes, bytes]:
        """Send a request and wait for the answer. Raises SandboxError if the child dies or takes too long."""
        requests = self._process.stdin
        assert requests is not None
        self.documents += 1
        until = time.monotonic() + self._limits.seconds + self._limits.grace
        try:
            requests.write(head)
            if data is not None:
                requests.write(data)
            requests.flush()
        except BrokenPipeError:
            raise self._death() from None
        kind, self.retired, size = ANSWER.unpack(self._take(ANSWER.size, until))
        if size > self._limits.output + 4096:
            raise SandboxError("too_large")
        return kind, self._take(size, until)

    def _take(self, size: int, until: float) -> bytes:
        answers = self._process.stdout
        assert answers is not None
        poll = select.poll()  # select() would fail in a server with a thousand connections
        poll.register(answers, select.POLLIN)
        got = bytearray()
        while len(got) < size:
            if not poll.poll(max(0.0, until - time.monotonic()) * 1000):
                raise SandboxError("timeout")
            part = os.read(answers.fileno(), min(size - len(got), 1 << 20))
            if not part:
                raise self._death()
            got += part
        return bytes(got)

    def _death(self) -> SandboxError:
        """Why the child is gone: too much CPU time, too much memory, or a crash."""
        try:
            _, status, used = os.wait4(self._process.pid, 0)
        except ChildProcessError:
            return SandboxError("crashed")
        code = self._process.returncode = os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            return SandboxError("timeout")
        full = used.ru_maxrss * 1024 > _NEARLY * self._limits.memory  # libraries abort when they get no more
        return SandboxError("memory" if full or code == -signal.SIGKILL else "crashed")

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        self._process.wait()


class Pool:
    """`jobs` child processes, started when first needed. Safe from several threads; ends with its context."""

    def __init__(self, jobs: int = 1, limits: Limits = DEFAULT) -> None:
        self.jobs = max(1, jobs)
        self.limits = limits
        # A place holds an idle child or None, where one can be started.
        self._places: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(self.jobs):
            self._places.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the idle children. A pool that is used again starts new ones."""
        found = []
        with contextlib.suppress(queue.Empty):
            while True:
                found.append(self._places.get_nowait())
        for child in found:
            if child is not None:
                child.end()
            self._places.put(None)

    def read(self, source: Source, name: str = "") -> dict[str, Any]:
        """The record of bytes or of the file at a path. Never raises for what is in it: see `error`."""
        name = printable(name or (os.fspath(source) if not isinstance(source, bytes) else "-"))
        try:
            _, body = self._ask("read", source, name)
            record: dict[str, Any] = json.loads(body)
        except SandboxError as error:
            return failed(name, error.code, str(error), data=_bytes(source, self.limits))
        return record

    def map(self, sources: Iterable[Source]) -> Iterator[dict[str, Any]]:
        """Records in the order of the sources, `jobs` at a time, with no more than a few waiting."""
        with ThreadPoolExecutor(self.jobs) as threads:
            waiting: deque[Future[dict[str, Any]]] = deque()
            try:
                for source in sources:
                    waiting.append(threads.submit(self.read, source))
                    if len(waiting) > 4 * self.jobs or waiting[0].done():
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def render(self, source: Source, page: int, width: int, media_type: str = "image/png") -> bytes | None:
        """A page (from 1) as an image of this width, None if there is no such page. Raises ReadError."""
        kind, body = self._ask("render", source, page=page, width=width, media_type=media_type)
        return None if kind == NOTHING else body

    def text(self, source: Source) -> str:
        """The text of the layout, in which a record's spans count. Raises ReadError."""
        _, body = self._ask("text", source)
        return body.decode("utf-8", "ignore")  # cut at the limit it may end within a character

    def sizes(self, source: Source) -> list[tuple[float, float]]:
        """Width and height of each page in points, empty for formats without pages. Raises ReadError."""
        _, body = self._ask("sizes", source)
        return [(width, height) for width, height in json.loads(body)]

    def _ask(self, op: str, source: Source, name: str = "-", **more: object) -> tuple[bytes, bytes]:
        data = source if isinstance(source, bytes) else None
        where = (
            {"size": len(data)} if data is not None else {"path": str(Path(os.fsdecode(source)).absolute())}
        )
        head = request_head(op, name, self.limits, **where, **more)
        kind, body = self._with_child(lambda child: child.ask(head, data))
        if kind == ERROR:
            told = json.loads(body)
            raise SandboxError(told["code"], told["message"])
        if kind not in (RECORD, BYTES, NOTHING):
            raise SandboxError("crashed")
        return kind, body

    def _with_child(self, ask: Callable[[_Child], tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
        child = self._places.get()
        try:
            if child is not None and not child.alive:
                child.end()
                child = None
            if child is None:
                child = _Child(self.limits)
            answer = ask(child)
        except BaseException:  # Ctrl-C too: a place that is not given back would hang the next reader
            if child is not None:
                child.end()
            self._places.put(None)
            raise
        if child.retired or child.documents >= _MOST_DOCUMENTS:
            child.end()
            child = None
        self._places.put(child)
        return answer


def printable(name: str) -> str:
    """A file name as valid text; bytes that are none become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def _bytes(source: Source, limits: Limits) -> bytes | None:
    if isinstance(source, bytes):
        return source
    try:
        with Path(source).open("rb") as file:
            return file.read(limits.bytes + 1)
    except OSError:
        return None
