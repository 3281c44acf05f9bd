"""Attendance of a person through the meetings, seat by seat. It counts notes in documents; it judges
nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet

from samsyn.core.guard import labels_q, scope
from samsyn.core.models import Account, Body, Person, Seat
from samsyn.council.models import Attendance, Meeting

# What a meeting says of a person, strongest last: present in part and absent in part is present.
_ORDER = ("none", "called", "presenters", "uncertain", "absent", "present")


@dataclass(slots=True)
class Cell:
    """One meeting of the body and what its document notes: a list of the record, or "none"."""

    meeting: Meeting
    status: str = "none"
    rows: list[Attendance] = field(default_factory=list)


@dataclass(slots=True)
class Strip:
    """A person in one body (None: meetings bound to no body), meetings in the order of time."""

    body: Body | None
    title: str
    seats: list[Seat]
    cells: list[Cell]

    def count(self, status: str) -> int:
        return sum(cell.status == status for cell in self.cells)

    @property
    def present(self) -> int:
        return self.count("present")

    @property
    def absent(self) -> int:
        return self.count("absent")

    @property
    def uncertain(self) -> int:
        return self.count("uncertain")

    @property
    def silent(self) -> int:
        """Meetings whose documents do not mention the person."""
        return sum(cell.status in ("none", "called", "presenters") for cell in self.cells)


def rows_of(account: Account, person: Person) -> QuerySet[Attendance]:
    return Attendance.objects.filter(labels_q(account, "meeting__"), person=person)


def rows_named(account: Account, name_key: str, body: Body | None) -> QuerySet[Attendance]:
    """Rows of exactly this name, in one body or in meetings bound to none."""
    return Attendance.objects.filter(labels_q(account, "meeting__"), name_key=name_key, meeting__body=body)


def strips(account: Account, rows: QuerySet[Attendance], seats: Iterable[Seat] = ()) -> list[Strip]:
    """For each body: all its meetings the account may see, from the first to the last the person could be
    at."""
    noted = list(rows.select_related("meeting__body").order_by("meeting__date", "position"))
    by_body: dict[int | None, list[Attendance]] = {}
    for row in noted:
        by_body.setdefault(row.meeting.body_id, []).append(row)
    held: dict[int | None, list[Seat]] = {}
    for seat in seats:
        held.setdefault(seat.body_id, []).append(seat)
    bodies = Body.objects.in_bulk([pk for pk in {*by_body, *held} if pk is not None])
    meetings: dict[int | None, list[Meeting]] = {}
    for meeting in (
        Meeting.objects.filter(labels_q(account), body__in=bodies)
        .select_related("body")
        .order_by(F("date").asc(nulls_first=True), "pk")
    ):
        meetings.setdefault(meeting.body_id, []).append(meeting)
    meetings[None] = list({row.meeting_id: row.meeting for row in by_body.get(None, [])}.values())
    return [
        _strip(bodies.get(pk) if pk else None, held.get(pk, []), by_body.get(pk, []), meetings.get(pk, []))
        for pk in sorted({*by_body, *held}, key=lambda one: (one is None, str(bodies[one]) if one else ""))
    ]


def _strip(body: Body | None, seats: list[Seat], rows: list[Attendance], meetings: list[Meeting]) -> Strip:
    cells = {meeting.pk: Cell(meeting) for meeting in meetings}
    for row in rows:
        cell = cells.setdefault(row.meeting_id, Cell(row.meeting))
        cell.rows.append(row)
        cell.status = max(cell.status, row.list, key=_ORDER.index)
    shown = [cell for cell in cells.values() if cell.rows or _could_be_there(cell.meeting, seats, rows)]
    title = body.name if body else (meetings[0].title if meetings else "")
    return Strip(body, title, seats, shown)


def _could_be_there(meeting: Meeting, seats: list[Seat], rows: list[Attendance]) -> bool:
    """Within a seat's time; without a seat, between the first and the last note of the person."""
    if meeting.date is None:
        return False
    if seats:
        return any((s.valid_from or date.min) <= meeting.date <= (s.valid_until or date.max) for s in seats)
    days = [row.meeting.date for row in rows if row.meeting.date]
    return bool(days) and min(days) <= meeting.date <= max(days)


def neighbours(account: Account, meeting: Meeting) -> tuple[Meeting | None, Meeting | None]:
    """The body's meetings before and after, of those the account may see."""
    if meeting.body_id is None or meeting.date is None:
        return None, None
    others = (
        scope(account, Meeting).filter(body=meeting.body_id).select_related("body").exclude(pk=meeting.pk)
    )
    before = others.filter(date__lte=meeting.date).order_by("-date", "-pk").first()
    after = others.filter(date__gt=meeting.date).order_by("date", "pk").first()
    return before, after
