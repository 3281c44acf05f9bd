"""Jobs that run in another process (`samsyn worker`) tell this server's viewers by way of the job table.

One thread for the whole server, and it asks the database only while somebody follows a job, and
once a minute whether something has been destroyed."""

from __future__ import annotations

import logging
import threading
import time
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.db.models import Max
from django.utils import timezone

from . import live
from .jobs import as_event
from .models import DestructionList, Job
from .workers import identity

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
DESTROYED_EVERY = 60.0  # seconds between looks for what was destroyed
OVERLAP = timedelta(seconds=3)  # a row may be committed a little after the time it carries


class Relay(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="samsyn-relay", daemon=True)
        self.stopping = threading.Event()
        self._told: dict[int, datetime] = {}
        self._look_again = time.monotonic() + DESTROYED_EVERY
        self._destroyed: datetime | None = None

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        try:
            while not self.stopping.wait(EVERY):
                if time.monotonic() >= self._look_again:
                    close_old_connections()
                    self._forget_destroyed()
                followed = [int(key) for key in live.hub.followed("job")]
                if not followed:
                    self._told.clear()
                    continue
                try:
                    close_old_connections()
                    self.tell(followed)
                except DatabaseError:  # away for a moment; the next round tells what was missed
                    log.warning("live job progress cannot be read", exc_info=True)
        finally:
            connection.close()

    def _forget_destroyed(self) -> None:
        """A worker beside us has destroyed something: kept events may name it."""
        self._look_again = time.monotonic() + DESTROYED_EVERY
        try:
            newest = DestructionList.objects.aggregate(newest=Max("ran_at"))["newest"]
        except DatabaseError:  # asked again soon
            return
        if newest != self._destroyed:
            self._destroyed = newest
            live.hub.forget()

    def tell(self, followed: list[int]) -> None:
        """Publish what other processes have changed since the last round."""
        since = timezone.now() - OVERLAP
        own = f"{identity()}/"
        for row in Job.objects.filter(pk__in=followed, updated__gte=since).exclude(worker__startswith=own):
            if self._told.get(row.pk) != row.updated:
                self._told[row.pk] = row.updated
                live.publish(f"job:{row.pk}", as_event(row))
