"""The review queue, and what a press on a fact does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samsyn.core.domain import looks
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import Account, Document
from samsyn.core.views.pages import me
from samsyn.council.calc.facts import HEADER
from samsyn.council.domain import corrections
from samsyn.council.domain.materialise import effective_of
from samsyn.council.parts import document_for, number_of
from samsyn.council.queries import archive as queries
from samsyn.council.queries.lines import Row
from samsyn.council.views.document import column

_ROW_FIELDS = (
    "name",
    "party",
    "title",
    "office",
    "role",
    "substitute_for",
    "paragraphs",
    "from",
    "until",
    "reason",
    "list",
    "number",
    "decision",
    "presenters",
    "text",
)


@require_safe
@looks.shows()
def queue(request: HttpRequest) -> HttpResponse:
    """Documents that wait for a person, what is least certain first."""
    account = me(request)
    page = queries.waiting_page(account, number_of(request.GET.get("page")))
    looks.at_list(request, len(page.object_list), [row["level"] for row in page.object_list])
    return render(
        request,
        "council/review.html",
        {"page": page, "rows": _lines(page.object_list)},
    )


def _lines(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows with what is left of them in words; a template would look the words up anew for each."""
    left, none = _("%(open)s av %(all)s"), _("bara säkra uppgifter")
    return [
        row
        | {
            "left": left % {"open": row["open"], "all": row["reviewed"]},
            "doubt": ngettext("%(n)s osäker uppgift", "%(n)s osäkra uppgifter", row["doubtful"])
            % {"n": row["doubtful"]}
            if row["doubtful"]
            else none,
        }
        for row in rows
    ]


@require_POST
@looks.shows(of="core.document")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """One press. A script gets the facts column back, a plain form the page."""
    account = me(request)
    document = document_for(account, pk)
    error = said = ""
    edit = add = ""
    try:
        said = _act(account, document, request.POST)
    except (Invalid, Conflict) as problem:
        error = str(problem)
        edit, add = request.POST.get("change", ""), request.POST.get("add", "")
    if request.headers.get("X-Requested-With") != "samsyn":
        if error:
            messages.error(request, error)
        elif said:
            messages.success(request, said, extra_tags=request.path)
        return redirect(reverse("council:document", args=[pk]) + (f"?ratta={edit}" if edit and error else ""))
    document = document_for(account, pk)
    looks.at(request, document)
    context = column(account, document, effective_of(document), edit=edit, add=add)
    context |= {"error": error, "said": said}
    return render(request, "council/_facts.html", context, status=400 if error else 200)


def _act(account: Account, document: Document, sent: QueryDict) -> str:
    """Do what the pressed button says. Returns what to tell, if anything."""
    if key := sent.get("confirm"):
        corrections.confirm(account, document, key)
    elif key := sent.get("reject"):
        corrections.reject(account, document, key)
    elif key := sent.get("absent"):
        corrections.change(account, document, key, {"list": "absent", "reason": "struck"})
    elif key := sent.get("present"):
        corrections.change(account, document, key, {"list": "present"})
    elif key := sent.get("change"):
        corrections.change(account, document, key, _value(key, sent))
    elif group := sent.get("add"):
        _add(account, document, group, sent)
    elif "confirm_sure" in sent:
        count, _held = corrections.confirm_sure(account, document)
        said = ngettext("%(n)d säker uppgift är bekräftad.", "%(n)d säkra uppgifter är bekräftade.", count)
        return said % {"n": count}
    elif "undo_one" in sent:
        corrections.undo(account, document, sent.get("undo_one", ""))
    else:
        # The message's own undo button posts here with nothing but the token.
        corrections.undo(account, document)
    return ""


def _value(key: str, sent: QueryDict) -> Any:
    if key in HEADER:
        return sent.get("value", "")
    fields: dict[str, Any] = {name: sent[name] for name in _ROW_FIELDS if name in sent}
    if "remote" in sent:
        fields["remote"] = sent["remote"]
    return fields


def _add(account: Account, document: Document, group: str, sent: QueryDict) -> None:
    if group == "header":
        key = sent.get("key", "")
        if key not in HEADER:
            raise Invalid(_("Välj vad som ska läggas till."))
        corrections.change(account, document, key, sent.get("value", ""))
        return
    corrections.add(account, document, group, _value("", sent))
