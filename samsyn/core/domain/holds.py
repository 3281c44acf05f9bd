"""Holds: a recorded decision that stops destruction until somebody lifts it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import keeping
from samsyn.core.domain import ledger
from samsyn.core.domain.stewards import require_steward
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import Account, Body, Document, Hold, Organisation


@dataclass(frozen=True, slots=True)
class Stop:
    """A hold as it is weighed."""

    hold: int
    document: int | None
    body: int | None
    kind: str

    def covers(self, document: int, body: int | None, kind: str) -> bool:
        """What is not known of a document (its body, its kind) may be what the hold means, so it counts."""
        if self.document is not None:
            return self.document == document
        return (self.body is None or body in (None, self.body)) and (not self.kind or kind in ("", self.kind))


def active(organisation: int) -> list[Stop]:
    rows = Hold.objects.filter(organisation=organisation, lifted_at=None)
    return [Stop(*row) for row in rows.values_list("pk", "document_id", "body_id", "kind")]


@transaction.atomic
def place(
    account: Account,
    organisation: Organisation,
    *,
    reason: str,
    decided_by: str,
    decided_on: date,
    review_on: date,
    document: Document | None = None,
    body: Body | None = None,
    kind: str = "",
) -> Hold:
    """Stop destruction of one document, of a body's or a kind's, or (with none of them) of everything the
    organisation has. Raises Refused, Invalid."""
    require_steward(account, organisation.pk)
    if not reason.strip() or not decided_by.strip() or (kind and kind not in keeping.kinds()):
        raise Invalid(_("Ange varför gallringen stoppas och vem som har beslutat det."))
    if decided_on > timezone.localdate() or review_on <= timezone.localdate():
        raise Invalid(_("Beslutets dag kan inte ligga framåt i tiden, och omprövningens dag måste göra det."))
    if any(one is not None and one.organisation_id != organisation.pk for one in (document, body)):
        raise Invalid
    hold = Hold.objects.create(
        organisation=organisation,
        document=document,
        body=body,
        kind=kind,
        reason=reason.strip(),
        decided_by=decided_by.strip(),
        decided_on=decided_on,
        review_on=review_on,
        created_by=account,
    )
    ledger.record("decide", account, hold, organisation=organisation.pk)
    return hold


@transaction.atomic
def lift(account: Account, hold: Hold, why: str) -> None:
    """Raises Refused, Invalid without a reason, Conflict if it is lifted already."""
    require_steward(account, hold.organisation_id)
    if not why.strip():
        raise Invalid(_("Ange varför stoppet hävs."))
    if not Hold.objects.filter(pk=hold.pk, lifted_at=None).update(
        lifted_at=timezone.now(), lifted_by=account, lifted_why=why.strip()
    ):
        raise Conflict(_("Stoppet är redan hävt."))
    ledger.record("decide", account, hold, organisation=hold.organisation_id)
