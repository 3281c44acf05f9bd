"""Signing in, in one step or two, and confirming later that it is still the same person.

Every step works without script but the passkey, which only a browser's script can ask for."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from samsyn.core import assurance
from samsyn.core.domain import factors, looks, passkeys
from samsyn.core.domain import sign_in as verbs
from samsyn.core.errors import Invalid, Refused, TooMany
from samsyn.core.forms import CodeForm, PasswordForm, SignInForm
from samsyn.core.models import Account, Factor
from samsyn.core.views.pages import me, next_page

HALF, CHALLENGE = "half", "challenge"  # keys of the session
HALF_SECONDS = 5 * 60


# --- signing in ---------------------------------------------------------------------------------------------
@login_not_required
@looks.shows_nothing()
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """The first step: name and password."""
    if request.user.is_authenticated:
        return redirect(next_page(request))
    form = SignInForm(request.POST or None)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            account = verbs.sign_in(request, form.cleaned_data["username"], form.cleaned_data["password"])
        except (Refused, TooMany) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            if not factors.protected(account):
                return _enter(request, account, assurance.PASSWORD, next_page(request))
            request.session[HALF] = {"account": account.pk, "at": time.time()}
            request.session.cycle_key()
            return redirect(f"{reverse('core:second_step')}?{urlencode({'next': next_page(request)})}")
    context = {"form": form, "next": next_page(request), "sso": settings.OIDC}
    return render(request, "core/sign_in.html", context, status=status)


@login_not_required
@looks.shows_nothing()
@sensitive_post_parameters("code")
def second_step(request: HttpRequest) -> HttpResponse:
    """The second: a code, for whoever has given the right password in the last minutes."""
    account = _half(request)
    if account is None:
        return redirect("core:sign_in")
    form = CodeForm(request.POST or None)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            level = verbs.confirm_code(request, account, form.cleaned_data["code"])
        except (Refused, TooMany) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            return _enter(request, account, level, next_page(request))
    kinds = set(account.factors.values_list("kind", flat=True))
    context = {"form": form, "next": next_page(request), "passkey": Factor.Kind.PASSKEY in kinds}
    return render(request, "core/second_step.html", context, status=status)


def _half(request: HttpRequest) -> Account | None:
    half = request.session.get(HALF)
    if not half or not 0 <= time.time() - half["at"] <= HALF_SECONDS:
        return None
    return Account.objects.filter(pk=half["account"], closed_at=None, is_active=True).first()


def _enter(request: HttpRequest, account: Account, level: int, to: str) -> HttpResponse:
    chosen = request.session.pop("language", "")
    request.session.pop(HALF, None)
    verbs.enter(request, account, level)
    # What was chosen on the way in holds inside too. A cookie of last week's visitor does not count.
    if chosen in dict(settings.LANGUAGES) and chosen != account.language:
        account.language = chosen
        account.save(update_fields=["language"])
    return redirect(to)


@login_not_required
@looks.shows_nothing()
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    verbs.leave(request)
    return redirect("core:sign_in")


# --- passkeys: the browser's script asks what to do, and answers --------------------------------------------
@login_not_required
@looks.shows_nothing()
@require_POST
def passkey_options(request: HttpRequest) -> HttpResponse:
    """POST -> the options of navigator.credentials.get. Before signing in any passkey of the host will do."""
    account = request.user if isinstance(request.user, Account) else _half(request)
    options, state = passkeys.begin(request.get_host(), account)
    return challenge(request, options, state)


def challenge(request: HttpRequest, options: dict[str, Any], state: passkeys.State) -> HttpResponse:
    request.session[CHALLENGE] = {"state": state, "at": time.time()}
    return JsonResponse(options, headers={"Cache-Control": "no-store"})


def answer(request: HttpRequest) -> tuple[passkeys.State, dict[str, Any]]:
    """The browser's answer and the challenge it belongs to, which is used up. Raises Refused, Invalid."""
    kept = request.session.pop(CHALLENGE, None)
    if not kept or not 0 <= time.time() - kept["at"] <= HALF_SECONDS:
        raise Refused
    try:
        given = json.loads(request.body)
    except ValueError as error:
        raise Invalid from error
    if not isinstance(given, dict):
        raise Invalid
    return kept["state"], given


@login_not_required
@looks.shows_nothing()
@require_POST
def passkey(request: HttpRequest) -> HttpResponse:
    """POST {"credential": …, "next": …} -> {"url": …}: signs in, or confirms who is signed in."""
    state, given = answer(request)
    credential = given.get("credential")
    if not isinstance(credential, dict):
        raise Invalid
    current = request.user if isinstance(request.user, Account) else _half(request)
    account = passkeys.check(request.get_host(), state, credential, current)
    to = str(given.get("next") or "/")
    if not url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure()):
        to = "/"
    if request.user.is_authenticated:
        verbs.confirmed(request, me(request), assurance.PASSKEY)
        return JsonResponse({"url": done_url(to)})
    return JsonResponse({"url": _enter(request, account, assurance.PASSKEY, to).headers["Location"]})


# --- confirming ---------------------------------------------------------------------------------------------
@looks.shows_nothing()
@sensitive_post_parameters("code", "password")
def confirm(request: HttpRequest) -> HttpResponse:
    """Show again who you are, with the best you have; then on to where you were going."""
    account = me(request)
    kinds = set(account.factors.values_list("kind", flat=True))
    protected = bool(kinds & {Factor.Kind.APP, Factor.Kind.PASSKEY})
    form = (CodeForm if protected else PasswordForm)(request.POST or None)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        check: Callable[..., int] = verbs.confirm_code if protected else verbs.confirm_password
        try:
            level = check(request, account, form.cleaned_data["code" if protected else "password"])
        except (Refused, TooMany) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            verbs.confirmed(request, account, level)
            return redirect(done_url(next_page(request), next_page(request, "back")))
    context = {
        "form": form,
        "next": next_page(request),
        "back": next_page(request, "back"),
        "passkey": Factor.Kind.PASSKEY in kinds,
        "typed": protected or account.has_usable_password(),
        "sso": settings.OIDC if account.identities.exists() else None,
        "minutes": settings.FRESH_MINUTES,
    }
    return render(request, "core/confirm.html", context, status=status)


def done_url(to: str, back: str = "/") -> str:
    return f"{reverse('core:confirmed')}?{urlencode({'next': to, 'back': back})}"


@looks.shows_nothing()
@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """Goes on by itself; where that is a file to keep, the browser stays here, with a way back."""
    context = {"next": next_page(request), "back": next_page(request, "back")}
    return render(request, "core/confirmed.html", context)
