"""All that leaves goes by here: `put` in the transaction of the act, so both are kept or neither.

    with transaction.atomic():
        ...                                                        # the act itself
        outbox.tell(account, document, _("Ett protokoll väntar på granskning."), link)

A message is claimed like a job, by a conditional update that is a lease. Messages to one receiver leave in
order: one that cannot leave holds back its receiver's later ones, and nobody else's. It is tried again after
10 s, 20 s, 40 s … 15 min, for three days; then it is a dead letter, and the next one's turn."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import urljoin
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from samsyn.core import guard
from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict
from samsyn.core.models import TLP, Account, LabelledModel, Level, OutboxMessage

log = logging.getLogger(__name__)
State = OutboxMessage.State

LEASE = timedelta(minutes=10)  # longer than any carrier takes
FIRST_STEP, LONGEST_STEP = timedelta(seconds=10), timedelta(minutes=15)
GIVE_UP = timedelta(days=3)
KEPT = timedelta(days=30)  # rows of what has left, without content

awake = threading.Event()  # set when this process has put something here


class Undelivered(Exception):
    """A carrier's word that a message has not left. `reason` is a short code and never what the other side
    wrote; `permanent`: trying again would not help; `everyone`: the channel is away, not this receiver."""

    def __init__(self, reason: str, *, permanent: bool = False, everyone: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.permanent, self.everyone = reason, permanent, everyone


class Carrier(Protocol):
    """Takes a message out. It has left when this returns; raises Undelivered when it has not, or may not
    have. Sends the message's key along, so that a receiver can know one that comes twice."""

    def __call__(self, message: OutboxMessage, /) -> None: ...


# --- putting ------------------------------------------------------------------------------------------------
def put(
    channel: str, receiver: str, content: dict[str, Any], *, key: str = "", level: str = ""
) -> OutboxMessage:
    """Keep a message until it has left. The same `key` again is the same message. Raises RuntimeError outside
    a transaction, ValueError for a channel or receiver that is none."""
    if not connection.in_atomic_block:
        raise RuntimeError("a message is put in the transaction of the act that it tells of")
    if channel not in OutboxMessage.Channel.values or not receiver or not receiver.isprintable():
        raise ValueError("no such channel, or nobody to receive it")
    now = timezone.now()
    fresh = {"channel": channel, "receiver": receiver, "content": content, "level": level}
    row, _made = OutboxMessage.objects.get_or_create(
        key=key or uuid4().hex, defaults=fresh | {"since": now, "not_before": now}
    )
    transaction.on_commit(awake.set)
    return row


def mail(to: str, subject: str, body: str, *, key: str = "") -> OutboxMessage | None:
    """A letter that is about nothing under a label. None where no mail is set up."""
    if "mail" not in settings.CARRIERS:
        return None
    return put("mail", to, {"subject": _one_line(subject), "body": body}, key=key)


def note(to: Account, what: str | Promise, link: str, *, key: str = "") -> OutboxMessage | None:
    """A letter to an account that is about nothing under a label: `what` (lazy, so that it is in the
    receiver's language) and a link. None where no mail is set up or the account has no address."""
    if not to.email:
        return None
    with override(to.language):
        text = str(what)
    return mail(to.email, text, f"{text}\n\n{urljoin(settings.ADDRESS, link)}", key=key)


def tell(to: Account, about: LabelledModel, what: str, link: str, *, key: str = "") -> OutboxMessage | None:
    """A letter about something under a label: its mark and `what` (a sentence that tells nothing of the
    content) as subject, and a link as body. It is asked once more when it leaves whether the account may see
    it. None where no mail is set up or the account has no address."""
    if "mail" not in settings.CARRIERS or not to.email:
        return None
    level = Level(about.level)
    with override(to.language):
        body = "\n\n".join(
            (
                what,
                urljoin(settings.ADDRESS, link),
                _("Delning: %(label)s (%(mark)s). Märkningen ber om varsamhet och avgör inte sekretess.")
                % {"label": level.label, "mark": TLP[level]},
            )
        )
    asked = {"model": about._meta.label_lower, "object": about.pk, "account": to.pk}
    subject = f"[{TLP[level]}] {_one_line(what)}"
    return put("mail", to.email, {"subject": subject, "body": body, "about": asked}, key=key, level=level)


def _one_line(text: str) -> str:
    return " ".join(text.split())


# --- taking out ---------------------------------------------------------------------------------------------
def claim(channel: str, worker: str) -> OutboxMessage | None:
    """Take the next message that may leave: the oldest of its receiver. None when there is none."""
    while True:
        now = timezone.now()
        ready = Q(state=State.WAITING, not_before__lte=now) | Q(state=State.SENDING, lease_until__lt=now)
        under_way = OutboxMessage.objects.filter(channel=channel, state__in=(State.WAITING, State.SENDING))
        first = under_way.order_by().values("receiver").annotate(first=Min("pk")).values("first")
        row = OutboxMessage.objects.filter(ready, pk__in=first).order_by("not_before", "pk").first()
        if row is None:
            return None
        taken = OutboxMessage.objects.filter(ready, pk=row.pk, attempts=row.attempts).update(
            state=State.SENDING, worker=worker, lease_until=now + LEASE, attempts=F("attempts") + 1
        )
        if taken == 1:  # else another was first; look again
            return OutboxMessage.objects.get(pk=row.pk)


def deliver(row: OutboxMessage, carrier: Carrier) -> Undelivered | None:
    """Let a claimed message leave, and write down how it went. Returns what kept it, if anything did."""
    if not _may_leave(row):
        _end(row, State.DROPPED, error="label")
        return None
    kept = _carry(row, carrier)
    if kept is None:
        _end(row, State.SENT)
    else:
        _failed(row, kept)
    return kept


def _carry(row: OutboxMessage, carrier: Carrier) -> Undelivered | None:
    try:
        carrier(row)
    except Undelivered as why:
        return why
    except Exception as error:  # a fault of the carrier must not stop the others' messages
        log.exception("message %s could not be handed to its carrier", row.pk)
        return Undelivered(type(error).__name__)
    return None


def _may_leave(row: OutboxMessage) -> bool:
    """What the message is about may have been hidden from its receiver, or destroyed, since it was put."""
    asked = row.content.get("about")
    if asked is None:
        return True
    about = apps.get_model(asked["model"])._base_manager.filter(pk=asked["object"]).first()
    account = Account.objects.filter(pk=asked["account"], email=row.receiver).first()
    return about is not None and bool(guard.may(account, guard.VIEW, about))


def _failed(row: OutboxMessage, why: Undelivered) -> None:
    now = timezone.now()
    if why.permanent or now - row.since > GIVE_UP:
        _end(row, State.DEAD, error=why.reason)
        return
    step = min(FIRST_STEP * 2 ** min(row.attempts - 1, 20), LONGEST_STEP)
    _mine(row).update(
        state=State.WAITING, not_before=now + step, lease_until=None, worker="", error=why.reason[:100]
    )


def _end(row: OutboxMessage, state: OutboxMessage.State, *, error: str = "") -> None:
    rest: dict[str, Any] = {} if state == State.DEAD else {"content": {}}
    _mine(row).update(
        state=state, lease_until=None, worker="", error=error[:100], ended=timezone.now(), **rest
    )


def _mine(row: OutboxMessage) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(
        pk=row.pk, state=State.SENDING, worker=row.worker, attempts=row.attempts
    )


def forget_old() -> int:
    """Drop the rows of what left long ago. Returns how many."""
    ended = OutboxMessage.objects.filter(ended__lt=timezone.now() - KEPT)
    return ended.filter(state__in=(State.SENT, State.DROPPED)).delete()[0]


# --- dead letters -------------------------------------------------------------------------------------------
def retry(by: Account, row: OutboxMessage) -> None:
    """Try a dead letter anew. Raises Conflict if it is none any more."""
    now = timezone.now()
    _settle(by, row, {"state": State.WAITING, "attempts": 0, "since": now, "not_before": now, "ended": None})
    transaction.on_commit(awake.set)


def drop(by: Account, row: OutboxMessage) -> None:
    """Throw a dead letter away, content and all. Raises Conflict if it is none any more."""
    _settle(by, row, {"state": State.DROPPED, "content": {}, "ended": timezone.now()})


def _settle(by: Account, row: OutboxMessage, change: dict[str, Any]) -> None:
    with transaction.atomic():
        if OutboxMessage.objects.filter(pk=row.pk, state=State.DEAD).update(**change) != 1:
            raise Conflict
        ledger.record("change", by, row, purpose="operation")
