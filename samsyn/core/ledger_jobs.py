"""The job that signs the ledger's checkpoints. Each run puts the next one in line before it signs, so one
that fails does not end the row of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from .domain.checkpoints import sign_checkpoint
from .jobs import enqueue, job
from .models import Job

KIND = "core.checkpoint"
EVERY = timedelta(minutes=5)
KEPT = timedelta(days=1)  # rows of runs that are over


def schedule() -> None:
    """Put the next signing in line unless one waits already."""
    if not Job.objects.filter(kind=KIND, state=Job.State.WAITING).exists():
        enqueue(KIND, delay=EVERY, priority=1)


@job(KIND)
def run_checkpoint(_row: Job) -> dict[str, Any]:
    schedule()
    old = Job.objects.filter(kind=KIND, finished__lt=timezone.now() - KEPT)
    old.exclude(state=Job.State.FAILED).delete()
    return {"size": sign_checkpoint().size}
