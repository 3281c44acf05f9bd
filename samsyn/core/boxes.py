"""The core's own boxes on the start page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from . import start
from .domain import destruction, labels, reviews
from .guard import standing
from .models import Account


@start.box(order=5)
def looks(account: Account) -> start.Box | None:
    """Questions to answer, and for officers the looks to review."""
    review = len(reviews.waiting(account)) if standing(account).oversees else 0
    answer = reviews.unanswered(account)
    if not review and not answer:
        return None
    return start.Box("core/_oversight_box.html", {"review": review, "answer": answer})


@start.box(order=6)
def lowerings(account: Account) -> start.Box | None:
    """Labels that somebody else has proposed to make wider, and that this account may confirm."""
    found = labels.waiting_for(account)
    if not found:
        return None
    rows = [(reverse("core:label", args=[one.document_id]), labels.name_of(one.document)) for one in found]
    levels = [one.document.level for one in found]
    return start.Box("core/_lowerings_box.html", {"rows": rows}, levels)


@start.box(order=15)
def retention(account: Account) -> start.Box | None:
    """For secretaries and administrators: what is to be destroyed, and holds to look at again."""
    waiting = destruction.waiting(account)
    return start.Box("core/_retention_box.html", waiting) if any(waiting.values()) else None


@start.box(order=1)
def unsure(account: Account) -> start.Box | None:
    """Some labels ask for a surer sign-in than this one was."""
    if account.assurance >= max(settings.ASSURANCE.values(), default=0):
        return None
    return start.Box("core/_unsure.html")
