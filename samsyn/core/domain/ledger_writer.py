"""Group commit: one thread writes the looks of many in one transaction, and each waits until its own is on
disk.

While one batch is being written the next one gathers, so the busier it is the more share the price of a
commit, and a lone look waits for nobody."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence

from django.db import DatabaseError, connection

from samsyn.core.calc.entry import Entry

log = logging.getLogger(__name__)

WAIT = 5.0  # seconds a look waits to be written; then it is refused


class Late(Exception):
    """The look was not written in time, or could not be. It may still come to stand in the ledger: a look
    that was logged and not given does no harm."""


class _Batch:
    __slots__ = ("done", "entries", "error", "first")

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.done = threading.Event()
        self.first = -1
        self.error: Exception | None = None


class Writer(threading.Thread):
    """`commit` appends entries, all on disk when it returns the first one's number."""

    def __init__(self, commit: Callable[[Sequence[Entry]], int]) -> None:
        super().__init__(name="samsyn-ledger", daemon=True)
        self._commit = commit
        self._lock = threading.Lock()
        self._work = threading.Event()
        self._batch = _Batch()
        self._stopping = False

    def add(self, entries: Sequence[Entry], wait: float = WAIT) -> int:
        """Returns the first one's number when all are on disk. Raises Late."""
        with self._lock:
            if self._stopping:
                raise Late("the writer is stopping")
            batch = self._batch
            place = len(batch.entries)
            batch.entries += entries
        if place == 0:
            self._work.set()
        if not batch.done.wait(wait):
            raise Late(f"not written within {wait} s")
        if batch.error is not None:
            raise Late("not written") from batch.error
        return batch.first + place

    def stop(self) -> None:
        """Returns when what was waiting is written."""
        with self._lock:
            self._stopping = True
        self._work.set()
        self.join(WAIT)

    def run(self) -> None:
        try:
            while True:
                self._work.wait()
                self._work.clear()
                with self._lock:
                    batch, self._batch = self._batch, _Batch()
                    stopping = self._stopping
                if batch.entries:
                    self._write(batch)
                if stopping:
                    return
        finally:
            connection.close()

    def _write(self, batch: _Batch) -> None:
        try:
            batch.first = self._commit(batch.entries)
        except Exception as error:  # whatever it was, those who wait are told, and the next batch is tried
            log.exception("%d looks could not be written", len(batch.entries))
            batch.error = error
            if isinstance(error, DatabaseError):
                connection.close()  # a broken connection is opened anew for the next batch
        finally:
            batch.done.set()
