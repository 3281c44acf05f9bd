"""Downloads of records: one document, or all that a filtered archive list shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samsyn.core.assurance import require_fresh
from samsyn.core.domain import looks
from samsyn.core.errors import Hidden, Invalid
from samsyn.core.guard import labels_q
from samsyn.core.models import Document
from samsyn.core.views.pages import me
from samsyn.council.domain import export
from samsyn.council.models import Attendance, Entry, Item
from samsyn.council.parts import document_for
from samsyn.council.queries import archive as queries

MOST = 5_000
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
    documents = list(rows.select_related("original", "meeting__body", "entry"))
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
    if form not in FORMS:
        raise Hidden
    media_type, ending = FORMS[form]
    makers: dict[str, Callable[[], Iterable[str | bytes]]] = {
        "json": lambda: _json(documents, single=single),
        "narvaro": lambda: export.csv_lines(
            export.ATTENDANCE, map(export.attendance_row, _rows(request, Attendance, documents))
        ),
        "arenden": lambda: export.csv_lines(
            export.ITEMS, map(export.item_row, _rows(request, Item, documents))
        ),
        "popolo": lambda: [json.dumps(export.popolo(documents), ensure_ascii=False, indent=1)],
        "xml": lambda: [export.archive_xml(documents)],
    }
    made = makers[form]()
    response = HttpResponse(b"".join(one.encode() if isinstance(one, str) else one for one in made))
    response["Content-Type"] = media_type
    suffix = f"-{form}" if form in ("narvaro", "arenden") else ""
    response["Content-Disposition"] = f'attachment; filename="{name}{suffix}.{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _json(documents: list[Document], *, single: bool) -> Iterator[str]:
    """One object, or one a line, as `samsyn read --json` prints them."""
    for found in documents:
        yield json.dumps(export.record(found), ensure_ascii=False, indent=1 if single else None) + "\n"


def _rows(request: HttpRequest, model: type[Model], documents: list[Document]) -> QuerySet[Any]:
    """Attendance or items of the documents' meetings, in the order of time."""
    rows: QuerySet[Any] = model._default_manager.filter(
        labels_q(me(request), "meeting__"), meeting__document__in=[d.pk for d in documents]
    )
    return rows.select_related("meeting__body").order_by("meeting__date", "meeting", "position")
