"""The page of a document's label: what it says, changing it, confirming, and its editions. And the purpose
one is here for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.core.assurance import require_fresh
from samsyn.core.domain import label_words, labels, looks
from samsyn.core.errors import Invalid
from samsyn.core.guard import may, not_found, scope
from samsyn.core.label_forms import LabelForm, PurposeForm
from samsyn.core.models import Account, Document, LabelChange, Purpose

from .pages import me, next_page


def _document(account: Account, pk: int) -> Document:
    kept = Document.objects.filter(pk=pk, removed_at=None).select_related("organisation", "circle", "terms")
    found = scope(account, Document).filter(pk__in=kept.values("pk")).select_related("organisation").first()
    if found is None:
        raise not_found(account, kept.first())
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@looks.shows(of="core.document")
def label(request: HttpRequest, pk: int) -> HttpResponse:
    """`del` in the address: the label of one item."""
    account = me(request)
    found = _document(account, pk)
    looks.at(request, found)
    parts = labels.parts_of(account, found)
    part = next((one for one in parts if one.key == request.GET.get("del", "")), None)
    tag = part.tag if part else labels.tag_of(found)
    able = may(account, "relabel", found)
    form = LabelForm(account, tag, request.POST or None) if able else None
    status = 200
    if request.method == "POST" and form is not None:
        if form.is_valid():
            try:
                made = labels.change(
                    account,
                    found,
                    form.tag(),
                    part=part.key if part else "",
                    reason=form.cleaned_data["reason"],
                )
            except Invalid as error:
                form.add_error(None, str(error))
            else:
                return _changed(request, found, made)
        status = 400
    context = _context(account, found, tag)
    context |= {"form": form, "part": part, "parts": parts, "why_not": able.reason}
    return render(request, "core/label.html", context, status=status)


def _changed(request: HttpRequest, document: Document, made: LabelChange) -> HttpResponse:
    if made.state == LabelChange.State.DONE:
        messages.success(request, _("Etiketten är ändrad och gäller nu."))
    else:
        messages.info(
            request, _("Förslaget väntar på att en annan person bekräftar det. Inget är ändrat än.")
        )
    return redirect("core:label", pk=document.pk)


def _context(account: Account, document: Document, tag: labels.Tag) -> dict[str, Any]:
    changes = list(document.label_changes.select_related("by__person", "decided_by__person"))
    seen = {part.key for part in labels.parts_of(account, document)} | {""}
    changes = [one for one in changes if one.part in seen]
    waiting = [one for one in changes if one.state == LabelChange.State.PROPOSED]
    return {
        "document": document,
        "title": labels.name_of(document),
        "back": labels.address_of(document),
        "lines": label_words.lines(tag),
        "caution": label_words.CAUTION,
        "edition": labels.edition(document),
        "waiting": [_proposal(account, one) for one in waiting],
        "history": [one for one in changes if one.state != LabelChange.State.PROPOSED],
        "may_open": bool(may(account, "open", document))
        and not (document.terms and document.terms.opened_at),
        "level": tag.level,
        "tag": labels.tag_of(document),
    }


def _proposal(account: Account, change: LabelChange) -> dict[str, Any]:
    after = labels.Tag(change.level, change.circle_id, change.terms_id)
    return {
        "change": change,
        "lines": label_words.lines(after),
        "widens": label_words.widens(change),
        "own": change.by_id == account.pk,
        "able": bool(may(account, "confirm", change.document)),
    }


@require_POST
@looks.shows_nothing()
def decide(request: HttpRequest, pk: int, answer: str) -> HttpResponse:
    """The second person's yes, or a no."""
    account = me(request)
    if answer == "bekrafta":
        require_fresh(request)
        made = labels.confirm(account, pk)
        messages.success(request, _("Sänkningen är bekräftad och gäller nu."))
    else:
        made = labels.refuse(account, pk)
        messages.info(request, _("Förslaget är avslutat. Etiketten är som förut."))
    return redirect("core:label", pk=made.document_id)


@require_POST
@looks.shows_nothing(of="core.document")
def open_gate(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    found = _document(account, pk)
    try:
        labels.open_gate(account, found, request.POST.get("decided", ""))
    except Invalid as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Det är antecknat att ärendet är behandlat."))
    return redirect("core:label", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
@looks.shows_nothing()
def purpose(request: HttpRequest) -> HttpResponse:
    """What the person is here for, kept in the session."""
    current = request.session.get("purpose", Purpose.PREVENTION.value)
    form = PurposeForm(request.POST or None, initial={"purpose": current})
    if request.method == "POST" and form.is_valid():
        request.session["purpose"] = form.cleaned_data["purpose"]
        said = Purpose(form.cleaned_data["purpose"]).label
        messages.success(request, _("Du är nu här för: %(purpose)s.") % {"purpose": said})
        return redirect(next_page(request) or reverse("core:home"))
    status = 400 if request.method == "POST" else 200
    return render(request, "core/purpose.html", {"form": form, "next": next_page(request)}, status=status)
