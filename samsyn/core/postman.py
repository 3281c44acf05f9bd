"""The threads that let messages leave, one a channel, so that slow mail keeps no witness waiting.

Which carriers there are is said by settings.CARRIERS (channel -> where it is); a room or adapter may also
`register` its own before the server starts."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils.module_loading import import_string

from .domain import outbox
from .domain.outbox import Carrier
from .workers import identity

log = logging.getLogger(__name__)

POLL = 2.0  # seconds between looks when nobody in this process rings
LONGEST_PAUSE = timedelta(minutes=5)  # between tries while a whole channel is away
FORGET = 3600.0  # seconds between clearings of old rows

_registered: dict[str, Carrier] = {}


def register(channel: str, carrier: Carrier) -> None:
    _registered[channel] = carrier


def carriers() -> dict[str, Carrier]:
    """Channel -> what carries it. Raises ImportError for a setting that names nothing."""
    named = {channel: import_string(where)() for channel, where in settings.CARRIERS.items()}
    return _registered | named


class Postman(threading.Thread):
    """Delivers one channel's messages until `stop` is called. What it was sending is left to its lease."""

    def __init__(self, channel: str, carrier: Carrier) -> None:
        super().__init__(name=f"samsyn-post-{channel}", daemon=True)
        self.channel, self.carrier = channel, carrier
        self.worker = f"{identity()}/{self.name}"
        self.stopping = threading.Event()
        self._away = 0  # failures in a row that were the channel's own
        self._next = self._cleared = 0.0  # by time.monotonic

    def stop(self) -> None:
        self.stopping.set()
        outbox.awake.set()

    def run(self) -> None:
        try:
            while not self.stopping.is_set():
                try:
                    close_old_connections()
                    self.round()
                except DatabaseError:  # away or full for a moment; the messages lie where they lay
                    log.exception("the outbox cannot be read; trying again")
                outbox.awake.wait(POLL)
                outbox.awake.clear()
        finally:
            connection.close()

    def round(self) -> int:
        """Let leave what may. Returns how many tries that took."""
        tries = 0
        while not self.stopping.is_set() and time.monotonic() >= self._next:
            row = outbox.claim(self.channel, self.worker)
            if row is None:
                break
            tries += 1
            why = outbox.deliver(row, self.carrier)
            if why is not None and why.everyone:
                self._away += 1
                pause = min(outbox.FIRST_STEP * 2 ** min(self._away - 1, 20), LONGEST_PAUSE)
                self._next = time.monotonic() + pause.total_seconds()
            else:
                self._away = 0
        if time.monotonic() > self._cleared + FORGET:
            self._cleared = time.monotonic()
            outbox.forget_old()
        return tries
