"""What the core's review of looks and insyn ask of the council room: what a document is called, which are
about a person, and which looks no meeting explains."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core.domain import insyn
from samsyn.core.domain.ledger_lines import Seen, describes
from samsyn.core.domain.review_rules import Occasion, rule
from samsyn.core.guard import labels_q, scope
from samsyn.core.models import Account, Document, Person
from samsyn.council.models import Attendance, Meeting

WINDOW = timedelta(days=45)  # before and after a look, in which a meeting or a reading in explains it


@describes("core.document")
def documents(account: Account, numbers: set[int]) -> dict[int, Seen]:
    rows = Document.objects.filter(labels_q(account), pk__in=numbers, removed_at=None)
    found = {}
    for row in rows.select_related("meeting__body"):
        found[row.pk] = Seen(_title(row), reverse("council:document", args=[row.pk]), row.level)
    return found


def _title(row: Document) -> str:
    """ "Norrälvsrådet 2026-09-22", or the title of what is no meeting's."""
    meeting: Meeting | None = getattr(row, "meeting", None)
    if meeting is None or meeting.date is None:
        return str(row)
    return f"{meeting.body or meeting.body_name or row} {meeting.date.isoformat()}"


@describes("core.person")
def persons(account: Account, numbers: set[int]) -> dict[int, Seen]:
    rows = scope(account, Person).filter(pk__in=numbers)
    return {row.pk: Seen(row.name, reverse("council:person", args=[row.pk])) for row in rows}


@insyn.is_own("core.document")
def about(account: Account) -> list[int]:
    """Documents that note the account's person, of those the account may see."""
    if account.person_id is None:
        return []
    rows = Attendance.objects.filter(labels_q(account, "meeting__"), person=account.person_id)
    numbers = rows.order_by("-meeting__document").values_list("meeting__document", flat=True).distinct()
    return list(numbers[: insyn.MOST])


@rule("no_meeting", _("inget möte i organet och ingen inläsning inom 45 dagar"))
def unexplained(occasions: Sequence[Occasion]) -> set[int]:
    asked = {one.object for one in occasions if one.kind == "core.document" and isinstance(one.object, int)}
    rows = Document.objects.filter(pk__in=asked).values_list(
        "pk", "created", "meeting__body", "meeting__date"
    )
    known = {pk: (timezone.localdate(created), body, day) for pk, created, body, day in rows}
    met = _met({body for _created, body, _day in known.values() if body is not None})
    flagged = set()
    for one in occasions:
        if one.kind != "core.document" or one.object not in known:
            continue
        created, body, day = known[one.object]
        near = [created, *([day] if day else []), *met.get(body, ())]
        if not any(abs(when - one.at.date()) <= WINDOW for when in near):
            flagged.add(one.seq)
    return flagged


def _met(bodies: set[int]) -> dict[int | None, list[date]]:
    """Days on which each body met or was to meet next."""
    found: dict[int | None, list[date]] = {}
    rows = Meeting.objects.filter(body__in=bodies).values_list("body", "date", "next_date")
    for body, *days in rows:
        found.setdefault(body, []).extend(day for day in days if day is not None)
    return found
