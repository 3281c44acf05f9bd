"""Destruction in two steps: a list is proposed and confirmed. It waits a while in which it can be taken back,
then a job carries it out. A rule may be set to do the first two by itself."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core.domain import erasure, ledger, retention
from samsyn.core.domain.retention import Due
from samsyn.core.domain.stewards import require_steward, stewarded
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.guard import standing
from samsyn.core.jobs import enqueue
from samsyn.core.models import (
    Account,
    DestructionItem,
    DestructionList,
    Document,
    Hold,
    Job,
    Organisation,
    RetentionRule,
)

log = logging.getLogger(__name__)
JOB, ROUND = "core.destroy", "core.retention"
MOST = 2_000  # documents on one list
State = DestructionList.State
OPEN = (State.PROPOSED, State.CONFIRMED, State.RUNNING)
Tell = Callable[[int, int], None]


def waiting(account: Account) -> dict[str, int]:
    """What the account may decide over and has to: documents that were due at the last nightly round, lists
    to confirm, holds whose day has come."""
    if not standing(account).writes:
        return {}
    own, today = stewarded(account), timezone.localdate()
    lists = DestructionList.objects.filter(organisation__in=own, state=State.PROPOSED)
    stale = Hold.objects.filter(organisation__in=own, lifted_at=None, review_on__lte=today)
    rounds = Job.objects.filter(kind=ROUND, state=Job.State.DONE).order_by("-pk")
    found = lists.order_by().values_list("pk").annotate(what=Value("lists"))
    found = found.union(stale.order_by().values_list("pk").annotate(what=Value("holds")), all=True)
    last = rounds.values_list("result", flat=True).first() or {}
    due = sum(count for owner, count in last.get("due", {}).items() if int(owner) in own)
    return {"due": due} | Counter(what for _pk, what in found)


# --- first step ---------------------------------------------------------------------------------------------
@transaction.atomic
def propose(account: Account, organisation: Organisation) -> DestructionList:
    """A list of all that is due today, is not stopped by a hold and stands on no other open list.

    Raises Refused, Invalid if there is nothing."""
    require_steward(account, organisation.pk)
    found = [one for one in _ready(organisation.pk) if not one.held]
    if not found:
        raise Invalid(_("Inget är att gallra i dag."))
    return _make(organisation, found, created_by=account)


def listed(organisation: int) -> set[int]:
    """Documents on lists that are not over."""
    items = DestructionItem.objects.filter(list__organisation=organisation, list__state__in=OPEN)
    return set(items.values_list("object", flat=True))


def _ready(organisation: int) -> list[Due]:
    taken = listed(organisation)
    found = [one for one in retention.due(organisation, timezone.localdate()) if one.document not in taken]
    return sorted(found, key=lambda one: (one.due, one.document))


def _make(organisation: Organisation, found: Iterable[Due], **fields: object) -> DestructionList:
    row = DestructionList.objects.create(organisation=organisation, **fields)
    DestructionItem.objects.bulk_create(
        DestructionItem(
            list=row, document_id=one.document, object=one.document, rule_id=one.rule, due=one.due
        )
        for one in list(found)[:MOST]
    )
    return row


@transaction.atomic
def leave_out(account: Account, item: DestructionItem) -> None:
    """Take one document off a list that is not confirmed. Raises Refused, Conflict."""
    require_steward(account, item.list.organisation_id)
    if not DestructionList.objects.filter(pk=item.list_id, state=State.PROPOSED).exists():
        raise Conflict
    item.delete()


# --- second step --------------------------------------------------------------------------------------------
@transaction.atomic
def confirm(account: Account, row: DestructionList, count: int) -> None:
    """`count` is how many documents the person says go; it must be right.

    Raises Refused, Invalid, Conflict."""
    require_steward(account, row.organisation_id)
    if count != row.items.count() or not count:
        raise Invalid(_("Antalet stämmer inte med listan. Läs igenom den och skriv hur många som gallras."))
    now = timezone.now()
    runs_at = now + timedelta(hours=settings.DESTROY_HOURS)
    if not DestructionList.objects.filter(pk=row.pk, state=State.PROPOSED).update(
        state=State.CONFIRMED, confirmed_at=now, confirmed_by=account, runs_at=runs_at
    ):
        raise Conflict(_("Listan är redan bekräftad eller återtagen."))
    _line_up(row, account)
    ledger.record("decide", account, row, organisation=row.organisation_id)


def _line_up(row: DestructionList, account: Account | None) -> None:
    row.refresh_from_db()
    delay = max(timedelta(0), (row.runs_at or timezone.now()) - timezone.now())
    row.job = enqueue(JOB, {"list": row.pk}, account, delay=delay)
    row.save(update_fields=["job"])


@transaction.atomic
def withdraw(account: Account, row: DestructionList) -> None:
    """Take a list back before it runs. Raises Refused, Conflict once it does."""
    require_steward(account, row.organisation_id)
    taken = DestructionList.objects.filter(pk=row.pk, state__in=(State.PROPOSED, State.CONFIRMED))
    if not taken.update(state=State.WITHDRAWN):
        raise Conflict(_("Gallringen har börjat och går inte att ta tillbaka."))
    Job.objects.filter(pk=row.job_id or 0, state=Job.State.WAITING).delete()
    ledger.record("decide", account, row, organisation=row.organisation_id, result="denied")


# --- carrying it out ----------------------------------------------------------------------------------------
def _silently(_done: int, _total: int) -> None:
    pass


def run(row: DestructionList, tell: Tell = _silently) -> None:
    """Destroy what the list says. Called again after a break it goes on. Raises Temporary, DatabaseError."""
    started = DestructionList.objects.filter(pk=row.pk, state=State.CONFIRMED, runs_at__lte=timezone.now())
    if not started.update(state=State.RUNNING) and row.state != State.RUNNING:
        return
    items = list(row.items.select_related("list__confirmed_by").order_by("pk"))
    _carry_out(items, tell)
    DestructionList.objects.filter(pk=row.pk).update(state=State.DONE, ran_at=timezone.now())


def _carry_out(items: list[DestructionItem], tell: Tell, *, again: bool = False) -> None:
    for number, item in enumerate(items):
        if item.state == DestructionItem.State.WAITING:
            try:
                erasure.rows(item, again=again)
            except IntegrityError:  # something unknown points at it: this one stays, the others go
                log.exception("document %s could not be destroyed", item.object)
                item.state = DestructionItem.State.FAILED
                item.save(update_fields=["state"])
        if item.state == DestructionItem.State.ERASED:
            erasure.files(item)
        else:
            erasure.forget_words(item)
        tell(number, len(items) + 1)
    erasure.finish([item for item in items if item.state == DestructionItem.State.ERASED])


def ready() -> dict[int, int]:
    """How many documents of each organisation wait for somebody to put them on a list."""
    counts = {
        pk: sum(not one.held for one in _ready(pk))
        for pk in Organisation.objects.values_list("pk", flat=True)
    }
    return {pk: count for pk, count in counts.items() if count}


# --- by itself ----------------------------------------------------------------------------------------------
def run_rules() -> int:
    """Put on lists what is due by rules that need nobody, line up lists whose job was lost, and destroy anew
    what an old copy of the database has brought back. Returns how many documents were put on lists."""
    count = 0
    if erasure.register().exists():
        with erasure.register().open(encoding="ascii") as lines:
            again(lines)
    for organisation in Organisation.objects.all():
        with transaction.atomic():
            count += _by_itself(organisation)
    for row in DestructionList.objects.filter(state__in=(State.CONFIRMED, State.RUNNING)):
        waiting = (Job.State.WAITING, Job.State.RUNNING)
        if not Job.objects.filter(pk=row.job_id or 0, state__in=waiting).exists():
            _line_up(row, row.confirmed_by)
    return count


def _by_itself(organisation: Organisation) -> int:
    by_itself = set(
        RetentionRule.objects.filter(organisation=organisation, ended_at=None, automatic=True).values_list(
            "pk", flat=True
        )
    )
    # What a person took back once waits for a person.
    stopped = DestructionItem.objects.filter(list__organisation=organisation, list__state=State.WITHDRAWN)
    known = set(stopped.values_list("object", flat=True))
    free = [one for one in _ready(organisation.pk) if not one.held and one.document not in known]
    found = [one for one in free if one.rule is None or (one.sure and one.rule in by_itself)]
    if not found:
        return 0
    now = timezone.now()
    runs_at = now + timedelta(hours=settings.DESTROY_HOURS)
    row = _make(organisation, found, automatic=True, state=State.CONFIRMED, confirmed_at=now, runs_at=runs_at)
    _line_up(row, None)
    ledger.record("decide", None, row, organisation=organisation.pk, channel="job")
    return len(found)


# --- after a backup was put back ----------------------------------------------------------------------------
def again(lines: Iterable[str]) -> int:
    """Destroy once more what the register (DATA/erased.jsonl) says was destroyed and an old copy of the
    database brought back. Returns how many documents went."""
    found = erasure.returned(lines)
    by_owner: dict[int, list[DestructionItem]] = {}
    for item in found:
        document = Document.objects.get(pk=item.object)
        by_owner.setdefault(document.organisation_id, []).append(item)
    for owner, items in by_owner.items():
        now = timezone.now()
        with transaction.atomic():
            row = DestructionList.objects.create(
                organisation_id=owner, automatic=True, state=State.RUNNING, confirmed_at=now, runs_at=now
            )
            for item in items:
                if not RetentionRule.objects.filter(pk=item.rule_id or 0).exists():
                    item.rule_id = None  # it was made after the backup
                item.list, item.salt, item.commitment = row, "", ""
                item.save()
        _carry_out(items, _silently, again=True)
        DestructionList.objects.filter(pk=row.pk).update(state=State.DONE, ran_at=timezone.now())
    return len(found)
