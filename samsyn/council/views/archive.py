"""The archive: a list that filters and sorts in its address."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samsyn.core.guard import standing
from samsyn.core.models import Document, Level
from samsyn.core.views.pages import me
from samsyn.council.models import Entry, Meeting
from samsyn.council.parts import chip, number_of, short_date
from samsyn.council.queries import archive as queries


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list, ready to print."""

    pk: int
    title: str
    name: str
    iso: str
    day: str
    body: str
    kind: str
    label: SafeString
    state: str
    open: int
    message: str


def row(document: Document) -> Row:
    """Needs `entry` and `meeting__body` to be there already."""
    meeting: Meeting | None = getattr(document, "meeting", None)
    entry: Entry = document.entry
    body = (meeting.body.name if meeting.body else meeting.body_name) if meeting else ""
    kind = str(meeting.get_kind_display()) if meeting and meeting.kind else ""
    return Row(
        pk=document.pk,
        title=f"{body}, {kind.lower()}" if body and kind else body or document.title or document.name,
        name=document.title or document.name,
        iso=meeting.date.isoformat() if meeting and meeting.date else "",
        day=short_date(meeting.date) if meeting else "",
        body=body,
        kind=kind,
        label=chip(document.level),
        state="failed" if entry.state == Entry.State.FAILED else "open" if entry.open_facts else "done",
        open=entry.open_facts,
        message=entry.message,
    )


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    account = me(request)
    asked = queries.filters(request.GET)
    pages = Paginator(queries.listed(account, asked), queries.PAGE)
    page = pages.get_page(number_of(request.GET.get("page")))
    context = {
        "asked": asked,
        "page": page,
        "rows": [row(document) for document in page.object_list],
        "choices": queries.choices(account),
        "kinds": Meeting.Kind.choices,
        "levels": Level.choices,
        "states": (("granska", _("att granska")), ("klar", _("bekräftade")), ("fel", _("kunde inte läsas"))),
        "sorts": _sorts(request, asked.sort),
        "exports": exports(),
        "may_import": bool(standing(account).writes),
    }
    return render(request, "council/archive.html", context)


def exports() -> list[tuple[str, str]]:
    """The forms records can be had in."""
    return [
        ("json", "JSON"),
        ("narvaro", _("Närvaro som CSV")),
        ("arenden", _("Ärenden som CSV")),
        ("popolo", "Popolo"),
        ("xml", _("XML för arkiv")),
    ]


def _sorts(request: HttpRequest, now: str) -> dict[str, dict[str, str]]:
    """For each column that sorts: where a press leads, and how it is sorted now (for aria-sort)."""
    heads: dict[str, dict[str, str]] = {}
    for name in ("datum", "namn", "organ"):
        query = request.GET.copy()
        query.pop("page", None)
        query["sort"] = f"-{name}" if now == name else name
        downward = now == ("datum" if name == "datum" else f"-{name}")
        state = "" if now.lstrip("-") != name else "descending" if downward else "ascending"
        heads[name] = {"url": f"?{query.urlencode()}", "aria": state}
    return heads
