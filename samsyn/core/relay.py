"""Jobs that run in another process (`samsyn worker`) tell this server's viewers by way of the job table.

One thread for the whole server, and it asks the database only while somebody follows a job."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from . import live
from .jobs import as_event
from .models import Job
from .workers import identity

log = logging.getLogger(__name__)

EVERY = 1.0  # seconds
OVERLAP = timedelta(seconds=3)  # a row may be committed a little after the time it carries


class Relay(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="samsyn-relay", daemon=True)
        self.stopping = threading.Event()
        self._told: dict[int, datetime] = {}

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        try:
            while not self.stopping.wait(EVERY):
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

    def tell(self, followed: list[int]) -> None:
        """Publish what other processes have changed since the last round."""
        since = timezone.now() - OVERLAP
        own = f"{identity()}/"
        for row in Job.objects.filter(pk__in=followed, updated__gte=since).exclude(worker__startswith=own):
            if self._told.get(row.pk) != row.updated:
                self._told[row.pk] = row.updated
                live.publish(f"job:{row.pk}", as_event(row))
