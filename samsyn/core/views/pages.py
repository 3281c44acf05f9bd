"""The core's own pages: the start page, settings, the page of components, tickets."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_POST, require_safe

from samsyn.core import tickets
from samsyn.core.domain import looks
from samsyn.core.errors import Refused
from samsyn.core.forms import SettingsForm
from samsyn.core.models import Account
from samsyn.core.start import boxes


def me(request: HttpRequest) -> Account:
    """The signed-in account. Only for views that need one, which all do unless they say otherwise."""
    if not isinstance(request.user, Account):
        raise Refused
    return request.user


def next_page(request: HttpRequest, name: str = "next") -> str:
    """Where one was going, but never to another host."""
    wanted = request.POST.get(name) or request.GET.get(name) or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@require_safe
@looks.shows()
def home(request: HttpRequest) -> HttpResponse:
    found = boxes(me(request))
    levels = [level for box in found for level in box.levels]
    looks.at_list(request, len(levels), levels)
    return render(request, "core/start.html", {"boxes": found})


@looks.shows_nothing()
def preferences(request: HttpRequest) -> HttpResponse:
    """Language and theme. What a POST leaves out stays as it is, so the theme switch may send one field."""
    account = me(request)
    if request.method != "POST":
        return render(request, "core/settings.html", {"form": SettingsForm(instance=account)})
    current = {"language": account.language, "theme": account.theme}
    form = SettingsForm(
        current | {name: request.POST[name] for name in current if name in request.POST}, instance=account
    )
    if not form.is_valid():
        return render(request, "core/settings.html", {"form": form}, status=400)
    form.save()
    if "language" not in request.POST:  # the switch in the menu, which shows its effect by itself
        return HttpResponse(status=204)
    with override(account.language):
        messages.success(request, _("Inställningarna är sparade."))
    return _with_language(redirect("core:settings"), account.language)


@login_not_required
@require_POST
@looks.shows_nothing()
def language(request: HttpRequest) -> HttpResponse:
    """For those not signed in: the choice is kept in a cookie, and until they sign in."""
    response = HttpResponseRedirect(next_page(request))
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return response
    request.session["language"] = chosen
    return _with_language(response, chosen)


def _with_language(response: HttpResponse, code: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


@login_not_required
@require_safe
@looks.shows_nothing()
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "core/style.html")


@require_GET
@looks.shows_nothing()
def ticket(request: HttpRequest) -> HttpResponse:
    """GET /biljett/?topic=job:7 -> {"url": "/live/?ticket=…"}: a page's stream has ended and it wants to go
    on."""
    response = JsonResponse({"url": tickets.address(me(request), *request.GET.getlist("topic"))})
    response.headers["Cache-Control"] = "no-store"
    return response
