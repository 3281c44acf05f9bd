"""The jobs of retention: each night what rules destroy by themselves, and the carrying out of one list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count
from django.utils import timezone

from .domain import destruction
from .jobs import enqueue, job, progress
from .models import DestructionList, Job

KIND = destruction.ROUND
EVERY = timedelta(hours=24)


def schedule(delay: timedelta = timedelta(0)) -> None:
    """Put the next round in line unless one waits already."""
    if not Job.objects.filter(kind=KIND, state=Job.State.WAITING).exists():
        enqueue(KIND, delay=delay, priority=-1)


def at_start() -> None:
    """A round now: what an old copy of the database has brought back must not wait for the night."""
    if not Job.objects.filter(kind=KIND, state=Job.State.WAITING).update(not_before=timezone.now()):
        schedule()


@job(KIND)
def run_rules(_row: Job) -> dict[str, Any]:
    schedule(EVERY)
    Job.objects.filter(kind=KIND, state=Job.State.DONE).delete()
    return {"listed": destruction.run_rules(), "due": destruction.ready()}


@job(destruction.JOB)
def run_list(row: Job) -> dict[str, Any]:
    """Killed in the middle, it goes on where it was."""
    found = DestructionList.objects.filter(pk=row.args["list"]).first()
    if found is None:
        return {}
    destruction.run(found, lambda done, total: progress(row, done, total))
    states = found.items.values_list("state").annotate(n=Count("pk")).order_by()
    return {str(state): count for state, count in states}
