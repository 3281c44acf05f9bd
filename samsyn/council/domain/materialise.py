"""From reading and corrections to rows: the one place where meetings, attendance, items and blocks are
written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django.db import transaction

from samsyn.core.models import Document
from samsyn.council.calc.facts import Action, Change, Effective, Fact, Status, effective, normal
from samsyn.council.domain import bodies, indexing, own_labels, roster
from samsyn.council.models import Attendance, Correction, Entry, Item, Meeting, Mention, Reading


def changes_of(document: Document) -> list[Change]:
    """The corrections that stand, oldest first."""
    rows = Correction.objects.filter(document=document, undone_at=None).select_related("by__person")
    return [Change(row.key, Action(row.action), row.value, row.was, row.pk, str(row.by)) for row in rows]


def current(document: Document) -> Reading | None:
    return Reading.objects.filter(document=document, current=True).first()


def effective_of(document: Document) -> Effective:
    """What now holds of a document; of one that was never read, nothing."""
    reading = current(document)
    return effective(reading.record if reading else {}, changes_of(document))


@transaction.atomic
def materialise(document: Document) -> Effective:
    """Write all rows of a document anew from what holds. Doing it twice changes nothing."""
    reading = current(document)
    record = reading.record if reading else {}
    held = effective(record, changes_of(document))
    error = record.get("error") if reading else {"code": "unreadable", "message": ""}
    if error and not any(fact.status in (Status.ADDED, Status.SET) for fact in held.facts):
        _entry(document, record, held, error)
        Meeting.objects.filter(document=document).delete()
        indexing.replace(document, None, [], record)
        return held
    _entry(document, record, held, error)
    meeting = _meeting(document, held)
    _attendance(meeting, held)
    items = _items(meeting, held)
    _mentions(meeting, held)
    indexing.replace(document, meeting, items, held.record)
    own_labels.apply(document)
    return held


def _entry(document: Document, record: dict[str, Any], held: Effective, error: dict[str, Any] | None) -> None:
    Entry.objects.update_or_create(
        document=document,
        defaults={
            "state": Entry.State.FAILED if error else Entry.State.READ,
            "error_code": (error or {}).get("code") or "",
            "message": (error or {}).get("message") or "",
            "day": day(held.record.get("date")) or date.min,
            "pages": record.get("pages") or 0,
            "reviewed_facts": held.reviewed,
            "open_facts": held.open,
            "doubtful_facts": held.doubtful,
            "least_confidence": held.least,
            "warnings": record.get("warnings") or [],
        },
    )


def _meeting(document: Document, held: Effective) -> Meeting:
    record = held.record
    body = document.body or bodies.exact(document.organisation_id, record.get("body") or "")
    met = day(record.get("date"))
    following = record.get("next_meeting") or {}
    meeting, _ = Meeting.objects.update_or_create(
        document=document,
        defaults={
            "level": document.level,
            "organisation_id": document.organisation_id,
            "circle_id": document.circle_id,
            "terms_id": document.terms_id,
            "body": body,
            "organisation_name": _text(record, "organisation", 200),
            "body_name": _text(record, "body", 200),
            "kind": _text(record, "kind", 10),
            "date": met,
            "year": met.year if met else 0,
            "start": clock(record.get("start")),
            "end": clock(record.get("end")),
            "place": _text(record, "place", 300),
            "mode": _text(record, "mode", 10),
            "chair": _text(record, "chair", 200),
            "secretary": _text(record, "secretary", 200),
            "adjusters": record.get("adjusters") or [],
            "paragraph_range": _text(record, "paragraph_range", 40),
            "next_date": day(following.get("date")),
        },
    )
    return meeting


def _held(held: Effective, groups: Iterable[str]) -> list[Fact]:
    wanted = set(groups)
    return [fact for fact in held.facts if fact.group in wanted and fact.status is not Status.REJECTED]


def _attendance(meeting: Meeting, held: Effective) -> None:
    rows = [_person(meeting, at, fact) for at, fact in enumerate(_held(held, Attendance.List.values))]
    roster.identify(meeting, rows)
    Attendance.objects.filter(meeting=meeting).delete()
    Attendance.objects.bulk_create(rows)


def _person(meeting: Meeting, position: int, fact: Fact) -> Attendance:
    row = fact.value
    name = (row.get("name") or row.get("name_as_written") or "?")[:200]
    return Attendance(
        meeting=meeting,
        key=fact.key[:300],
        position=position,
        list=fact.group,
        role=_text(row, "role", 20),
        office=_text(row, "office", 20),
        name=name,
        name_as_written=_text(row, "name_as_written", 300),
        name_key=normal(name)[:200],
        person_id=row.get("person"),
        party=_text(row, "party", 40),
        title=_text(row, "title", 300),
        remote=row.get("remote"),
        substitute_for=_text(row, "substitute_for", 200),
        paragraphs=_text(row, "paragraphs", 100),
        from_point=_text(row, "from", 100),
        until_point=_text(row, "until", 100),
        reason=_text(row, "reason", 20),
        p_absent=row.get("p_absent"),
        confidence=fact.confidence,
        source=fact.source,
        confirmed=fact.status is not Status.MACHINE,
    )


def _items(meeting: Meeting, held: Effective) -> list[Item]:
    """Kept rows keep their primary key, so that what points at an item goes on pointing at it."""
    known = {item.key: item.pk for item in Item.objects.filter(meeting=meeting)}
    rows = [
        _item(meeting, at, fact, known.pop(fact.key, None)) for at, fact in enumerate(_held(held, ["items"]))
    ]
    Item.objects.filter(pk__in=known.values()).delete()
    fields = [f.name for f in Item._meta.concrete_fields if f.name not in ("id", "meeting", "key")]
    Item.objects.bulk_update([row for row in rows if row.pk], fields)
    Item.objects.bulk_create([row for row in rows if not row.pk])
    return rows


def _item(meeting: Meeting, position: int, fact: Fact, pk: int | None) -> Item:
    row = fact.value
    return Item(
        pk=pk,
        level=meeting.level,
        organisation_id=meeting.organisation_id,
        circle_id=meeting.circle_id,
        terms_id=meeting.terms_id,
        meeting=meeting,
        key=fact.key[:300],
        position=position,
        number=_text(row, "number", 20),
        title=_text(row, "title", 2000),
        registry_no=_text(row, "registry_no", 60),
        text=_text(row, "text", 1_000_000),
        decision=_text(row, "decision", 1_000_000),
        presenters=row.get("presenters") or [],
        confidence=fact.confidence,
        source=fact.source,
        confirmed=fact.status is not Status.MACHINE,
    )


def _mentions(meeting: Meeting, held: Effective) -> None:
    Mention.objects.filter(meeting=meeting).delete()
    Mention.objects.bulk_create(
        Mention(
            meeting=meeting,
            position=at,
            kind=_text(fact.value, "kind", 10),
            date=day(fact.value.get("date")),
            text=_text(fact.value, "text", 10_000),
            body=_text(fact.value, "body", 200),
            item=_text(fact.value, "item", 200),
        )
        for at, fact in enumerate(_held(held, ["mentioned"]))
    )


def _text(row: dict[str, Any], name: str, longest: int) -> str:
    """Records come from files of strangers: no NUL (PostgreSQL has none), never longer than the column."""
    return str(row.get(name) or "").replace("\x00", "")[:longest]


def day(text: Any) -> date | None:
    """An ISO date, or None for anything else."""
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def clock(text: Any) -> time | None:
    try:
        return time.fromisoformat(text)
    except (TypeError, ValueError):
        return None
