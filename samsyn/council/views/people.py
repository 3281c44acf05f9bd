"""A meeting's page, and a person's seats and attendance through the meetings."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.core.calc.numbers import is_key
from samsyn.core.domain import ledger, looks
from samsyn.core.errors import Hidden, Invalid, Refused
from samsyn.core.guard import may, scope, standing
from samsyn.core.models import Account, Body, Person, Seat
from samsyn.core.views.pages import me
from samsyn.council.calc.facts import normal
from samsyn.council.domain import own_labels, roster
from samsyn.council.models import Attendance, Meeting
from samsyn.council.parts import chip, hours, items_for, long_date, meeting_for, short_date
from samsyn.council.queries import people as queries
from samsyn.council.queries.facts import GROUPS, OFFICES, REASONS, ROLES
from samsyn.council.queries.people import Strip
from samsyn.council.views.archive import exports

_LISTS = ("present", "absent", "uncertain", "presenters")
_TITLES = dict(GROUPS)


@require_safe
@looks.shows(of="council.meeting")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    found = meeting_for(account, pk)
    looks.at(request, found.document)
    rows = list(found.attendance.select_related("person"))
    before, after = queries.neighbours(account, found)
    change = bool(may(account, "change", found))
    whole = own_labels.whole(account, found.document)
    context = {
        "meeting": found,
        "document": found.document,
        "label": chip(found.level),
        "day": long_date(found.date),
        "hours": hours(found.start, found.end),
        "lists": [(name, _TITLES[name], _people(rows, name, found)) for name in _LISTS],
        "recorded": any(row.list in ("present", "absent", "uncertain") for row in rows),
        "items": list(items_for(account, found)),
        "whole": whole,
        "mentions": [(short_date(one.date), one) for one in found.mentions.all()] if whole else [],
        "before": (before, short_date(before.date)) if before else None,
        "after": (after, short_date(after.date)) if after else None,
        "exports": exports(),
        "draft": _draft(account, found),
        "next_day": long_date(found.next_date),
        "may_seat": change
        and found.body is not None
        and found.body.organisation_id in standing(account).writes,
    }
    return render(request, "council/meeting.html", context)


def _draft(account: Account, meeting: Meeting) -> bool:
    """Is it a draft, or another organisation's? Handed to somebody outside, either may become a public
    record there (tryckfrihetsförordningen chapter 2; our reading, not verified)."""
    unadjusted = meeting.kind in ("", Meeting.Kind.NOTES, Meeting.Kind.MEMO) and not meeting.adjusters
    return unadjusted or meeting.organisation_id not in standing(account).organisations


def _people(rows: list[Attendance], name: str, meeting: Meeting) -> list[dict[str, Any]]:
    """A list's rows in words."""
    return [
        {
            "name": row.name,
            "party": row.party,
            "url": _person_url(row, meeting),
            "struck": row.reason == "struck",
            "machine": not row.confirmed,
            "confidence": row.confidence,
            "proposed": row.proposed_id,
            "detail": ", ".join(_details(row)),
        }
        for row in rows
        if row.list == name
    ]


def _details(row: Attendance) -> list[str]:
    parts = [
        str(OFFICES.get(row.office, "")),
        "" if row.office else str(ROLES.get(row.role, "")),
        row.title,
        _("på länk") if row.remote else "",
        _("ersätter %(name)s") % {"name": row.substitute_for} if row.substitute_for else "",
        f"§§ {row.paragraphs}" if row.paragraphs else "",
        _("från %(point)s") % {"point": row.from_point} if row.from_point else "",
        _("till %(point)s") % {"point": row.until_point} if row.until_point else "",
        str(REASONS.get(row.reason, "")),
    ]
    if row.p_absent is not None:
        parts.append(_("möjligen frånvarande (%(percent)d %%)") % {"percent": round(100 * row.p_absent)})
    return [part for part in parts if part]


def _person_url(row: Attendance, meeting: Meeting) -> str:
    if row.person_id:
        return reverse("council:person", args=[row.person_id])
    query = {"namn": row.name_key} | ({"organ": meeting.body_id} if meeting.body_id else {})
    return f"{reverse('council:name')}?{urlencode(query)}"


@require_POST
@looks.shows_nothing(of="council.meeting")
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    """Seats in the body for the members this meeting notes."""
    account = me(request)
    added = roster.seats_from_meeting(account, meeting_for(account, pk))
    if added:
        said = ngettext("%(n)d plats är upplagd.", "%(n)d platser är upplagda.", added) % {"n": added}
        messages.success(request, said)
    else:
        messages.info(request, _("Alla ledamöter och ersättare har redan en plats."))
    return redirect("council:meeting", pk=pk)


@require_safe
@looks.shows(of="core.person")
def person(request: HttpRequest, pk: int) -> HttpResponse:
    account = me(request)
    found = scope(account, Person).filter(pk=pk).first()
    if found is None:
        raise Hidden
    held = list(scope(account, Seat).filter(person=found).select_related("body", "organisation"))
    strips = queries.strips(account, queries.rows_of(account, found), held)
    looks.at(request, found, act="combine", count=sum(len(strip.cells) for strip in strips))
    context = {"title": found.name, "person": found, "strips": [_strip(strip) for strip in strips]}
    return render(request, "council/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@looks.shows()
def name(request: HttpRequest) -> HttpResponse:
    """A name in the documents of one body that is bound to no person yet. A POST makes it a person."""
    account = me(request)
    values = request.POST if request.method == "POST" else request.GET
    key = normal(values.get("namn", ""))[:200]
    picked = values.get("organ", "")
    body = scope(account, Body).filter(pk=int(picked)).first() if is_key(picked) else None
    rows = queries.rows_named(account, key, body)
    first = rows.first()
    if first is None:
        raise Hidden
    if first.person_id:
        return redirect("council:person", pk=first.person_id)
    writes = body is not None and body.organisation_id in standing(account).writes
    if request.method == "POST":
        return redirect("council:person", pk=_make_person(account, first, body, writes=writes).pk)
    strips = queries.strips(account, rows)
    meetings = sum(len(strip.cells) for strip in strips)
    looks.at_list(request, meetings, kind="core.person", act="combine")
    context = {
        "title": first.name,
        "person": None,
        "key": key,
        "body": body,
        "proposed": first.proposed,
        "strips": [_strip(strip) for strip in strips],
        "may_make": writes,
    }
    return render(request, "council/person.html", context)


@transaction.atomic
def _make_person(account: Account, row: Attendance, body: Body | None, *, writes: bool) -> Person:
    """The name becomes a person, or is said to be one we know, in all rows of that name in the body."""
    if body is None:
        raise Invalid(_("Ange först vilket organ som möttes."))
    if not writes:
        raise Refused
    made = Person.objects.create(name=row.name)
    Attendance.objects.filter(meeting__body=body, name_key=row.name_key, person=None).update(
        person=made, proposed=None
    )
    ledger.record("change", account, made)
    return made


def _strip(strip: Strip) -> dict[str, Any]:
    """A strip in words: one row per meeting, and a picture of squares."""
    words = {
        "present": _("närvarande"),
        "absent": _("frånvarande"),
        "uncertain": _("osäkert"),
        "presenters": _("föredragande, närvaro inte noterad"),
        "called": _("kallad, närvaro inte noterad"),
        "none": _("nämns inte"),
    }
    rows = [
        {
            "url": reverse("council:meeting", args=[cell.meeting.pk]),
            "day": short_date(cell.meeting.date) or cell.meeting.title,
            "iso": cell.meeting.date.isoformat() if cell.meeting.date else "",
            "status": cell.status,
            "word": words[cell.status],
            "detail": "; ".join(filter(None, (", ".join(_details(row)) for row in cell.rows))),
            "x": 14 * at,
        }
        for at, cell in enumerate(strip.cells)
    ]
    return {
        "title": strip.title,
        "seats": [
            (
                seat.get_role_display(),
                seat.party,
                seat.organisation,
                short_date(seat.valid_from),
                short_date(seat.valid_until),
            )
            for seat in strip.seats
        ],
        "rows": rows,
        "width": 14 * len(rows),
        "present": strip.present,
        "absent": strip.absent,
        "uncertain": strip.uncertain,
        "silent": strip.silent,
    }
