"""How the installation is: a few checks, each well, degraded or failed, in words without secrets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min, Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from samsyn.core.domain import clock, ledger, space
from samsyn.core.models import (
    Account,
    Job,
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerEntry,
    LedgerHead,
    LedgerPeer,
    LedgerWitness,
    OutboxMessage,
)

State = Literal["ok", "degraded", "failed"]
ORDER: tuple[State, ...] = ("ok", "degraded", "failed")

JOBS_LATE = timedelta(minutes=10)
OUTBOX_LATE = timedelta(minutes=30)
UNSIGNED_LATE = timedelta(minutes=20)
WITNESS_LATE = timedelta(days=2)
BACKUP_LATE = timedelta(days=7)
LITTLE_ROOM = 0.05  # of the disk
SPLIT = (LedgerWitness.Fault.FORKED, LedgerWitness.Fault.RESTORED)


@dataclass(frozen=True, slots=True)
class Check:
    """`name` is for programs, `title` and `text` for people."""

    name: str
    title: str
    state: State
    text: str


def checks() -> list[Check]:
    """All of them; one that cannot be made has failed. With the database away the others are not asked."""
    first = _tried("database", _("Databas"), _database)
    if first.state == "failed":
        return [first]
    rest: tuple[tuple[str, str, Callable[[], tuple[State, str]]], ...] = (
        ("writer", _("Loggens skrivare"), _writer),
        ("ledger", _("Loggens kontrollpunkter"), _ledger),
        ("witness", _("Vittnen"), _witness),
        ("disk", _("Disk"), _disk),
        ("jobs", _("Jobb"), _jobs),
        ("outbox", _("Utgående post"), _outbox),
        ("clock", _("Klocka"), _clock),
        ("backup", _("Säkerhetskopia"), _backup),
    )
    return [first, *(_tried(*one) for one in rest)]


def overall(found: list[Check]) -> State:
    return max((check.state for check in found), key=ORDER.index)


def _tried(name: str, title: str, ask: Callable[[], tuple[State, str]]) -> Check:
    try:
        return Check(name, title, *ask())
    except (DatabaseError, OSError) as error:
        return Check(name, title, "failed", type(error).__name__)


def _database() -> tuple[State, str]:
    Account.objects.exists()
    return "ok", {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)


def _writer() -> tuple[State, str]:
    alive = ledger.writer_alive()
    if alive is False:
        return "failed", _("Den har stannat. Inget som ska loggas kan visas. Starta om servern.")
    return "ok", _("Skriver samlat.") if alive else _("Skriver en post i taget.")


def _ledger() -> tuple[State, str]:
    size = LedgerHead.objects.values_list("size", flat=True).first() or 0
    signed = LedgerCheckpoint.objects.order_by("-size").first()
    if size == (signed.size if signed else 0):
        return "ok", _("%(size)d poster, alla undertecknade.") % {"size": size}
    since = LedgerEntry.objects.filter(seq__gte=signed.size if signed else 0).order_by("seq").first()
    waited = timezone.now() - (_at(since) if since else timezone.now())
    figures = {"size": size, "more": size - (signed.size if signed else 0)}
    if waited > UNSIGNED_LATE:
        return "degraded", _("%(more)d av %(size)d poster är inte undertecknade. Går en arbetare?") % figures
    return "ok", _("%(size)d poster, %(more)d väntar på underskrift.") % figures


def _at(row: LedgerEntry) -> datetime:
    return parse_datetime(row.at) or timezone.now()


def _witness() -> tuple[State, str]:
    known = LedgerPeer.objects.count()
    if not known:
        return "ok", _("Inget vittne är inlagt.")
    if LedgerPeer.objects.exclude(alarm="").exists():
        return "failed", _("En annan parts logg stämmer inte med vad den visat förut.")
    if LedgerWitness.objects.filter(fault__in=SPLIT).exists():
        return "failed", _("Ett vittne har sett en annan eller längre logg under vårt namn. Se Loggen.")
    newest = LedgerCosignature.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is None or timezone.now() - newest > WITNESS_LATE:
        return "degraded", _("Ingen har medundertecknat på två dygn.")
    return "ok", _("Senast medundertecknad %(when)s.") % {"when": _when(newest)}


def disk() -> space.Space:
    return space.state()


def _disk() -> tuple[State, str]:
    found = disk()
    free = {"free": _size(found.free), "share": round(100 * found.free / max(1, found.size))}
    if found.full:
        return "failed", _("Full, %(free)s kvar: bara läsning och gallring går.") % free
    if found.ballast < found.wanted or found.free < found.size * LITTLE_ROOM:
        return "degraded", _("%(free)s (%(share)d %%) ledigt. Gör plats.") % free
    return "ok", _("%(free)s (%(share)d %%) ledigt.") % free


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


def job_lag() -> float:
    """Seconds that the oldest job that could have started has waited."""
    now = timezone.now()
    ready = Q(state=Job.State.WAITING, not_before__lte=now) | Q(state=Job.State.RUNNING, lease_until__lt=now)
    oldest = Job.objects.filter(ready).aggregate(at=Min("not_before"))["at"]
    return (now - oldest).total_seconds() if oldest else 0.0


def _jobs() -> tuple[State, str]:
    lag = job_lag()
    if lag > JOBS_LATE.total_seconds():
        return "degraded", _("Det äldsta har väntat i %(time)s. Går en arbetare?") % {"time": _lasting(lag)}
    return "ok", _("Inget väntar för länge.")


def outbox_lag() -> float:
    """Seconds that the oldest message has waited."""
    waiting = OutboxMessage.objects.filter(
        state__in=(OutboxMessage.State.WAITING, OutboxMessage.State.SENDING)
    )
    oldest = waiting.aggregate(at=Min("since"))["at"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0


def _outbox() -> tuple[State, str]:
    dead, lag = OutboxMessage.objects.filter(state=OutboxMessage.State.DEAD).count(), outbox_lag()
    if dead:
        return "degraded", _("%(count)d meddelanden gick inte fram.") % {"count": dead}
    if lag > OUTBOX_LATE.total_seconds():
        return "degraded", _("Det äldsta har väntat i %(time)s.") % {"time": _lasting(lag)}
    return "ok", _("Inget väntar för länge.") if settings.CARRIERS else _("E-post är inte inställd.")


def _clock() -> tuple[State, str]:
    found = clock.state()
    if found.steady:
        return "ok", _("Går att lita på.")
    text = _("Går %(time)s före det som är säkert.") if found.ahead > 0 else _("Går %(time)s efter.")
    return "degraded", text % {"time": _lasting(abs(found.ahead))}


def last_backup() -> datetime | None:
    made = LedgerEntry.objects.filter(kind="backup", act="export").order_by("seq").last()
    return _at(made) if made else None


def _backup() -> tuple[State, str]:
    made = last_backup()
    began = Account.objects.aggregate(at=Min("date_joined"))["at"] or timezone.now()
    late = timezone.now() - (made or began) > BACKUP_LATE
    text = _("Senast %(when)s.") % {"when": _when(made)} if made else _("Ingen är gjord.")
    return ("degraded" if late else "ok"), text


def _when(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"


def _lasting(seconds: float) -> str:
    if seconds < 3600:
        return _("%(count)d min") % {"count": round(seconds / 60)}
    if seconds < 2 * 86400:
        return _("%(count)d h") % {"count": round(seconds / 3600)}
    return _("%(count)d dygn") % {"count": round(seconds / 86400)}
