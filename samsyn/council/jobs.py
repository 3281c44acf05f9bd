"""The council room's work beside the pages: reading what was imported, reading again, and indexing anew."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from samsyn.core import store
from samsyn.core.errors import SamsynError
from samsyn.core.jobs import enqueue, job, progress
from samsyn.core.models import Document, Job
from samsyn.council.domain import imports, indexing, reader, texts
from samsyn.council.domain.rereads import accept
from samsyn.council.models import Entry, FileState, ImportBatch, ImportFile

log = logging.getLogger(__name__)
REINDEX = "council.reindex"
REREAD = "council.reread"


@job(imports.JOB)
def run_import(row: Job) -> dict[str, Any]:
    """Read the waiting files of a batch. Killed in the middle, it takes up what was left."""
    batch = ImportBatch.objects.select_related("organisation", "account", "circle").get(pk=row.args["batch"])
    imports.give_back(batch, row)
    with reader.pool(reader.JOBS) as pool:
        for file, document, record in _read(row, batch, pool):
            _settle(file, document, record)
            _tell(row, batch, file.name)
    _tell(row, batch, "")
    if indexing.outgrown():
        enqueue(REINDEX, requester=row.requester, priority=-1)
    return imports.counts(batch)


def _read(
    row: Job, batch: ImportBatch, pool: reader.Pool
) -> Iterator[tuple[ImportFile, Document, dict[str, Any]]]:
    """Files as they become read, a few at a time. The threads only wait for child processes."""
    running: dict[Future[dict[str, Any]], tuple[ImportFile, Document]] = {}
    with ThreadPoolExecutor(reader.JOBS) as threads:
        while True:
            while len(running) < reader.JOBS and (file := imports.claim(batch, row)) is not None:
                document = imports.admit(file)
                if document is None:
                    _tell(row, batch, file.name)
                    continue
                with store.open(file.original_id) as source:
                    data = source.read()
                running[threads.submit(pool.read, data, file.name)] = (file, document)
            if not running:
                return
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                file, document = running.pop(done)
                yield file, document, done.result()


def _settle(file: ImportFile, document: Document, record: dict[str, Any]) -> None:
    """One file that cannot be kept must not stop the thousand others."""
    try:
        texts.prepare(document, record)
        imports.settle(file, document, record)
    except (DatabaseError, SamsynError, ValueError, TypeError, KeyError, AttributeError) as error:
        log.exception("%s could not be kept", file.name)
        broken = {"error": {"code": "unreadable", "message": _("Uppgifterna i filen gick inte att spara.")}}
        imports.settle(
            file, document, broken | {"warnings": [{"code": "internal", "message": repr(error)[:200]}]}
        )


def _tell(row: Job, batch: ImportBatch, note: str) -> None:
    found = imports.counts(batch)
    left = found[FileState.WAITING] + found[FileState.READING]
    progress(row, found["total"] - left, found["total"], note)


@job(REINDEX)
def run_reindex(row: Job) -> dict[str, Any]:  # noqa: ARG001 - every handler is given its row
    return {"paragraphs": indexing.reindex()}


@job(REREAD)
def run_reread(row: Job) -> dict[str, Any]:
    """Read all documents (or those in args["documents"]) again; counts those that changed."""
    documents = Document.objects.filter(removed_at=None, entry__isnull=False).order_by("pk")
    if "documents" in row.args:
        documents = documents.filter(pk__in=row.args["documents"])
    changed = 0
    keys = list(documents.values_list("pk", flat=True))
    with reader.pool(1) as pool:
        for number, document in enumerate(Document.objects.filter(pk__in=keys).order_by("pk").iterator(), 1):
            with store.open(document.original_id) as source:
                record = pool.read(source.read(), document.name)
            changed += bool(accept(document, record, row.requester))
            progress(row, number, len(keys), document.name)
    return {
        "read": len(keys),
        "changed": changed,
        "failed": Entry.objects.filter(state=Entry.State.FAILED).count(),
    }
