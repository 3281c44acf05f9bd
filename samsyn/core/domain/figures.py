"""The figures that /matt/ shows: of this process, and of the installation as the database tells it."""

from __future__ import annotations

import os
import resource
import threading
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Count
from django.utils import timezone

from samsyn import __version__
from samsyn.core import metrics
from samsyn.core.calc.openmetrics import Family
from samsyn.core.domain import health
from samsyn.core.guard import policy
from samsyn.core.live import hub
from samsyn.core.models import Job, LedgerCheckpoint, LedgerHead, OutboxMessage


def families() -> Iterator[Family]:
    """Raises DatabaseError."""
    yield Family("samsyn", "info", "What is running.").add(1, version=__version__)
    yield from _process()
    yield from metrics.counted()
    alarms = Family("samsyn_guard_alarms", "counter", "Questions that the guard could only refuse: a fault.")
    yield alarms.add(policy.faults())
    yield Family("samsyn_live_connections", "gauge", "Open live streams.").add(len(hub.viewers()))
    yield from _work()
    yield from _ledger()
    yield from _state()


def _process() -> Iterator[Family]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = Family("process_cpu_seconds", "counter", "Processor time.", "seconds")
    yield cpu.add(round(used.ru_utime + used.ru_stime, 2))
    memory = Family("process_resident_memory_bytes", "gauge", "Memory in use.", "bytes")
    yield memory.add(_resident(used.ru_maxrss))
    yield Family("process_threads", "gauge", "Threads.").add(threading.active_count())
    files = Path("/proc/self/fd")
    if files.exists():
        yield Family("process_open_fds", "gauge", "Open files and sockets.").add(len(list(files.iterdir())))
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    yield Family("process_max_fds", "gauge", "Most of them that may be open.").add(most)
    began = Family("process_start_time_seconds", "gauge", "When it started, since 1970.", "seconds")
    yield began.add(round(metrics.started, 3))


def _resident(largest_kb: int) -> int:
    """Bytes now; where the system does not say, the most there ever were."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return largest_kb * 1024
    return pages * os.sysconf("SC_PAGE_SIZE")


def _work() -> Iterator[Family]:
    jobs = Family("samsyn_jobs", "gauge", "Jobs by state.")
    counted = Job.objects.values_list("state").annotate(n=Count("pk")).order_by("state")
    for state, count in counted.exclude(state__in=(Job.State.DONE, Job.State.CANCELLED)):
        jobs.add(count, state=state)
    yield jobs
    lag = Family("samsyn_job_lag_seconds", "gauge", "How long the oldest ready job has waited.", "seconds")
    yield lag.add(round(health.job_lag(), 1))
    outbox = Family("samsyn_outbox_messages", "gauge", "Messages by channel and state.")
    held = OutboxMessage.objects.exclude(state__in=(OutboxMessage.State.SENT, OutboxMessage.State.DROPPED))
    by = held.order_by("channel", "state").values_list("channel", "state")
    for channel, state, count in by.annotate(n=Count("pk")):
        outbox.add(count, channel=channel, state=state)
    yield outbox
    lag = Family("samsyn_outbox_lag_seconds", "gauge", "How long the oldest message has waited.", "seconds")
    yield lag.add(round(health.outbox_lag(), 1))


def _ledger() -> Iterator[Family]:
    size = LedgerHead.objects.values_list("size", flat=True).first() or 0
    yield Family("samsyn_ledger_entries", "counter", "Entries appended.").add(size)
    signed = LedgerCheckpoint.objects.order_by("-size").first()
    unsigned = Family("samsyn_ledger_unsigned_entries", "gauge", "Entries after the newest checkpoint.")
    yield unsigned.add(size - (signed.size if signed else 0))
    if signed is not None:
        name = "samsyn_ledger_checkpoint_age_seconds"
        age = Family(name, "gauge", "Age of the newest checkpoint.", "seconds")
        yield age.add(round((timezone.now() - signed.at).total_seconds(), 1))


def _state() -> Iterator[Family]:
    found = health.disk()
    yield Family("samsyn_disk_free_bytes", "gauge", "Free for the data folder.", "bytes").add(found.free)
    yield Family("samsyn_disk_size_bytes", "gauge", "Size of that disk.", "bytes").add(found.size)
    states = Family("samsyn_health", "gauge", "0 is well, 1 degraded, 2 failed.")
    for check in health.checks():
        states.add(health.ORDER.index(check.state), check=check.name)
    yield states
