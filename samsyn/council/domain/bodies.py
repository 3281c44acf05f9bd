"""Which of our bodies a document means: an exact name is taken, a similar one is proposed, a person
decides."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from samsyn.core.domain import ledger
from samsyn.core.errors import Invalid, Refused
from samsyn.core.guard import require, scope, standing
from samsyn.core.models import Account, Body, Document
from samsyn.council.calc.facts import normal
from samsyn.council.calc.words import fold

_SIMILAR = 70.0


class Proposal(NamedTuple):
    """`likeness` is 0-100."""

    body: Body
    likeness: float


def exact(organisation: int, name: str) -> Body | None:
    """The organisation's body of exactly this name (case and punctuation aside)."""
    wanted = normal(name)
    if not wanted:
        return None
    found = [b for b in Body.objects.filter(organisation=organisation) if normal(b.name) == wanted]
    return found[0] if len(found) == 1 else None


def proposals(account: Account, document: Document, name: str) -> list[Proposal]:
    """Up to five bodies with similar names, best first; OCR's lost å, ä and ö do not count."""
    wanted = fold(normal(name))
    if not wanted:
        return []
    bodies = scope(account, Body).select_related("organisation")
    scored = (
        Proposal(
            body,
            fuzz.WRatio(wanted, fold(normal(body.name))) + (body.organisation_id == document.organisation_id),
        )
        for body in bodies
    )
    return sorted((p for p in scored if p.likeness >= _SIMILAR), key=lambda p: -p.likeness)[:5]


@transaction.atomic
def bind(account: Account, document: Document, body: Body | None) -> None:
    """Say which body met. Raises Refused without the right to change the document."""
    from samsyn.council.domain.materialise import materialise  # materialise asks this module for the body

    require(account, "change", document)
    if body is not None:
        require(account, "view", body)
    document.body = body
    document.save(update_fields=["body"])
    materialise(document)
    ledger.record("change", account, document)


@transaction.atomic
def create(account: Account, document: Document, name: str) -> Body:
    """A new body in the document's organisation, bound to the document. A body of that name is used, not
    doubled."""
    require(account, "change", document)
    name = " ".join(name.split())[:200]
    if not name:
        raise Invalid(_("Organet behöver ett namn."))
    if document.organisation_id not in standing(account).writes:
        raise Refused
    body = exact(document.organisation_id, name) or Body.objects.create(
        organisation=document.organisation,
        name=name,
        slug=_slug(document.organisation_id, name),
        kind=_kind(name),
    )
    bind(account, document, body)
    return body


def _slug(organisation: int, name: str) -> str:
    base = slugify(fold(name))[:70] or "organ"
    taken = set(
        Body.objects.filter(organisation=organisation, slug__startswith=base).values_list("slug", flat=True)
    )
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if s not in taken)


def _kind(name: str) -> str:
    """By the words Swedish bodies are called by; anything else is "other"."""
    words = (
        ("regionpolisråd", Body.Kind.REGIONAL_POLICE_COUNCIL),
        ("fullmäktige", Body.Kind.ASSEMBLY),
        ("styrelse", Body.Kind.BOARD),
        ("nämnd", Body.Kind.COMMITTEE),
        ("utskott", Body.Kind.COMMITTEE),
        ("stormöte", Body.Kind.ASSOCIATION),
        ("årsmöte", Body.Kind.ASSOCIATION),
        ("råd", Body.Kind.STRATEGIC_COUNCIL),
    )
    return next((kind for word, kind in words if word in name.casefold()), Body.Kind.OTHER)
