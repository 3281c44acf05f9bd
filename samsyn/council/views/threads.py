"""Threads: follow one subject through the meetings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.core.domain import looks
from samsyn.core.guard import scope
from samsyn.core.views.pages import me
from samsyn.council.models import Block, SavedSearch
from samsyn.council.parts import chip, marked, short_date
from samsyn.council.queries import search as searching
from samsyn.council.queries import threads as queries
from samsyn.council.queries.threads import Stop
from samsyn.council.views.search import address


@require_safe
@looks.shows("search")
def threads(request: HttpRequest) -> HttpResponse:
    """A subject's thread, or without one the subjects at hand."""
    account = me(request)
    asked = searching.question(request.GET.dict())
    if asked.empty:
        places = queries.places(account)
        looks.at_list(request, len(places))
        context = {"asked": asked, "places": places, "saved": scope(account, SavedSearch)}
        return render(request, "council/threads.html", context)
    stops, more = queries.thread(account, asked)
    blocks = [block for stop in stops for block, _heading, _text in stop.excerpts]
    looks.at_list(request, len(blocks), kind="search")
    looks.at_each(request, "core.document", ((block.document_id, block.level) for block in blocks))
    context = {
        "asked": asked,
        "stops": [_stop(stop) for stop in stops],
        "more": more,
        "meetings": len(stops),
        "paragraphs": sum(len(stop.excerpts) for stop in stops),
        "first": short_date(stops[0].excerpts[0][0].date) if stops else "",
    }
    return render(request, "council/thread.html", context)


def _stop(stop: Stop) -> dict[str, object]:
    first = stop.excerpts[0][0]
    return {
        "title": stop.title,
        "day": short_date(first.date),
        "iso": first.date.isoformat() if first.date else "",
        "label": chip(first.level),
        "excerpts": [
            {"url": _address(block), "heading": marked(heading), "text": marked(text)}
            for block, heading, text in stop.excerpts
        ],
    }


def _address(block: Block) -> str:
    item = block.item.position if block.item else None
    return address(block.document_id, block.meeting_id, item, people=block.heading == "Deltagare")
