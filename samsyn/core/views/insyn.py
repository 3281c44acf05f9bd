"""Insyn: who has seen what about oneself and one's documents, each entry with its proof."""

from __future__ import annotations

import json

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samsyn.core.domain import insyn as own
from samsyn.core.domain import looks, reviews
from samsyn.core.domain.ledger_lines import lines
from samsyn.core.guard import standing
from samsyn.core.models import Account, Organisation
from samsyn.core.views.pages import me

PAGE = 25


@require_safe
@looks.shows()
def insyn(request: HttpRequest) -> HttpResponse:
    """Others' acts with what is mine, or with ?visa=mina what I have done myself."""
    account = me(request)
    mine = request.GET.get("visa") == "mina"
    page = Paginator(own.by(account) if mine else own.about(account), PAGE).get_page(request.GET.get("page"))
    told = lines(account, page.object_list, _names(account))
    looks.at_list(request, len(told), [line.level for line in told if line.level])
    return render(request, "core/insyn.html", {"page": page, "lines": told, "mine": mine})


def _names(account: Account) -> dict[str, str]:
    """Who reviews the looks of an organisation knows its people by name; others meet pseudonyms."""
    names: dict[str, str] = {}
    for organisation in Organisation.objects.filter(pk__in=standing(account).oversees):
        names |= reviews.people(organisation)
    return names


@require_safe
@looks.shows()
def proof(request: HttpRequest, seq: int) -> HttpResponse:
    """The proof as a file: it holds without this installation."""
    made = own.proof(me(request), seq)
    looks.at_list(request, 1)
    response = HttpResponse(json.dumps(made, indent=1) + "\n", content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="samsyn-bevis-{seq}.json"'
    return response
