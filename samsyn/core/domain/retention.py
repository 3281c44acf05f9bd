"""Rules for how long documents are kept, and what falls due by them.

A rule is made and ended, never changed: a proof of destruction names the rule as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import keeping
from samsyn.core.calc.retention import Term, add_months, verdict
from samsyn.core.domain import holds, ledger
from samsyn.core.domain.stewards import require_steward
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import Account, Body, Document, Organisation, RetentionRule

LONGEST = 1_200  # months


@dataclass(frozen=True, slots=True)
class Due:
    """A document that may be destroyed from the day `due` on. `rule` None: its import was undone, or it was
    taken out of the archive. `sure` is False where the day or the kind is a machine's reading; `held` where
    a hold stops it."""

    document: int
    rule: int | None
    due: date
    sure: bool
    held: bool


@transaction.atomic
def add_rule(
    account: Account,
    organisation: Organisation,
    *,
    source: str,
    decided_by: str,
    decided_on: date,
    months: int | None,
    body: Body | None = None,
    kind: str = "",
    start: str = RetentionRule.Start.MEETING,
    automatic: bool = False,
) -> RetentionRule:
    """`months` None keeps for good. `source` names the decision the rule rests on.

    Raises Refused, Invalid, or Conflict if a rule for the same body and kind holds already."""
    require_steward(account, organisation.pk)
    if not source.strip() or not decided_by.strip():
        raise Invalid(_("Ange vilket gallringsbeslut regeln kommer av, och vem som fattade det."))
    if (months is not None and not 0 < months <= LONGEST) or (kind and kind not in keeping.kinds()):
        raise Invalid
    if decided_on > timezone.localdate() or (body is not None and body.organisation_id != organisation.pk):
        raise Invalid
    try:
        with transaction.atomic():
            rule = RetentionRule.objects.create(
                organisation=organisation,
                body=body,
                kind=kind,
                months=months,
                start=start,
                automatic=automatic and months is not None,
                source=source.strip(),
                decided_by=decided_by.strip(),
                decided_on=decided_on,
                created_by=account,
            )
    except IntegrityError as error:
        raise Conflict(_("Det finns redan en regel för det organet och den handlingstypen.")) from error
    ledger.record("decide", account, rule, organisation=organisation.pk)
    return rule


@transaction.atomic
def end_rule(account: Account, rule: RetentionRule) -> None:
    """From now on it decides nothing; what it has put on lists is not destroyed. Raises Refused, Conflict."""
    require_steward(account, rule.organisation_id)
    if not RetentionRule.objects.filter(pk=rule.pk, ended_at=None).update(
        ended_at=timezone.now(), ended_by=account
    ):
        raise Conflict
    ledger.record("decide", account, rule, organisation=rule.organisation_id)


# --- what falls due -----------------------------------------------------------------------------------------
def terms(organisation: int) -> list[Term]:
    rules = RetentionRule.objects.filter(organisation=organisation, ended_at=None)
    return [
        Term(rule.pk, rule.body_id, rule.kind, rule.months, rule.start == RetentionRule.Start.IMPORT)
        for rule in rules
    ]


def due(organisation: int, until: date, *, only: int | None = None) -> Iterator[Due]:
    """Documents of the organisation that fall due on `until` at the latest, in no order. `only`: a key."""
    known = terms(organisation)
    stops = holds.active(organisation)
    read = any(not term.from_import or term.kind or term.body for term in known)
    for row in _candidates(organisation, known, until, only):
        pk, created, removed, kind, body, day, sure = row
        if removed is not None:
            last: date | None = timezone.localdate(removed) + timedelta(days=settings.UNDONE_DAYS)
            rule, sure = None, True
        else:
            found = verdict(known, body=body, kind=kind, meeting=day, imported=timezone.localdate(created))
            last, rule = (found.due, found.rule) if found else (None, None)
        if last is not None and last <= until:
            held = any(stop.covers(pk, body, kind) for stop in stops)
            yield Due(pk, rule, last, bool(sure) or not read, held)


def _candidates(organisation: int, known: list[Term], until: date, only: int | None) -> Iterator[tuple]:  # type: ignore[type-arg] # a row
    """What may be due at all, so that the rest of the archive is not weighed in Python."""
    times = [term.months for term in known if term.months is not None]
    # Some days more, for months have not the same length both ways: 31 January and a month is 28 February.
    shortest = add_months(until, -min(times)) + timedelta(days=4) if times else date.min
    old = Q(removed_at__isnull=False)
    if times:
        after = timezone.make_aware(datetime.combine(shortest, time.min))
        old |= Q(its_day__lte=shortest) | Q(created__lt=after)
    documents = keeping.described(Document.objects.filter(organisation=organisation)).filter(old)
    if only is not None:
        documents = documents.filter(pk=only)
    yield from documents.values_list(
        "pk", "created", "removed_at", "its_kind", "its_body", "its_day", "its_sure"
    ).iterator()
