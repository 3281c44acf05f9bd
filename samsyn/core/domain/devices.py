"""Where an account is signed in, and ending it there: the session and the streams it holds open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from samsyn.core import live
from samsyn.core.assurance import mark
from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict
from samsyn.core.models import Account, Session
from samsyn.core.sessions import BEGUN, SEEN, SessionStore

# The first that fits. A browser says that it is several others too, so the order counts.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """`id` names the session on the page; it opens nothing."""

    id: str
    browser: str
    system: str
    address: str
    begun: datetime
    seen: datetime
    current: bool


def listed(account: Account, current: str) -> list[Device]:
    """The account's sessions, this one first, then the last used. `current` is the session's key."""
    found = []
    for row in Session.objects.filter(account=account, expire_date__gt=timezone.now()):
        data = SessionStore().decode(row.session_data)
        begun = data.get(BEGUN, {})
        agent = str(begun.get("agent", ""))
        found.append(
            Device(
                id=str(begun.get("id", "")),
                browser=_first(BROWSERS, agent),
                system=_first(SYSTEMS, agent),
                address=str(begun.get("address", "")),
                begun=datetime.fromtimestamp(begun.get("at", 0), UTC),
                seen=datetime.fromtimestamp(data.get(SEEN, 0), UTC),
                current=row.session_key == current,
            )
        )
    return sorted(found, key=lambda one: (not one.current, -one.seen.timestamp()))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if re.search(sign, agent)), "")


@transaction.atomic
def end(account: Account, which: str) -> None:
    """End one session by its id. Raises Conflict if it has ended already."""
    for row in Session.objects.filter(account=account):
        if which and SessionStore().decode(row.session_data).get(BEGUN, {}).get("id") == which:
            _end(account, [row], by=account)
            return
    raise Conflict


@transaction.atomic
def end_all(account: Account, *, by: Account | None, but: str = "") -> None:
    """End all sessions of an account, but the one with the key `but`."""
    _end(account, list(Session.objects.filter(account=account).exclude(session_key=but)), by=by)


def _end(account: Account, rows: list[Session], *, by: Account | None) -> None:
    marks = [mark(row.session_key) for row in rows]
    Session.objects.filter(session_key__in=[row.session_key for row in rows]).delete()
    if rows:
        ledger.record("erase", by, kind="session", object=account.pk, channel="page")

    def go() -> None:
        for one in marks:
            live.hub.let_go(account.pk, one)

    transaction.on_commit(go)
