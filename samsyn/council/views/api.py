"""A read-only JSON API for the archive's records, under the same guard as the pages. See
/api/v1/openapi.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.core.calc.numbers import is_key
from samsyn.core.domain import looks
from samsyn.core.errors import SamsynError
from samsyn.core.guard import labels_q, scope
from samsyn.core.models import Document
from samsyn.core.views.pages import me
from samsyn.council.domain import export
from samsyn.council.models import Attendance, Entry, Item, Meeting
from samsyn.council.openapi import DOCUMENT
from samsyn.council.parts import document_for, items_for, meeting_for, number_of
from samsyn.council.queries import archive as archived
from samsyn.council.queries import search as searching

PAGE = 50
View = Callable[..., Any]


def endpoint(view: View) -> View:
    """JSON out, with an ETag; errors as JSON with the status they carry. Without signing in: 401, no
    redirect."""

    @login_not_required
    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return _json({"error": {"code": "unauthorized", "message": "Logga in först."}}, 401)
        try:
            content = view(request, *args, **kwargs)
        except SamsynError as error:
            return _json({"error": {"code": error.code, "message": str(error)}}, error.status)
        response = _json(content)
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        if etag in request.headers.get("If-None-Match", ""):
            response = HttpResponseNotModified()
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
        return response

    return wrapper


def _json(content: Any, status: int = 200) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(text, content_type="application/json", status=status)


def _listed(
    request: HttpRequest,
    rows: QuerySet[Any],
    made: Callable[[Any], dict[str, Any]],
    source: Callable[[Any], tuple[int, str]] | None = None,
) -> dict[str, Any]:
    """One page of a list, with the addresses of its neighbours. `source` is the document whose content a row
    is, with its level."""
    number = number_of(request.GET.get("page"))
    total = rows.count()
    found = list(rows[(number - 1) * PAGE : number * PAGE])
    looks.at_list(request, len(found))
    if source is not None:
        looks.at_each(request, "core.document", map(source, found))
    return _page(request, number, total, PAGE, [made(row) for row in found])


def _page(
    request: HttpRequest, number: int, total: int, size: int, results: list[dict[str, Any]]
) -> dict[str, Any]:
    def at(wanted: int) -> str:
        query = request.GET.copy()
        query["page"] = str(wanted)
        return f"{request.path}?{query.urlencode()}"

    return {
        "total": total,
        "page": number,
        "next": at(number + 1) if number * size < total else None,
        "previous": at(number - 1) if number > 1 else None,
        "results": results,
    }


@require_safe
@looks.shows_nothing()
def about(request: HttpRequest) -> HttpResponse:
    """The API's page for people."""
    return render(
        request, "council/api.html", {"paths": DOCUMENT["paths"], "address": request.build_absolute_uri("/")}
    )


@endpoint
@looks.shows_nothing()
def openapi(request: HttpRequest) -> dict[str, Any]:
    return DOCUMENT


@endpoint
@looks.shows("api")
def documents(request: HttpRequest) -> dict[str, Any]:
    rows = archived.listed(me(request), archived.filters(request.GET)).select_related(
        "original", "organisation"
    )
    return _listed(request, rows, _document)


def _document(row: Document) -> dict[str, Any]:
    meeting: Meeting | None = getattr(row, "meeting", None)
    return {
        "id": row.pk,
        "title": row.title,
        "file": row.name,
        "sha256": row.original_id,
        "media_type": row.original.media_type,
        "owner": row.organisation.name,
        "label": row.level,
        "created": row.created.isoformat(),
        "state": row.entry.state,
        "open_facts": row.entry.open_facts,
        "error": {"code": row.entry.error_code, "message": row.entry.message}
        if row.entry.error_code
        else None,
        "meeting": meeting.pk if meeting else None,
    }


@endpoint
@looks.shows("api", of="core.document")
def document(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = document_for(me(request), pk)
    looks.at(request, found)
    failed = found.entry.state == Entry.State.FAILED
    return _document(found) | {"record": None if failed else export.record(found)}


def _of_meetings(request: HttpRequest, model: type[Attendance] | type[Item]) -> QuerySet[Any]:
    """Rows of the meetings the account may see, latest first; `meeting` narrows to one."""
    rows: QuerySet[Any] = model._default_manager.filter(labels_q(me(request), model.guard_prefix))
    wanted = request.GET.get("meeting", "")
    if is_key(wanted):
        rows = rows.filter(meeting=int(wanted))
    return rows.select_related("meeting__body").order_by("-meeting__date", "meeting", "position")


@endpoint
@looks.shows("api")
def meetings(request: HttpRequest) -> dict[str, Any]:
    rows = scope(me(request), Meeting).select_related("body").order_by("-date", "-pk")
    for name in ("body", "year"):
        if is_key(request.GET.get(name, "")):
            rows = rows.filter(**{name: int(request.GET[name])})
    return _listed(request, rows, _meeting, lambda row: (row.document_id, row.level))


def _meeting(row: Meeting) -> dict[str, Any]:
    return {
        "id": row.pk,
        "document": row.document_id,
        "organisation": row.organisation_name or None,
        "body": (row.body.name if row.body else row.body_name) or None,
        "body_id": row.body_id,
        "kind": row.kind or None,
        "date": row.date.isoformat() if row.date else None,
        "start": f"{row.start:%H:%M}" if row.start else None,
        "end": f"{row.end:%H:%M}" if row.end else None,
        "place": row.place or None,
        "mode": row.mode or None,
        "chair": row.chair or None,
        "secretary": row.secretary or None,
        "adjusters": row.adjusters,
        "paragraph_range": row.paragraph_range or None,
        "label": row.level,
    }


@endpoint
@looks.shows("api", of="council.meeting")
def meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    found = meeting_for(me(request), pk)
    looks.at(request, found.document)
    return _meeting(found) | {
        "attendance": [
            export.attendance_row(row) for row in found.attendance.select_related("meeting__body")
        ],
        "items": [
            export.item_row(row) for row in items_for(me(request), found).select_related("meeting__body")
        ],
    }


@endpoint
@looks.shows("api")
def items(request: HttpRequest) -> dict[str, Any]:
    return _listed(request, _of_meetings(request, Item), export.item_row, _source)


@endpoint
@looks.shows("api")
def attendance(request: HttpRequest) -> dict[str, Any]:
    return _listed(request, _of_meetings(request, Attendance), export.attendance_row, _source)


def _source(row: Item | Attendance) -> tuple[int, str]:
    return row.meeting.document_id, row.meeting.level


@endpoint
@looks.shows("api")
def search(request: HttpRequest) -> dict[str, Any]:
    """The same question as on the search page, the same hits."""
    asked = searching.question(request.GET.dict())
    number = number_of(request.GET.get("page"))
    found = searching.search(me(request), asked, number)
    looks.at_list(request, found.total, kind="search")
    looks.at_each(request, "core.document", ((hit.document, hit.level) for hit in found.hits))
    results = [
        {
            "document": hit.document,
            "meeting": hit.meeting,
            "heading": hit.plain_heading,
            "date": hit.day.isoformat() if hit.day else None,
            "excerpt": [{"text": run.text, "hit": run.hit} for run in hit.excerpt],
            "label": hit.level,
        }
        for hit in found.hits
    ]
    return _page(request, number, found.total, searching.PAGE, results)
