"""For whoever runs the installation: health in a word, figures for machines, and the page that says more."""

from __future__ import annotations

from ipaddress import ip_address
from secrets import compare_digest

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.core.calc import openmetrics
from samsyn.core.domain import clock, clock_watch, figures, health, looks, outbox
from samsyn.core.errors import Hidden
from samsyn.core.models import ClockJump, OutboxMessage
from samsyn.core.views.accounts import administrators
from samsyn.core.views.errors import wants_json
from samsyn.core.views.pages import me

NO_STORE = {"Cache-Control": "no-store"}
LISTED = 100
JUMPS = 10


@login_not_required
@require_safe
@looks.shows_nothing()
def state(request: HttpRequest) -> HttpResponse:
    """One word for everybody: ok, degraded or failed. This machine and those with the token get the checks.
    503 when not even reading works."""
    found = health.checks()
    status = 503 if found[0].state == "failed" else 200
    word = health.overall(found)
    told = found if _trusted(request) else []
    if wants_json(request):
        checks = {check.name: {"state": check.state, "text": check.text} for check in told}
        return JsonResponse({"state": word, "checks": checks}, status=status, headers=NO_STORE)
    lines = [word, *(f"{check.name}: {check.state} {check.text}" for check in told)]
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status, headers=NO_STORE)


@login_not_required
@require_safe
@looks.shows_nothing()
def measured(request: HttpRequest) -> HttpResponse:
    """Figures in OpenMetrics, for this machine and those with the token. Raises Hidden for others."""
    if not _trusted(request):
        raise Hidden
    text = openmetrics.write(figures.families())
    return HttpResponse(text, content_type=openmetrics.CONTENT_TYPE, headers=NO_STORE)


def _trusted(request: HttpRequest) -> bool:
    """A proxy on this machine that we were not told of looks like this machine: what it forwards is not."""
    given = request.headers.get("Authorization", "")
    if settings.METRICS_TOKEN and compare_digest(given, f"Bearer {settings.METRICS_TOKEN}"):
        return True
    if {"X-Forwarded-For", "Forwarded"} & set(request.headers):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


@require_safe
@administrators
@looks.shows_nothing()
def operation(request: HttpRequest) -> HttpResponse:
    """The checks in words, dead letters, the clock. No letter's text and no receiver's name is shown."""
    found = health.checks()
    context = {
        "state": health.overall(found),
        "checks": found,
        "dead": OutboxMessage.objects.filter(state=OutboxMessage.State.DEAD).order_by("pk")[:LISTED],
        "clock": clock.state(),
        "jumps": ClockJump.objects.all()[:JUMPS],
    }
    return render(request, "core/operation.html", context)


@require_POST
@administrators
@looks.shows_nothing()
def letter(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    row = OutboxMessage.objects.filter(pk=pk).first()
    if row is None:
        raise Hidden
    if what == "forsok":
        outbox.retry(me(request), row)
        messages.success(request, _("Meddelandet provas igen."))
    elif what == "slang":
        outbox.drop(me(request), row)
        messages.success(request, _("Meddelandet är slängt."))
    else:
        raise Hidden
    return redirect("core:operation")


@require_POST
@administrators
@looks.shows_nothing()
def confirm_clock(request: HttpRequest) -> HttpResponse:
    clock_watch.confirm(me(request))
    messages.success(request, _("Klockan gäller."))
    return redirect("core:operation")
