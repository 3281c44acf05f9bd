"""Worker threads: claim, run, keep the lease alive. And who a worker is, so that a dead one is known at
once."""

from __future__ import annotations

import functools
import itertools
import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections, connection

if TYPE_CHECKING:
    from .models import Job

log = logging.getLogger(__name__)

POLL = 2.0  # seconds between looks at the queue when nobody in this process rings
_numbers = itertools.count(1)


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii").strip()
    except OSError:
        return ""


def _started(pid: int) -> str:
    """When a process started, in clock ticks since boot; '' if it is gone. Tells a reused number from the
    old."""
    stat = _read(f"/proc/{pid}/stat")
    return stat.rpartition(")")[2].split()[19] if stat else ""


def _world() -> str:
    """Names this running kernel and process namespace; process numbers mean nothing outside it."""
    try:
        namespace = str(Path("/proc/self/ns/pid").stat().st_ino)
    except OSError:
        return ""
    return _read("/proc/sys/kernel/random/boot_id")[:8] + "-" + namespace


@functools.cache
def _identity(pid: int) -> str:
    return f"{_world()}:{pid}:{_started(pid)}"


def identity() -> str:
    """This process, e.g. '1f3c9a2b-4026531836:812:99120'."""
    return _identity(os.getpid())


def is_dead(worker: str) -> bool:
    """True only when it is certain: same kernel and namespace, and no such process any more."""
    world, _, rest = worker.partition("/")[0].partition(":")
    pid, _, started = rest.partition(":")
    if not world or world != _world() or not pid.isdigit() or not started:
        return False
    return _started(int(pid)) != started


class Worker(threading.Thread):
    """One thread that runs jobs until `stop` is called. A running job is then left to its lease."""

    def __init__(self) -> None:
        super().__init__(name=f"samsyn-worker-{next(_numbers)}", daemon=True)
        self.stopping = threading.Event()
        self.worker = f"{identity()}/{self.name}"

    def stop(self) -> None:
        from . import jobs

        self.stopping.set()
        jobs.awake.set()

    def run(self) -> None:
        from . import jobs

        jobs.discover()
        try:
            while not self.stopping.is_set():
                try:
                    close_old_connections()
                    jobs.release(is_dead)
                    self._drain()
                except DatabaseError:  # the database may be away for a moment; the worker must outlive that
                    log.exception("the job queue cannot be read; trying again")
                jobs.awake.wait(POLL)
                jobs.awake.clear()
        finally:
            connection.close()

    def _drain(self) -> None:
        from . import jobs

        while not self.stopping.is_set():
            row = jobs.claim(self.worker)
            if row is None:
                return
            beat = Heartbeat(row)
            beat.start()
            try:
                jobs.run(row)
            finally:
                beat.stop()


class Heartbeat(threading.Thread):
    """Renews one job's lease while its handler is busy."""

    def __init__(self, row: Job) -> None:
        super().__init__(name=f"samsyn-heartbeat-{row.pk}", daemon=True)
        self.row = row
        self.over = threading.Event()

    def stop(self) -> None:
        self.over.set()
        self.join(timeout=5)

    def run(self) -> None:
        from . import jobs

        try:
            while not self.over.wait(jobs.LEASE.total_seconds() / 3):
                try:
                    if not jobs.renew(self.row):
                        return
                except DatabaseError:  # missed beats are allowed; the lease is three beats long
                    log.warning("a heartbeat for job %s was missed", self.row.pk, exc_info=True)
        finally:
            connection.close()
