"""One thread that looks each minute at what changes by itself: the clock, the room on the disk, and embargoes
whose day has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connection

from .domain import clock_watch, labels, space

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds


class Watchman(threading.Thread):
    def __init__(self) -> None:
        super().__init__(name="samsyn-watch", daemon=True)
        self.stopping = threading.Event()

    def stop(self) -> None:
        self.stopping.set()

    def run(self) -> None:
        rounds: tuple[Callable[[], object], ...] = (space.keep, clock_watch.tick, labels.release_due)
        try:
            while True:
                for look in rounds:
                    self._look(look)
                if self.stopping.wait(EVERY):
                    return
        finally:
            connection.close()

    def _look(self, look: Callable[[], object]) -> None:
        try:
            close_old_connections()
            look()
        except (DatabaseError, OSError) as error:  # away or full for a moment; the next look sees the same
            space.noticed(error)
            log.warning("the watch could not look", exc_info=True)
