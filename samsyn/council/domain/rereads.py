"""Reading documents again with a newer reader: corrections stay, and what differs is kept to be shown."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import store
from samsyn.core.domain import ledger
from samsyn.core.errors import Invalid, Refused
from samsyn.core.guard import labels_q, require, scope
from samsyn.core.jobs import enqueue
from samsyn.core.models import Account, Document, Job, Role
from samsyn.council.calc.diff import Difference, differences
from samsyn.council.domain import reader
from samsyn.council.domain.imports import keep_reading
from samsyn.council.domain.materialise import current, materialise
from samsyn.council.models import Reading

JOB = "council.reread"
EXAMINED = 500  # readings looked through for what changed, so that the page answers after any job


def reread(account: Account, document: Document) -> list[Difference]:
    """Read the document's bytes again now, as somebody who may change it. Returns what differs."""
    require(account, "change", document)
    with store.open(document.original_id) as source:
        data = source.read()
    with reader.pool(1) as pool:
        record = pool.read(data, document.name)
    return accept(document, record, account)


def organisations(account: Account) -> set[int]:
    """Where the account may have everything read again: as secretary or administrator today."""
    kinds = (Role.Kind.SECRETARY, Role.Kind.ADMIN)
    return set(
        scope(account, Role)
        .filter(Role.valid_on(timezone.localdate()), account=account, kind__in=kinds)
        .values_list("organisation_id", flat=True)
    )


def reread_all(account: Account) -> Job:
    """Have every document that the account may change read again, unless that is under way.

    Raises Refused for others than secretaries and administrators, Invalid if there is nothing to read.
    """
    owners = organisations(account)
    if not owners:
        raise Refused
    under_way = latest(account)
    if under_way is not None and not under_way.is_over:
        return under_way
    documents = Document.objects.filter(
        labels_q(account, action="change"), organisation__in=owners, removed_at=None, entry__isnull=False
    )
    keys = list(documents.order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise Invalid(_("Det finns inga handlingar att läsa om."))
    return enqueue(JOB, {"documents": keys}, account, priority=-1)


def latest(account: Account) -> Job | None:
    """The account's newest rereading."""
    return scope(account, Job).filter(kind=JOB).order_by("-pk").first()


def changed(account: Account, job: Job, most: int) -> list[Document]:
    """The first `most` of the documents that say something else since the finished `job` read them."""
    if not (job.result or {}).get("changed"):
        return []
    older = Reading.objects.filter(document=OuterRef("document"), pk__lt=OuterRef("pk")).order_by("-pk")
    readings = (
        Reading.objects.filter(labels_q(account, "document__"), document__removed_at=None)
        .filter(created__gte=job.started, created__lte=job.finished)
        .annotate(before=Subquery(older.values("record")[:1]))
        .select_related("document")
        .order_by("pk")[:EXAMINED]
    )
    differing = (one.document for one in readings if one.before and differences(one.before, one.record))
    return list(islice(differing, most))


@transaction.atomic
def accept(document: Document, record: dict[str, Any], by: Account | None = None) -> list[Difference]:
    """Make `record` the current reading. A reading that says the same as the last replaces nothing."""
    before = current(document)
    after = keep_reading(document, record)
    found = differences(before.record if before else {}, after.record)
    same_error = before is not None and before.record.get("error") == after.record.get("error")
    if before is not None and not found and same_error and before.reader_version == after.reader_version:
        after.delete()
        Reading.objects.filter(pk=before.pk).update(current=True)
        return []
    materialise(document)
    ledger.record("change", by, document)
    return found


def history(document: Document) -> list[tuple[Reading, list[Difference]]]:
    """All readings, newest first, each with what it changed against the one before."""
    readings = list(Reading.objects.filter(document=document).order_by("-pk"))
    older = [*readings[1:], None]
    return [
        (reading, differences(previous.record, reading.record) if previous else [])
        for reading, previous in zip(readings, older, strict=True)
    ]
