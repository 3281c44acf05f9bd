"""The watch over the clock: a look each minute (core/watchman.py), a record of each jump, an administrator's
word that it is right."""

from __future__ import annotations

import logging

from django.db import IntegrityError, transaction

from samsyn.core.calc.clock import Mark
from samsyn.core.domain import clock, ledger
from samsyn.core.models import Account, ClockJump, ClockMark

log = logging.getLogger(__name__)


def tick() -> float:
    """Look at the clocks, keep what is trusted, record a jump. Returns the jump's seconds, 0.0 for none."""
    with transaction.atomic():
        mark, jumped, known = clock.judge()
        if known is None:
            _begin(mark)
        elif not _keep(known, mark):  # another process looked at the same moment, and has recorded it
            return 0.0
        if jumped:
            _record(mark, jumped)
    clock.remember(mark)
    return jumped


def confirm(by: Account | None) -> None:
    """An administrator vouches for the wall's clock: from now on it is trusted. `by` None is the command
    line."""
    mark = Mark(clock.wall_now(), clock.count_now())
    with transaction.atomic():
        row, _made = ClockMark.objects.get_or_create(
            start=clock.start_name(), defaults={"trusted": mark.trusted, "count": mark.count}
        )
        ClockMark.objects.exclude(pk=row.pk).delete()  # a wrong later moment must not be the next start's
        ClockMark.objects.filter(pk=row.pk).update(trusted=mark.trusted, count=mark.count, drift=0.0)
        channel = "page" if by else "command"
        ledger.record("decide", by, row, purpose="operation", channel=channel)
    clock.remember(mark)


def _begin(mark: Mark) -> None:
    try:
        with transaction.atomic():
            ClockMark.objects.create(
                start=clock.start_name(), trusted=mark.trusted, count=mark.count, drift=mark.drift
            )
    except IntegrityError:  # another process was first
        return


def _keep(row: ClockMark, mark: Mark) -> bool:
    same = ClockMark.objects.filter(pk=row.pk, count=row.count, drift=row.drift)
    return same.update(trusted=mark.trusted, count=mark.count, drift=mark.drift) == 1


def _record(mark: Mark, jumped: float) -> None:
    made = ClockJump.objects.create(
        noted=clock.moment(mark.trusted + mark.drift), trusted=clock.moment(mark.trusted), seconds=jumped
    )
    ledger.record("change", None, made, purpose="operation", channel="job", result="failed")
    log.warning("the machine's clock has jumped by %+.0f s", jumped)
