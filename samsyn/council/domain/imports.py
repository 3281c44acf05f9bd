"""Reading files into the archive: the same bytes are one document, a killed import goes on, an import can
be undone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from samsyn.core import store
from samsyn.core.domain import labels, ledger
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused, Text
from samsyn.core.guard import labels_q, scope, standing
from samsyn.core.jobs import enqueue
from samsyn.core.models import STRICTNESS, Account, Body, Document, Job, Level, Organisation
from samsyn.council.calc.mask import mask_all
from samsyn.council.domain import indexing, reader
from samsyn.council.domain.materialise import materialise
from samsyn.council.models import Correction, Entry, FileState, ImportBatch, ImportFile, Meeting, Reading

JOB = "council.import"


def start(
    account: Account, organisation: Organisation, level: str = Level.LIMITED, circle: Body | None = None
) -> ImportBatch:
    """A new, empty batch. Raises Refused without the right to write in the organisation, Invalid for a
    bad label."""
    if organisation.pk not in standing(account).writes:
        raise Refused(
            _("Du behöver vara granskare eller sekreterare i organisationen för att läsa in handlingar.")
        )
    if level not in Level.values:
        raise Invalid(_("Etiketten finns inte."))
    if level == Level.ROOM and circle is None:
        raise Invalid(_("Välj vilket organ som utgör kretsen."))
    return ImportBatch.objects.create(account=account, organisation=organisation, level=level, circle=circle)


def add(batch: ImportBatch, name: str, data: bytes) -> ImportFile:
    """Keep one file's bytes and put it in line. A file whose bytes and name are in the batch already is
    not doubled."""
    if batch.undone_at is not None:
        raise Conflict(_("Inläsningen är ångrad. Börja en ny."))
    if len(data) > settings.UPLOAD_MB * 1_000_000:
        raise Invalid(format_lazy(_("Filen är större än {size} MB. Dela upp den."), size=settings.UPLOAD_MB))
    original = store.put(data)
    name = _clean(name)
    known = ImportFile.objects.filter(batch=batch, original=original, name=name).first()
    return known or ImportFile.objects.create(batch=batch, original=original, name=name)


def _clean(name: str) -> str:
    """A path as the browser gave it, without control characters, the end of it if it is too long."""
    return "".join(char for char in name if char.isprintable()).strip()[-255:] or "namnlös"


def run(batch: ImportBatch, requester: Account | None = None) -> Job | None:
    """Have the waiting files read, unless a job already stands in line to do it."""
    if not ImportFile.objects.filter(batch=batch, state__in=(FileState.WAITING, FileState.READING)).exists():
        return None
    waiting = Job.objects.filter(kind=JOB, args={"batch": batch.pk}, state=Job.State.WAITING).first()
    return waiting or enqueue(JOB, {"batch": batch.pk}, requester or batch.account)


# --- one file -----------------------------------------------------------------------------------------------
def claim(batch: ImportBatch, job: Job | None) -> ImportFile | None:
    """The next waiting file, taken by a conditional update so that no two readers have the same."""
    while True:
        file = ImportFile.objects.filter(batch=batch, state=FileState.WAITING).order_by("pk").first()
        if file is None:
            return None
        taken = ImportFile.objects.filter(pk=file.pk, state=FileState.WAITING).update(
            state=FileState.READING, job=job
        )
        if taken:
            file.state, file.job = FileState.READING, job
            return file


def give_back(batch: ImportBatch, job: Job | None) -> int:
    """Files whose reader was killed wait again: those of this job (its second try) and of jobs that no
    longer run."""
    dead = ~Q(job__state=Job.State.RUNNING) | Q(job=job)
    return ImportFile.objects.filter(dead, batch=batch, state=FileState.READING).update(
        state=FileState.WAITING, job=None
    )


@transaction.atomic
def admit(file: ImportFile) -> Document | None:
    """The document for a file's bytes: a new one, or a removed one that comes back, under the stricter of its
    label and the batch's: to widen takes two. None if the archive has it."""
    batch = file.batch
    document, created = Document.objects.get_or_create(
        organisation=batch.organisation,
        original=file.original,
        defaults={
            "level": batch.level,
            "circle": batch.circle,
            "name": file.name,
            "title": _title(file.name),
            "created_by": batch.account,
        },
    )
    file.document = document
    if not created and document.removed_at is None and Reading.objects.filter(document=document).exists():
        file.state = FileState.SAME
        file.save(update_fields=["document", "state"])
        return None
    if document.removed_at is not None:
        document.removed_at = None
        if not labels.widens(document, labels.Tag(batch.level, batch.circle_id, document.terms_id)):
            document.level, document.circle = batch.level, batch.circle
        document.save(update_fields=["removed_at", "level", "circle"])
    file.brought = True
    file.save(update_fields=["document", "brought"])
    return document


def _title(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1][:300]


@transaction.atomic
def settle(file: ImportFile, document: Document, record: dict[str, Any]) -> None:
    """Keep what was read, make the rows of it, and say on the file how it went."""
    if ImportBatch.objects.filter(pk=file.batch_id, undone_at__isnull=False).exists():
        remove(document, file.batch.account)
        ImportFile.objects.filter(pk=file.pk).update(state=FileState.UNDONE)
        return
    error = record.get("error")
    keep_reading(document, record)
    _printed_label(document, record)
    materialise(document)
    file.state = FileState.FAILED if error else FileState.DONE
    if error:
        file.error_code = str(error.get("code") or "unreadable")[:40]
        file.message = str(error.get("message") or "")[:2000]
    file.save(update_fields=["state", "error_code", "message"])
    ledger.record("collect", file.batch.account, document, result="failed" if error else "allowed")


def keep_reading(document: Document, record: dict[str, Any]) -> Reading:
    """The record becomes the document's current reading, with personal identity numbers masked."""
    Reading.objects.filter(document=document, current=True).update(current=False)
    return Reading.objects.create(
        document=document, reader_version=reader.VERSION[:40], record=_clean_record(mask_all(record))
    )


def _clean_record(value: Any) -> Any:
    """PostgreSQL's JSON holds no NUL."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_clean_record(one) for one in value]
    if isinstance(value, dict):
        return {key: _clean_record(one) for key, one in value.items()}
    return value


def _printed_label(document: Document, record: dict[str, Any]) -> None:
    """A label printed on the document counts if it is stricter than the one chosen for the batch."""
    printed = record.get("sharing")
    if printed not in Level.values or (printed == Level.ROOM and document.circle_id is None):
        return
    if STRICTNESS.index(Level(printed)) > STRICTNESS.index(Level(document.level)):
        document.level = printed
        document.save(update_fields=["level"])


# --- how far ------------------------------------------------------------------------------------------------
def counts(batch: ImportBatch) -> dict[str, int]:
    """Files by state, with "total"."""
    found = dict(batch.files.values_list("state").annotate(n=Count("pk")).order_by())
    return {state: found.get(state, 0) for state in FileState.values} | {"total": sum(found.values())}


# --- undo ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Undone:
    """How many documents went, and which stay with the reason why."""

    removed: int
    kept: list[tuple[Document, Text]]


@transaction.atomic
def undo(account: Account, batch: ImportBatch) -> Undone:
    """Take out what the batch brought, but for what people have worked on. The bytes stay, so it can be
    read in again.

    Raises Refused for others than those who may write in the organisation, Conflict if it is done already.
    """
    if batch.organisation_id not in standing(account).writes:
        raise Refused
    if not ImportBatch.objects.filter(pk=batch.pk, undone_at=None).update(undone_at=timezone.now()):
        raise Conflict(_("Inläsningen är redan ångrad."))
    batch.refresh_from_db()
    ImportFile.objects.filter(batch=batch, state__in=(FileState.WAITING, FileState.READING)).update(
        state=FileState.UNDONE
    )
    kept: list[tuple[Document, Text]] = []
    removed = 0
    files = batch.files.filter(brought=True, document__removed_at=None).select_related("document")
    documents = [file.document for file in files if file.document]
    own = Document.objects.filter(labels_q(account, action="change"), pk__in=[one.pk for one in documents])
    changeable = set(own.values_list("pk", flat=True))
    for document, reason in _with_reasons(batch, documents):
        if reason or document.pk not in changeable:
            kept.append((document, reason or _("du får inte ändra handlingen")))
        else:
            remove(document, account)
            removed += 1
    stay = [document.pk for document, _reason in kept]
    batch.files.filter(brought=True).exclude(document__in=stay).update(state=FileState.UNDONE)
    return Undone(removed, kept)


def _with_reasons(batch: ImportBatch, documents: list[Document]) -> Iterator[tuple[Document, Text]]:
    keys = [document.pk for document in documents]
    corrected = dict(
        Correction.objects.filter(document__in=keys, undone_at=None)
        .values_list("document")
        .annotate(n=Count("pk"))
        .order_by()
    )
    again = set(
        ImportFile.objects.filter(document__in=keys, state=FileState.SAME, batch__undone_at=None)
        .exclude(batch=batch)
        .values_list("document", flat=True)
    )
    for document in documents:
        if corrected.get(document.pk):
            yield document, format_lazy("{}", _("någon har rättat eller bekräftat uppgifter i handlingen"))
        elif document.body_id:
            yield document, _("någon har angett vilket organ som möttes")
        elif document.pk in again:
            yield document, _("handlingen finns också i en annan inläsning")
        else:
            yield document, ""


@transaction.atomic
def remove(document: Document, by: Account | None) -> None:
    """Out of archive and search; row, readings and bytes stay, so that it can come back."""
    indexing.forget(document)
    Meeting.objects.filter(document=document).delete()
    Entry.objects.filter(document=document).delete()
    document.removed_at = timezone.now()
    document.save(update_fields=["removed_at"])
    ledger.record("change", by, document)


@transaction.atomic
def restore(document: Document, by: Account | None) -> None:
    """Back into the archive as it was, corrections and all."""
    document.removed_at = None
    document.save(update_fields=["removed_at"])
    materialise(document)
    ledger.record("change", by, document)


def batch_for(account: Account, pk: int) -> ImportBatch:
    """Raises Hidden unless the account may write in the batch's organisation, and is in its room."""
    batch = scope(account, ImportBatch).filter(pk=pk).select_related("organisation", "circle").first()
    if batch is None:
        raise Hidden
    return batch


def from_command_line(options: Any) -> int:
    """`samsyn import`, found here by the core's command line."""
    from samsyn.council.domain.from_folder import from_command_line as bring

    return bring(options)
