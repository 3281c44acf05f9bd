"""Reading documents again with a newer reader: corrections stay, and what differs is kept to be shown."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from samsyn.core import store
from samsyn.core.guard import require
from samsyn.core.models import Account, Document
from samsyn.council.calc.diff import Difference, differences
from samsyn.council.domain import reader
from samsyn.council.domain.imports import keep_reading
from samsyn.council.domain.materialise import current, materialise
from samsyn.council.models import Reading


def reread(account: Account, document: Document) -> list[Difference]:
    """Read the document's bytes again now, as somebody who may change it. Returns what differs."""
    require(account, "change", document)
    with store.open(document.original_id) as source:
        data = source.read()
    with reader.pool(1) as pool:
        record = pool.read(data, document.name)
    return accept(document, record)


@transaction.atomic
def accept(document: Document, record: dict[str, Any]) -> list[Difference]:
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
    return found


def history(document: Document) -> list[tuple[Reading, list[Difference]]]:
    """All readings, newest first, each with what it changed against the one before."""
    readings = list(Reading.objects.filter(document=document).order_by("-pk"))
    older = [*readings[1:], None]
    return [
        (reading, differences(previous.record, reading.record) if previous else [])
        for reading, previous in zip(readings, older, strict=True)
    ]
