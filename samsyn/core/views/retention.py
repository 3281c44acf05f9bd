"""Gallring: what falls due, what is stopped and why, lists in two steps, and the proofs of what went."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.core import keeping
from samsyn.core.calc.retention import add_months
from samsyn.core.domain import destruction, holds, looks, retention
from samsyn.core.domain.stewards import require_steward, stewarded
from samsyn.core.errors import Conflict, Hidden, Invalid, Refused
from samsyn.core.guard import labels_q
from samsyn.core.models import (
    Account,
    DestructionItem,
    DestructionList,
    Document,
    Hold,
    Organisation,
    RetentionRule,
)
from samsyn.core.retention_forms import HoldForm, RuleForm

from .pages import me

AHEAD = 12  # months looked ahead
SHOWN = 20


def _organisation(request: HttpRequest, account: Account) -> Organisation:
    """The one asked for, or the first the account decides over. Raises Refused, Hidden."""
    own = Organisation.objects.filter(pk__in=stewarded(account))
    wanted = request.GET.get("organisation") or request.POST.get("organisation") or ""
    found = own.filter(pk=int(wanted)).first() if wanted.isdecimal() and len(wanted) < 10 else own.first()
    if found is None:
        if wanted and own.exists():
            raise Hidden
        raise Refused(_("Bara sekreterare och administratörer beslutar om gallring."))
    return found


@require_safe
@looks.shows_nothing()
def overview(request: HttpRequest) -> HttpResponse:
    """Numbers, rules and holds: nothing here says what a document is called."""
    account = me(request)
    organisation = _organisation(request, account)
    today = timezone.localdate()
    found = list(retention.due(organisation.pk, add_months(today, AHEAD)))
    lists = DestructionList.objects.filter(organisation=organisation).annotate(
        documents=Count("items"),
        gone=Count("items", filter=Q(items__state=DestructionItem.State.DONE)),
        left=Count("items", filter=Q(items__found__gt=0)),
    )
    listed = destruction.listed(organisation.pk)
    now = [one for one in found if one.due <= today and not one.held and one.document not in listed]
    held = [one for one in found if one.due <= today and one.held]
    context = {
        "organisation": organisation,
        "organisations": Organisation.objects.filter(pk__in=stewarded(account)),
        "ready": len(now),
        "held": len(held),
        "months": _months([one.due for one in found if one.due > today]),
        "rules": RetentionRule.objects.filter(organisation=organisation, ended_at=None).select_related(
            "body"
        ),
        "holds": Hold.objects.filter(organisation=organisation, lifted_at=None).select_related("body"),
        "lists": lists[:SHOWN],
        "destroyed": DestructionItem.objects.filter(
            list__organisation=organisation, state=DestructionItem.State.DONE
        ).count(),
        "kinds": keeping.kinds(),
        "today": today,
    }
    return render(request, "core/retention.html", context)


def _months(days: list[date]) -> list[tuple[date, int]]:
    """The first day of each month with something due in it, and how many."""
    return sorted(Counter(day.replace(day=1) for day in days).items())


@require_http_methods(["GET", "HEAD", "POST"])
@looks.shows_nothing()
def new_rule(request: HttpRequest) -> HttpResponse:
    account = me(request)
    organisation = _organisation(request, account)
    form = RuleForm(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("months", "body", "kind", "start", "automatic")}
        told |= {name: form.cleaned_data[name] for name in ("source", "decided_by", "decided_on")}
        try:
            retention.add_rule(account, organisation, **told)
        except (Invalid, Conflict) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Regeln gäller."))
            return redirect("core:retention")
    return _form(request, form, organisation, _("Ny gallringsregel"), _("Lägg till regeln"))


@require_http_methods(["GET", "HEAD", "POST"])
@looks.shows_nothing()
def new_hold(request: HttpRequest) -> HttpResponse:
    account = me(request)
    organisation = _organisation(request, account)
    form = HoldForm(organisation, request.POST or None, initial={"document": request.GET.get("handling", "")})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            told["document"] = _covered(account, organisation, told["document"])
            holds.place(account, organisation, **told)
        except Invalid as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Stoppet gäller från och med nu."))
            return redirect("core:retention")
    return _form(request, form, organisation, _("Nytt gallringsstopp"), _("Stoppa gallringen"))


def _covered(account: Account, organisation: Organisation, pk: int | None) -> Document | None:
    if pk is None:
        return None
    found = Document.objects.filter(labels_q(account), organisation=organisation, pk=pk).first()
    if found is None:
        raise Invalid(_("Det finns ingen handling med det numret i organisationen."))
    return found


def _form(
    request: HttpRequest, form: Any, organisation: Organisation, title: str, button: str
) -> HttpResponse:
    status = 400 if form.is_bound else 200
    context = {"form": form, "organisation": organisation, "title": title, "button": button}
    return render(request, "core/retention_form.html", context, status=status)


@require_POST
@looks.shows_nothing()
def end_rule(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    rule = RetentionRule.objects.filter(pk=pk, organisation__in=stewarded(account)).first()
    if rule is None:
        raise Hidden
    retention.end_rule(account, rule)
    messages.success(request, _("Regeln gäller inte längre."))
    return redirect("core:retention")


@require_POST
@looks.shows_nothing()
def lift_hold(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    hold = Hold.objects.filter(pk=pk, organisation__in=stewarded(account)).first()
    if hold is None:
        raise Hidden
    holds.lift(account, hold, request.POST.get("why", ""))
    messages.success(request, _("Stoppet är hävt."))
    return redirect("core:retention")


# --- lists --------------------------------------------------------------------------------------------------
@require_POST
@looks.shows_nothing()
def propose(request: HttpRequest) -> HttpResponse:
    account = me(request)
    made = destruction.propose(account, _organisation(request, account))
    return redirect("core:destruction_list", pk=made.pk)


@require_safe
@looks.shows("page")
def destruction_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Titles of what one may see and is still there; of all else the number alone."""
    account = me(request)
    row = _list(account, pk)
    items = list(row.items.select_related("rule").order_by("due", "pk"))
    seen = Document.objects.filter(labels_q(account), pk__in=[one.document_id for one in items])
    titles = {document.pk: document for document in seen}
    unsure = {
        one.document for one in retention.due(row.organisation_id, timezone.localdate()) if not one.sure
    }
    looks.at_list(request, len(titles), [document.level for document in seen])
    open_ = row.state in (DestructionList.State.PROPOSED, DestructionList.State.CONFIRMED)
    context = {
        "list": row,
        "rows": [(one, titles.get(one.document_id or 0), open_ and one.object in unsure) for one in items],
        "count": len(items),
        "unsure": sum(one.object in unsure for one in items) if open_ else 0,
        "found": sum(one.found or 0 for one in items),
        "may_withdraw": open_,
    }
    return render(request, "core/destruction_list.html", context)


def _list(account: Account, pk: int) -> DestructionList:
    """Raises Hidden unless it is of an organisation the account decides over."""
    found = DestructionList.objects.filter(pk=pk, organisation__in=stewarded(account)).first()
    if found is None:
        raise Hidden
    require_steward(account, found.organisation_id)
    return found


@require_POST
@looks.shows_nothing()
def act(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Confirm, take back, or leave one document out."""
    account = me(request)
    row = _list(account, pk)
    if what == "bekrafta":
        count = request.POST.get("count", "")
        destruction.confirm(account, row, int(count) if count.isdecimal() and len(count) < 7 else -1)
        messages.success(request, _("Listan är bekräftad. Den går att ta tillbaka tills gallringen börjar."))
    elif what == "ta-tillbaka":
        destruction.withdraw(account, row)
        messages.success(request, _("Listan är återtagen. Inget är gallrat."))
        return redirect("core:retention")
    else:
        item = row.items.filter(pk=_number(request.POST.get("item", ""))).first()
        if item is None:
            raise Hidden
        destruction.leave_out(account, item)
    return redirect("core:destruction_list", pk=pk)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0
