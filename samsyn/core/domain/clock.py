"""The time that opens something: never later than is certain, whatever the machine's clock is set to.

    if label.not_before <= clock.trusted_today(): ...

calc/clock.py says what is believed. domain/clock_watch.py keeps it up to date and records jumps."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.utils import timezone

from samsyn.core.calc import clock as calc
from samsyn.core.calc.clock import Mark
from samsyn.core.models import ClockMark

_mark: Mark | None = None  # of this process; as in the database since the last look


@dataclass(frozen=True, slots=True)
class State:
    """`ahead`: seconds the wall stands before (more than 0) or behind what is trusted; 0.0 when they
    agree."""

    wall: datetime
    trusted: datetime
    ahead: float

    @property
    def steady(self) -> bool:
        return self.ahead == 0.0


def trusted_now() -> datetime:
    """Asks the database only the first time in a process. Raises DatabaseError."""
    mark = _mark or remember(judge()[0])
    return moment(calc.now(mark, wall_now(), count_now()))


def trusted_today() -> date:
    """The day in the installation's time zone on which something with a date may open."""
    return timezone.localdate(trusted_now())


def state() -> State:
    mark = judge()[0]
    return State(moment(wall_now()), moment(calc.now(mark, wall_now(), count_now())), mark.drift)


def vouch() -> None:
    """Trust the wall's clock in this process, without asking or telling the database: for tests."""
    remember(Mark(wall_now(), count_now()))


def forget() -> None:
    """The next question reads the database."""
    global _mark
    _mark = None


def remember(mark: Mark) -> Mark:
    global _mark
    _mark = mark
    return mark


# --- the two clocks -----------------------------------------------------------------------------------------
def wall_now() -> float:
    return time.time()


def count_now() -> float:
    """Seconds since the machine started, sleep included where the system can say so."""
    source = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
    return time.clock_gettime(source)


@cache
def start_name() -> str:
    """Names this start of the machine. Where the system has no name for it, each process is one."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return str(uuid4())


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


# --- what the database knows --------------------------------------------------------------------------------
def judge() -> tuple[Mark, float, ClockMark | None]:
    """The mark as of now, the jump since the last one, and that one's row if it is of this start."""
    wall, count = wall_now(), count_now()
    row = ClockMark.objects.filter(start=start_name()).first()
    if row is not None:
        return *calc.look(_of(row), wall, count), row
    last = ClockMark.objects.order_by("-trusted").first()
    if last is None:
        return Mark(wall, count), 0.0, None  # the first start of all has only the wall to go by
    return *calc.restarted(_of(last), wall, count), None


def _of(row: ClockMark) -> Mark:
    return Mark(row.trusted, row.count, row.drift)
