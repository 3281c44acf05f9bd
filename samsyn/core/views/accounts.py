"""For administrators: who has what, from when until when. All of it asks for administrator mode, which is
short, has a reason and is written down; to everybody else these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samsyn.core import assurance
from samsyn.core.domain import accounts, admin_mode, invitations, looks, roles
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.forms import GrantForm, InviteForm, ReasonForm
from samsyn.core.guard import standing
from samsyn.core.models import Account, Body, Invitation, Role
from samsyn.core.views.pages import me, next_page

View = Callable[..., HttpResponse]


def administrators(view: View) -> View:
    """The mode is asked for on the way; what was posted without it is posted again."""

    @wraps(view)
    def inside(request: HttpRequest, *args: object, **keys: object) -> HttpResponse:
        if not standing(me(request)).administers:
            raise Hidden
        if not me(request).in_admin_mode:
            to = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("core:people")
            return redirect(f"{reverse('core:admin_mode')}?{urlencode({'next': to})}")
        return view(request, *args, **keys)

    return inside


# --- the mode -----------------------------------------------------------------------------------------------
@looks.shows_nothing()
def enter_mode(request: HttpRequest) -> HttpResponse:
    account = me(request)
    if not standing(account).administers:
        raise Hidden
    assurance.require_fresh(request)
    form = ReasonForm(request.POST or None)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            admin_mode.enter(request, account, form.cleaned_data["reason"])
        except Invalid as error:
            form.add_error("reason", str(error))
        else:
            to = next_page(request)
            return redirect("core:people" if to == "/" else to)
    context = {"form": form, "next": next_page(request), "minutes": assurance.ADMIN_SECONDS // 60}
    return render(request, "core/admin_mode.html", context, status=status)


@looks.shows_nothing()
@require_POST
def leave_mode(request: HttpRequest) -> HttpResponse:
    admin_mode.leave(request, me(request))
    messages.success(request, _("Administratörsläget är avslutat."))
    return redirect("core:home")


# --- who has what -------------------------------------------------------------------------------------------
@looks.shows_nothing()
@require_safe
@administrators
def people(request: HttpRequest) -> HttpResponse:
    ruled = standing(me(request)).rules
    mine = Role.objects.filter(_mine(ruled)).select_related("organisation", "body").order_by("pk")
    found = (
        Account.objects.filter(pk__in=mine.values("account"))
        .select_related("person")
        .prefetch_related(Prefetch("roles", mine, to_attr="mine"))
        .order_by("closed_at", "person__name", "username")
    )
    waiting = Invitation.objects.filter(
        Q(organisation__in=ruled) | Q(invited_by=me(request)), used_at=None, expires_at__gt=timezone.now()
    ).select_related("organisation", "body")
    context = {"people": found, "waiting": waiting, "today": timezone.localdate()}
    return render(request, "core/people.html", context)


def _mine(ruled: frozenset[int]) -> Q:
    """Roles in the organisations one rules, or at their bodies."""
    return Q(organisation__in=ruled) | Q(body__organisation__in=ruled)


def _person(request: HttpRequest, pk: int) -> Account:
    """Raises Hidden for somebody without any role, past or present, where one rules."""
    theirs = Role.objects.filter(_mine(standing(me(request)).rules), account_id=pk)
    found = Account.objects.select_related("person").filter(pk=pk, pk__in=theirs.values("account")).first()
    if found is None:
        raise Hidden
    return found


@looks.shows_nothing()
@administrators
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One account with its roles; a POST gives it another."""
    account = _person(request, pk)
    ruled = set(standing(me(request)).rules)
    today = timezone.localdate()
    belongs = set(
        Role.objects.filter(Role.valid_on(today), account=account).values_list("organisation_id", flat=True)
    )
    form = GrantForm(request.POST or None, ruled=ruled, belongs=belongs)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            roles.give(account, _grant(form), by=me(request))
        except (Invalid, Refused, Conflict) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            messages.success(request, _("Rollen är given."))
            return redirect("core:person", pk)
    mine = Role.objects.filter(_mine(frozenset(ruled)), account=account)
    context = {
        "person": account,
        "roles": mine.select_related("organisation", "body").order_by("-valid_from", "pk"),
        "form": form,
        "today": today,
        "self": account.pk == me(request).pk,
    }
    return render(request, "core/person.html", context, status=status)


def _grant(form: GrantForm) -> roles.Grant:
    told = form.cleaned_data
    body: Body | None = told["body"]
    return roles.Grant(told["organisation"], told["kind"], body, told.get("valid_from"), told["valid_until"])


@looks.shows_nothing()
@administrators
def invite(request: HttpRequest) -> HttpResponse:
    """The code is shown once, to be handed over by a safe way."""
    ruled = set(standing(me(request)).rules)
    form = InviteForm(request.POST or None, ruled=ruled)
    status = 200 if request.method != "POST" else 400
    if request.method == "POST" and form.is_valid():
        try:
            code = invitations.invite(me(request), form.cleaned_data["name"], _grant(form))
        except (Invalid, Refused) as error:
            form.add_error(None, str(error))
            status = error.status
        else:
            return _code(request, form.cleaned_data["name"], code, invitations.LASTS)
    return render(request, "core/invite.html", {"form": form}, status=status)


def _code(request: HttpRequest, name: str, code: str, lasts: timedelta) -> HttpResponse:
    url = request.build_absolute_uri(f"{reverse('core:invitation')}?{urlencode({'kod': code})}")
    response = render(request, "core/invited.html", {"name": name, "url": url, "days": lasts.days})
    response.headers["Cache-Control"] = "no-store"
    return response


@looks.shows_nothing()
@require_POST
@administrators
def recover(request: HttpRequest, pk: int) -> HttpResponse:
    account = _person(request, pk)
    code = invitations.recover(me(request), account)
    return _code(request, str(account), code, invitations.RECOVERY_LASTS)


@looks.shows_nothing()
@require_POST
@administrators
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitations.withdraw(me(request), pk)
    messages.success(request, _("Inbjudan är tillbakatagen. Koden gäller inte längre."))
    return redirect("core:people")


@looks.shows_nothing()
@require_POST
@administrators
def end_role(request: HttpRequest, pk: int) -> HttpResponse:
    role = Role.objects.filter(_mine(standing(me(request)).rules), pk=pk).first()
    if role is None:
        raise Hidden
    roles.end(role, by=me(request))
    messages.success(request, _("Rollen är avslutad."))
    return redirect("core:person", role.account_id)


@looks.shows_nothing()
@require_POST
@administrators
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Closing oneself is the last thing one does: the next page is where one signs in."""
    account = _person(request, pk)
    accounts.close(account, by=me(request))
    if account.pk == me(request).pk:
        return redirect("core:sign_in")
    messages.success(request, _("Kontot är stängt, och personen är utloggad överallt."))
    return redirect("core:person", pk)
