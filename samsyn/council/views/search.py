"""Search in the archive: hits at once, facets and time line a moment later, searches kept under a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.core.domain import looks
from samsyn.core.guard import scope
from samsyn.core.models import Account
from samsyn.core.views.pages import me
from samsyn.council.calc.snippet import Run
from samsyn.council.domain import searches
from samsyn.council.models import SavedSearch
from samsyn.council.parts import Counted, address_of, chip, marked, number_of, time_element
from samsyn.council.queries import search as queries
from samsyn.council.queries.facets import Facet, Facets, facets
from samsyn.council.queries.fields import field_text
from samsyn.council.queries.search import Hit


class Line(TypedDict):
    """One hit, ready to print."""

    url: str
    heading: SafeString
    excerpt: SafeString
    where: str
    time: SafeString
    label: SafeString


def line(hit: Hit) -> Line:
    return {
        "url": address(hit.document, hit.meeting, hit.item, people=hit.people),
        "heading": marked(hit.heading or [Run(hit.document_title, False)]),
        "excerpt": marked(hit.excerpt),
        "where": hit.title,
        "time": time_element(hit.day),
        "label": chip(hit.level),
    }


def address(document: int, meeting: int | None, item: int | None, *, people: bool) -> str:
    """The item (by its position) or the people in their meeting, else the document."""
    if meeting is None:
        return address_of("council:document", document)
    place = f"#arende-{item + 1}" if item is not None else "#deltagare" if people else ""
    return address_of("council:meeting", meeting) + place


@require_safe
@looks.shows("search")
def results(request: HttpRequest) -> HttpResponse:
    account = me(request)
    asked = queries.question(request.GET.dict())
    saved = list(scope(account, SavedSearch))
    context = {"asked": asked, "saved": saved, "query": _query(request)}
    if asked.empty:
        looks.at_list(request, len(saved))
    else:
        found = queries.search(account, asked, number_of(request.GET.get("page")))
        looks.at_list(request, found.total, kind="search")
        looks.at_each(request, "core.document", ((hit.document, hit.level) for hit in found.hits))
        context |= {
            "found": found,
            "lines": [line(hit) for hit in found.hits],
            "page": Counted(found.total, queries.PAGE).at(found.number, list(found.hits)),
            "chosen": _chosen(request, account, asked),
            "kept": any(search.query == _query(request) for search in saved),
        }
    return render(request, "council/search.html", context)


def _query(request: HttpRequest) -> str:
    """The search as an address keeps it: without page number."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()[:1000]


def _chosen(request: HttpRequest, account: Account, asked: queries.Question) -> list[tuple[str, str]]:
    """The facets that are on, each with the address without it."""
    words = {meaning: name for name, meaning in queries.PARAMS.items()}
    found = []
    for meaning, value in asked.fields.items():
        name = words[meaning]
        if name in request.GET:
            rest = request.GET.copy()
            rest.pop("page", None)
            rest.pop(name)
            found.append((field_text(account, meaning, value), f"?{rest.urlencode()}"))
    return found


@require_safe
@looks.shows("search")
def facet_panel(request: HttpRequest) -> HttpResponse:
    """Facets and time line of a search, for htmx to put in place."""
    account = me(request)
    asked = queries.question(request.GET.dict())
    found = Facets() if asked.empty else facets(account, asked)
    groups = [
        (_("Organ"), [_link(request, "organ", facet) for facet in found.bodies]),
        (_("År"), [_link(request, "ar", facet) for facet in found.years]),
        (_("Typ"), [_link(request, "typ", facet) for facet in found.kinds]),
        (_("Personer på mötena"), [_link(request, "person", facet) for facet in found.people]),
        (_("Platser som nämns"), [_link(request, "plats", facet) for facet in found.places]),
    ]
    looks.at_list(request, sum(len(links) for _name, links in groups), kind="search")
    context = {"groups": [group for group in groups if group[1]], "time": timeline(found.quarters)}
    return render(request, "council/_facets.html", context)


def _link(request: HttpRequest, name: str, facet: Facet) -> dict[str, object]:
    """A press puts the facet on, or off again."""
    query = request.GET.copy()
    query.pop("page", None)
    on = query.get(name) == facet.value
    if on:
        query.pop(name)
    else:
        query[name] = facet.value
    url = f"{reverse('council:search')}?{query.urlencode()}"
    return {"url": url, "text": facet.text, "count": facet.count, "on": on}


@dataclass(frozen=True, slots=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars per year, or per quarter if all lie within four years. Coordinates in a box of 1000 by 100."""

    bars: list[Bar]
    first: str
    last: str
    total: int
    by_quarter: bool


def timeline(quarters: list[tuple[int, int]]) -> Timeline | None:
    """None if there are too few to say anything about time."""
    if not quarters:
        return None
    by_quarter = quarters[-1][0] // 10 - quarters[0][0] // 10 < 4
    counts: dict[int, int] = {}
    for quarter, count in quarters:
        key = (quarter // 10) * 4 + quarter % 10 - 1 if by_quarter else quarter // 10
        counts[key] = counts.get(key, 0) + count
    first, last = min(counts), max(counts)
    if first == last:
        return None
    step = 1000 / (last - first + 1)
    most = max(counts.values())
    bars = []
    for at, key in enumerate(range(first, last + 1)):
        count = counts.get(key, 0)
        height = round(100 * count / most, 1)
        when = {"quarter": key % 4 + 1, "year": key // 4}
        text = _("kv. %(quarter)d %(year)d") % when if by_quarter else str(key)
        width = round(step * 0.86, 2)
        bars.append(Bar(round(at * step, 2), round(100 - height, 1), width, height, text, count))
    return Timeline(bars, bars[0].text, bars[-1].text, sum(counts.values()), by_quarter)


@require_POST
@looks.shows_nothing()
def save(request: HttpRequest) -> HttpResponse:
    account = me(request)
    saved = searches.save(account, request.POST.get("name", ""), request.POST.get("query", ""))
    messages.success(request, _("Sökningen är sparad som ”%(name)s”.") % {"name": saved.name})
    return redirect(f"{reverse('council:search')}?{saved.query}")


@require_POST
@looks.shows_nothing(of="council.savedsearch")
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    searches.forget(me(request), pk)
    return redirect("council:search")
