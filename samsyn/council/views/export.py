"""Downloads of records: one document, or all that a filtered archive list shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samsyn.core import store
from samsyn.core.assurance import require_fresh
from samsyn.core.domain import labels, looks, receipts, stamps
from samsyn.core.domain.stamps import Stamp
from samsyn.core.errors import Hidden, Invalid
from samsyn.core.guard import labels_q, require
from samsyn.core.models import Document, ExportReceipt, Level
from samsyn.core.views.pages import me
from samsyn.council.domain import copies, export, own_labels
from samsyn.council.models import Attendance, Entry, Item
from samsyn.council.parts import document_for
from samsyn.council.queries import archive as queries

MOST = 5_000
TABLES = ("narvaro", "arenden")
FORMS = {
    "json": ("application/json", "json"),
    "narvaro": ("text/csv; charset=utf-8", "csv"),
    "arenden": ("text/csv; charset=utf-8", "csv"),
    "popolo": ("application/json", "popolo.json"),
    "xml": ("application/xml", "xml"),
}


@require_safe
@looks.shows("export", of="core.document")
def document(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Raises Hidden for an unknown form, as for a document one may not see."""
    found = document_for(me(request), pk)
    if found.entry.state == Entry.State.FAILED:
        raise Hidden
    require(me(request), "export", found)
    require_fresh(request)
    looks.at(request, found, act="export")
    return _send(request, form, [found], f"samsyn-{pk}", single=True)


@require_safe
@looks.shows("export")
def archive(request: HttpRequest, form: str) -> HttpResponse:
    """The list as filtered, whole; at most 5,000 documents."""
    require_fresh(request)
    rows = queries.listed(me(request), queries.filters(request.GET)).filter(entry__state=Entry.State.READ)
    if rows.count() > MOST:
        raise Invalid
    rows = rows.filter(labels_q(me(request), action="export"))
    documents = list(rows.select_related("original", "organisation", "meeting__body", "entry"))
    if form not in TABLES:  # a record holds all items; a table has a row for each that may be seen
        documents = own_labels.all_whole(me(request), documents)
    looks.at_list(request, len(documents), {one.level for one in documents}, act="export")
    looks.at(request, *documents, act="export")
    return _send(
        request,
        form,
        documents,
        "samsyn-arkiv",
        single=False,
    )


def _send(
    request: HttpRequest, form: str, documents: list[Document], name: str, *, single: bool
) -> HttpResponse:
    """The file, stamped if one of its documents is limited, and a receipt for it in the list of receipts."""
    if form not in FORMS:
        raise Hidden
    account, purpose = me(request), looks.purpose_of(request)
    stamp = stamps.for_all(account, ((one.level, one.organisation) for one in documents), purpose)
    media_type, ending = FORMS[form]
    makers: dict[str, Callable[[], Iterable[str | bytes]]] = {
        "json": lambda: _json(documents, stamp, single=single),
        "narvaro": lambda: export.csv_lines(
            export.ATTENDANCE, map(export.attendance_row, _rows(request, Attendance, documents)), stamp
        ),
        "arenden": lambda: export.csv_lines(
            export.ITEMS, map(export.item_row, _rows(request, Item, documents)), stamp
        ),
        "popolo": lambda: [json.dumps(export.popolo(documents, stamp), ensure_ascii=False, indent=1)],
        "xml": lambda: [export.archive_xml(documents, stamp)],
    }
    made = makers[form]()
    response = HttpResponse(b"".join(one.encode() if isinstance(one, str) else one for one in made))
    response["Content-Type"] = media_type
    suffix = f"-{form}" if form in ("narvaro", "arenden") else ""
    response["Content-Disposition"] = f'attachment; filename="{name}{suffix}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    _receipt(request, documents, response.content, media_type)
    return response


def _receipt(request: HttpRequest, documents: list[Document], data: bytes, media_type: str) -> ExportReceipt:
    level = labels.together(documents).level if documents else Level.PUBLIC.value
    return receipts.give(
        me(request),
        documents,
        data,
        seq=looks.now(request),
        level=level,
        purpose=looks.purpose_of(request),
        media_type=media_type,
    )


@require_safe
@looks.shows("export", of="core.document")
def package(request: HttpRequest, pk: int) -> HttpResponse:
    """The original untouched, with a stamped copy, the label in words and a receipt beside it."""
    account = me(request)
    found = document_for(account, pk)
    require(account, "export", found)
    require_fresh(request)
    looks.at(request, found, act="export")
    stamp = stamps.make(account, found.level, found.organisation, looks.purpose_of(request))
    with store.open(found.original_id) as source:
        original = source.read()
    copy = copies.stamped(found, stamp)
    receipt = _receipt(request, [found], original, found.original.media_type)
    files = {
        copies.COVER: copies.cover(stamp),
        f"original/{copies.file_name(found)}": original,
        f"märkt/{copy.name}": copy.data,
        "kvitto.txt": receipt.note.encode("utf-8"),
    }
    response = HttpResponse(copies.package(files), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="samsyn-{pk}-paket.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _json(documents: list[Document], stamp: Stamp | None, *, single: bool) -> Iterator[str]:
    """One object, or one a line, as `samsyn read --json` prints them."""
    for found in documents:
        told = export.record(found, stamp)
        yield json.dumps(told, ensure_ascii=False, indent=1 if single else None) + "\n"


def _rows(
    request: HttpRequest, model: type[Attendance] | type[Item], documents: list[Document]
) -> QuerySet[Any]:
    """Attendance or items of the documents' meetings, in the order of time."""
    rows: QuerySet[Any] = model._default_manager.filter(
        labels_q(me(request), model.guard_prefix, "export"), meeting__document__in=[d.pk for d in documents]
    )
    return rows.select_related("meeting__body").order_by("meeting__date", "meeting", "position")
