"""Witnessing over HTTP for other installations, and what people see of it. The first three need no signing
in: they hold numbers, hashes and signatures, and each says by itself whose it is."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from samsyn.core.domain import looks
from samsyn.core.domain import witness_http as witnessing
from samsyn.core.errors import Hidden, Refused, TooLarge
from samsyn.core.guard import standing
from samsyn.core.keys import log_signer, witness_signer
from samsyn.core.models import LedgerCheckpoint, LedgerPeer, LedgerWitness
from samsyn.core.views.pages import me

SHOWN = 10


@csrf_exempt  # whoever posts is a program without a session; what it posts is signed
@login_not_required
@require_POST
@looks.shows_nothing()
def add_checkpoint(request: HttpRequest) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > witnessing.MAX_BODY:
        raise TooLarge
    answer = witnessing.add_checkpoint(request.body)
    return _plain(answer.text, answer.status, answer.media_type)


@login_not_required
@require_safe
@looks.shows_nothing()
def checkpoint(request: HttpRequest) -> HttpResponse:
    return _plain(witnessing.newest())


@login_not_required
@require_safe
@looks.shows_nothing()
def since(request: HttpRequest, old: int) -> HttpResponse:
    return _plain(witnessing.since(old))


def _plain(
    text: str | None, status: int = 200, media_type: str = "text/plain; charset=utf-8"
) -> HttpResponse:
    if text is None:
        raise Hidden
    return HttpResponse(text, status=status, content_type=media_type, headers={"Cache-Control": "no-store"})


@require_safe
@looks.shows()
def overview(request: HttpRequest) -> HttpResponse:
    """The log's checkpoints, who has witnessed them, and what is wrong if something is."""
    who = standing(me(request))
    if not who.oversees and not who.administers:
        raise Refused(_("Du behöver vara administratör eller granskare av visningar."))
    rows = LedgerCheckpoint.objects.prefetch_related("cosignatures").order_by("-size")[:SHOWN]
    looks.at_list(request, len(rows))
    context = {
        "alarms": witnessing.alarms(),
        "checkpoints": rows,
        "peers": LedgerPeer.objects.order_by("origin"),
        "witnesses": LedgerWitness.objects.order_by("url"),
        "log": log_signer(),
        "witness": witness_signer(),
    }
    return render(request, "core/ledger.html", context)
