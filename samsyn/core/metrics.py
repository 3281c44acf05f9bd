"""What this process counts while it works. No name of a person, a document or a page is a label. What /matt/
shows of it, and besides it: domain/figures.py."""

from __future__ import annotations

import threading
import time
from collections import Counter

from .calc.openmetrics import Family, Histogram, Labels, counters

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

_lock = threading.Lock()
_requests: Counter[Labels] = Counter()
_durations = Histogram(BOUNDS)
started = time.time()


def request(method: str, status: int, seconds: float) -> None:
    """A page was answered."""
    known = method if method in METHODS else "other"  # a client may send any word
    with _lock:
        _requests[("method", known), ("status", str(status))] += 1
        _durations.observe(seconds)


def counted() -> list[Family]:
    """What was counted since the process began."""
    with _lock:
        answered = dict(_requests)
        durations = _durations.fill(
            Family("samsyn_request_duration_seconds", "histogram", "Time to answer a page.", "seconds")
        )
    return [
        counters(Family("samsyn_requests", "counter", "Pages answered."), answered),
        durations,
    ]
