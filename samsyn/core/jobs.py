"""Work beside the pages: rows of the job table are the queue, claimed by a conditional update.

A claim is a lease that the worker renews; a worker that dies lets it lapse and another goes on. A job that
fails steps back (waits longer each time) so that it never blocks the queue, and gives up after MAX_ATTEMPTS.

    @job("council.import")
    def run_import(job: Job) -> dict[str, Any] | None:
        for n, item in enumerate(items, 1):
            ...                                   # must bear being done twice: a killed job starts again
            progress(job, n, len(items), item.name)
        return {"read": len(items)}               # becomes job.result
"""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from . import live
from .domain import ledger, space
from .errors import Conflict, SamsynError
from .models import Account, Job
from .workers import identity

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=45)
MAX_ATTEMPTS = 3
STEP_BACK = (timedelta(seconds=10), timedelta(minutes=2))  # after the first, the second failure
PROGRESS_EVERY = timedelta(seconds=0.2)  # rows are written, and viewers told, at most this often

Handler = Callable[[Job], dict[str, Any] | None]
_handlers: dict[str, Handler] = {}
awake = threading.Event()  # set when this process has enqueued something


class Cancelled(Exception):
    """Raised by `progress` in a handler whose job was cancelled. Let it pass."""


class LeaseLost(Exception):
    """Raised by `progress` in a handler whose job another worker has taken over. Let it pass."""


def job(kind: str) -> Callable[[Handler], Handler]:
    """Register a handler. A room's module `jobs` is found by itself; others are imported when the room is
    ready."""

    def register(handler: Handler) -> Handler:
        if _handlers.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for {kind!r}")
        return handler

    return register


def discover() -> None:
    """Import the `jobs` module of every installed application that has one."""
    for config in apps.get_app_configs():
        name = f"{config.name}.jobs"
        if find_spec(name):
            importlib.import_module(name)


def enqueue(
    kind: str,
    args: dict[str, Any] | None = None,
    requester: Account | None = None,
    *,
    priority: int = 0,
    delay: timedelta = timedelta(0),
) -> Job:
    """Put work in the queue. It starts when the surrounding transaction has been committed."""
    now = timezone.now()
    row = Job.objects.create(
        kind=kind,
        args=args or {},
        requester=requester,
        priority=priority,
        not_before=now + delay,
        updated=now,
    )
    transaction.on_commit(awake.set)
    return row


def claim(worker: str) -> Job | None:
    """Take the next job that waits, or whose lease has lapsed. Returns None when there is none."""
    while True:
        now = timezone.now()
        ready = Q(state=Job.State.WAITING, not_before__lte=now) | Q(
            state=Job.State.RUNNING, lease_until__lt=now
        )
        if space.is_full():
            ready &= Q(kind__in=space.going_on())
        row = Job.objects.filter(ready).order_by("-priority", "pk").first()
        if row is None:
            return None
        taken = Job.objects.filter(ready, pk=row.pk, attempts=row.attempts).update(
            state=Job.State.RUNNING,
            worker=worker,
            lease_until=now + LEASE,
            attempts=F("attempts") + 1,
            started=row.started or now,
            updated=now,
        )
        if taken == 1:  # else another worker was first; look again
            return Job.objects.get(pk=row.pk)


def renew(row: Job) -> bool:
    """Lengthen the lease. False when the job is no longer this worker's."""
    return _mine(row).update(lease_until=timezone.now() + LEASE) == 1


def release(worker_is_dead: Callable[[str], bool]) -> int:
    """Let the leases lapse of workers that are known to be dead. Returns how many."""
    held = Job.objects.filter(state=Job.State.RUNNING, lease_until__gte=timezone.now())
    dead = [(pk, worker) for pk, worker in held.values_list("pk", "worker") if worker_is_dead(worker)]
    past = timezone.now() - timedelta(seconds=1)
    return sum(Job.objects.filter(pk=pk, worker=worker).update(lease_until=past) for pk, worker in dead)


def cancel(row: Job) -> None:
    """Ask a job to stop: at once if it waits, at its next step if it runs. Raises Conflict if it is over."""
    now = timezone.now()
    if Job.objects.filter(pk=row.pk, state=Job.State.WAITING).update(
        state=Job.State.CANCELLED, finished=now, updated=now
    ):
        _tell(row.pk)
    elif not Job.objects.filter(pk=row.pk, state=Job.State.RUNNING).update(cancel=True, updated=now):
        raise Conflict


def progress(job: Job, done: int, total: int, note: str = "") -> None:
    """Say how far a running job has come. Raises Cancelled or LeaseLost when it must not go on."""
    now = timezone.now()
    job.done, job.total, job.note = done, total, note[:300]
    if done < total and now - job.updated < PROGRESS_EVERY:
        return
    job.updated = now
    if (
        not _mine(job)
        .filter(cancel=False)
        .update(done=done, total=total, note=job.note, lease_until=now + LEASE, updated=now)
    ):
        raise Cancelled if _mine(job).exists() else LeaseLost
    _tell(job.pk)


def run(row: Job) -> None:
    """Run a claimed job to its end, whatever end that is."""
    handler = _handlers.get(row.kind)
    if row.attempts > MAX_ATTEMPTS:
        _end(row, Job.State.FAILED, error="gave up: the worker stopped in the middle of this job each time")
        return
    if handler is None:
        _end(row, Job.State.FAILED, error=f"no handler for {row.kind!r}")
        return
    try:
        language = row.requester.language if row.requester else "sv"
        with override(language), ledger.around("job"), space.reserved():
            if row.kind in space.going_on():
                space.open_reserve()
            result = handler(row)
    except Cancelled:
        _end(row, Job.State.CANCELLED)
    except LeaseLost:
        log.warning("job %s (%s) was taken over by another worker", row.pk, row.kind)
    except SamsynError as error:
        space.noticed(error)
        _failed(row, str(error), permanent=error.permanent)
    except Exception as error:  # whatever a handler raises must not stop the worker; it is logged and shown
        space.noticed(error)
        log.exception("job %s (%s) failed", row.pk, row.kind)
        _failed(row, f"{type(error).__name__}: {error}", permanent=False)
    else:
        _end(row, Job.State.DONE, result=result)


def run_pending(limit: int = 1000) -> int:
    """Run what waits, here and now, for tests and the command line. Returns how many were run."""
    discover()
    for count in range(limit):
        row = claim(f"{identity()}/here")
        if row is None:
            return count
        run(row)
    return limit


def _mine(row: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=row.pk, state=Job.State.RUNNING, worker=row.worker, attempts=row.attempts)


def _failed(row: Job, error: str, *, permanent: bool) -> None:
    if permanent or row.attempts >= MAX_ATTEMPTS:
        _end(row, Job.State.FAILED, error=error)
        return
    now = timezone.now()
    _mine(row).update(
        state=Job.State.WAITING,
        not_before=now + STEP_BACK[row.attempts - 1],
        lease_until=None,
        worker="",
        error=error[:5000],
        updated=now,
    )
    _tell(row.pk)


def _end(row: Job, state: Job.State, *, error: str = "", result: dict[str, Any] | None = None) -> None:
    now = timezone.now()
    _mine(row).update(
        state=state,
        done=row.done,
        total=row.total,
        note=row.note,
        error=error[:5000],
        result=result,
        lease_until=None,
        finished=now,
        updated=now,
    )
    _tell(row.pk)


def as_event(row: Job) -> dict[str, Any]:
    """What viewers of topic `job:<id>` are told."""
    return {
        "job": row.pk,
        "kind": row.kind,
        "state": row.state,
        "done": row.done,
        "total": row.total,
        "note": row.note,
        "error": row.error if row.state == Job.State.FAILED else "",
    }


def _tell(pk: int) -> None:
    def publish() -> None:
        row = Job.objects.filter(pk=pk).first()
        if row is not None:
            live.publish(f"job:{pk}", as_event(row))

    if connection.in_atomic_block:
        transaction.on_commit(publish)
    else:
        publish()
