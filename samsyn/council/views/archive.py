"""The archive: a list that filters and sorts in its address."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samsyn.core.domain import looks
from samsyn.core.guard import standing
from samsyn.core.models import Account, Level
from samsyn.core.views.pages import me
from samsyn.council.models import Meeting
from samsyn.council.parts import number_of, options
from samsyn.council.queries import archive as queries


@require_safe
@looks.shows()
def archive(request: HttpRequest) -> HttpResponse:
    account = me(request)
    asked = queries.filters(request.GET)
    page = queries.listed_page(account, asked, number_of(request.GET.get("page")))
    looks.at_list(request, len(page.object_list), [row["level"] for row in page.object_list])
    context = {
        "asked": asked,
        "page": page,
        "rows": [
            row | {"chip": _state(row["state"], row["open"], get_language())} for row in page.object_list
        ],
        "choices": _choices(account, asked),
        "sorts": _sorts(request, asked.sort),
        "exports": _exports(request),
        "may_import": bool(standing(account).writes),
    }
    return render(request, "council/archive.html", context)


@lru_cache(maxsize=2_000)
def _state(state: str, left: int, language: str | None) -> SafeString:
    """The chip of a document's state."""
    if state == "failed":
        return format_html('<span class="chip danger">{}</span>', _("kunde inte läsas"))
    if state == "open":
        return format_html('<span class="chip care">{} {}</span>', left, _("att granska"))
    return format_html('<span class="chip good">{}</span>', _("bekräftad"))


def _choices(account: Account, asked: queries.Filters) -> dict[str, SafeString]:
    """What each filter field offers, with what is asked for chosen."""
    found = queries.choices(account)
    states = (("granska", _("att granska")), ("klar", _("bekräftade")), ("fel", _("kunde inte läsas")))
    return {
        "bodies": options(found["bodies"], asked.body),
        "years": options(found["years"], asked.year),
        "kinds": options(Meeting.Kind.choices, asked.kind),
        "levels": options(Level.choices, asked.level),
        "states": options(states, asked.state),
    }


def _exports(request: HttpRequest) -> list[tuple[str, str]]:
    """Address and name of each form the list as it is filtered now can be had in."""
    query = request.GET.copy()
    query.pop("page", None)
    asked = f"?{query.urlencode()}" if query else ""
    return [(reverse("council:export_archive", args=[form]) + asked, text) for form, text in exports()]


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
