"""Names in minutes against the people we know: an exact name in the same body is that person, the rest is
proposed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from samsyn.core.domain import ledger
from samsyn.core.errors import Invalid, Refused
from samsyn.core.guard import require, standing
from samsyn.core.models import Account, Body, Person, Seat
from samsyn.council.calc.facts import normal
from samsyn.council.calc.words import fold
from samsyn.council.models import Attendance, Meeting

_SIMILAR = 86.0
_MEMBERS = ("serving", "substitute_serving", "substitute")


def known_people(body: Body | None) -> dict[str, set[int]]:
    """Normalised name to primary keys of people with a seat in the body, or noted in it as that person
    before."""
    if body is None:
        return {}
    seated = Seat.objects.filter(body=body, person__isnull=False).values_list("person__name", "person_id")
    noted = (
        Attendance.objects.filter(meeting__body=body, person__isnull=False)
        .values_list("name", "person_id")
        .distinct()
    )
    people: dict[str, set[int]] = {}
    for name, pk in [*seated, *noted]:
        people.setdefault(normal(name), set()).add(pk)
    return people


def identify(meeting: Meeting, rows: Iterable[Attendance]) -> None:
    """Set `person` (exact and unique) or `proposed` (similar) on rows that have no person yet. Nothing is
    saved."""
    people = known_people(meeting.body)
    folded = {fold(name).replace("-", ""): pks for name, pks in people.items()}
    for row in rows:
        if row.person_id is not None or not people:
            continue
        exact = people.get(row.name_key, set())
        if len(exact) == 1:
            (row.person_id,) = exact
        else:
            row.proposed_id = _similar(fold(row.name_key).replace("-", ""), folded)


def _similar(name: str, people: dict[str, set[int]]) -> int | None:
    """The one person whose name is like enough and clearly more like than the next."""
    scored = sorted(((fuzz.ratio(name, known), pks) for known, pks in people.items()), key=lambda s: -s[0])
    if not scored or scored[0][0] < _SIMILAR or len(scored[0][1]) != 1:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < 4:
        return None
    return next(iter(scored[0][1]))


@transaction.atomic
def seats_from_meeting(account: Account, meeting: Meeting) -> int:
    """A seat in the body for each member and substitute of the meeting that has none. Returns how many were
    added.

    Raises Invalid if the meeting is bound to no body. Officials and guests get no seat.
    """
    require(account, "change", meeting.document)
    body = meeting.body
    if body is None:
        raise Invalid(_("Ange först vilket organ som möttes."))
    if body.organisation_id not in standing(account).writes:
        raise Refused
    rows = meeting.attendance.filter(list__in=("present", "absent", "called"), role__in=_MEMBERS).order_by(
        "position"
    )
    people = known_people(body)
    added = 0
    for row in rows:
        if people.get(row.name_key):
            continue
        person = row.person or Person.objects.create(name=row.name)
        people[row.name_key] = {person.pk}
        Seat.objects.create(
            body=body,
            person=person,
            party=row.party[:20],
            role=_seat_role(row),
            order=row.position,
            valid_from=meeting.date,
        )
        added += 1
    relink(body)
    ledger.record("change", account, body, count=added)
    return added


def relink(body: Body) -> None:
    """Identify again all rows of a body, when its people have changed."""
    changed: list[Attendance] = []
    for meeting in Meeting.objects.filter(body=body).prefetch_related("attendance"):
        rows = [row for row in meeting.attendance.all() if row.person_id is None]
        before = [(row.person_id, row.proposed_id) for row in rows]
        for row in rows:
            row.proposed_id = None
        identify(meeting, rows)
        changed += [
            row for row, was in zip(rows, before, strict=True) if (row.person_id, row.proposed_id) != was
        ]
    Attendance.objects.bulk_update(changed, ["person", "proposed"])


def _seat_role(row: Attendance) -> str:
    if row.office in (Seat.Role.CHAIR, Seat.Role.VICE_CHAIR):
        return row.office
    return Seat.Role.MEMBER if row.role == "serving" else Seat.Role.SUBSTITUTE
