"""The jobs that sign the ledger's checkpoints, exchange them and draw looks for review. Each run puts the
next one in line before it works, so one that fails does not end the row of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from .domain import witness_http
from .domain.checkpoints import sign_checkpoint
from .domain.reviews import draw_day, officers
from .jobs import enqueue, job
from .models import Job

KIND = "core.checkpoint"
WITNESS = "core.witness"
DRAW = "core.look_draw"
EVERY = timedelta(minutes=5)
DRAW_EVERY = timedelta(hours=1)
CAUGHT_UP = 7  # days back that are drawn from if the server was down
KEPT = timedelta(days=1)  # rows of runs that are over


def schedule() -> None:
    """Put the next signing and the next draw in line unless they wait already."""
    _put_in_line(KIND, EVERY)
    _put_in_line(DRAW, DRAW_EVERY)
    _put_in_line(WITNESS, EVERY)


def _put_in_line(kind: str, delay: timedelta) -> None:
    if not Job.objects.filter(kind=kind, state=Job.State.WAITING).exists():
        enqueue(kind, delay=delay, priority=1)


@job(KIND)
def run_checkpoint(row: Job) -> dict[str, Any]:
    _again(row, EVERY)
    return {"size": sign_checkpoint().size}


@job(WITNESS)
def run_witness(row: Job) -> dict[str, Any]:
    """Does nothing where no witness is set up. An address that does not answer is asked again next time."""
    _again(row, EVERY)
    return {"asked": len(witness_http.exchange())} if settings.WITNESSES else {}


@job(DRAW)
def run_draw(row: Job) -> dict[str, Any]:
    """From yesterday, and from the days before if nobody was there to draw."""
    _again(row, DRAW_EVERY)
    today = timezone.localdate()
    for organisation in officers():
        for back in range(CAUGHT_UP, 0, -1):
            draw_day(organisation, today - timedelta(days=back))
    return {}


def _again(row: Job, delay: timedelta) -> None:
    """The next one in line; rows of runs that are over go."""
    _put_in_line(row.kind, delay)
    old = Job.objects.filter(kind=row.kind, finished__lt=timezone.now() - KEPT)
    old.exclude(state=Job.State.FAILED).delete()
