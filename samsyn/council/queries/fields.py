"""What each field of a search means: a condition on paragraphs, and its value in words."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from samsyn.core.calc.numbers import is_key
from samsyn.core.guard import scope
from samsyn.core.models import Account, Body, Level, Place
from samsyn.council.calc.facts import normal
from samsyn.council.models import Attendance, BlockPlace, Meeting

_KINDS = {
    "protokoll": "minutes",
    "anteckningar": "notes",
    "minnesanteckningar": "memo",
    "kallelse": "notice",
    "referat": "summary",
}
_LEVELS = {
    "öppen": "public",
    "samverkanskretsen": "network",
    "begränsad": "limited",
    "egen": "limited_org",
    "mötet": "room",
}


def _body(value: str) -> Q:
    if is_key(value):
        return Q(body_id=int(value))
    wanted = normal(value)
    bodies = [b.pk for b in Body.objects.all() if wanted in normal(b.name) or wanted == b.slug]
    return Q(body__in=bodies) | Q(
        body=None, meeting__in=Meeting.objects.filter(body_name__icontains=value).values("pk")
    )


def _person(value: str) -> Q:
    named = Attendance.objects.filter(name_key__contains=normal(value))
    return Q(meeting__in=named.values("meeting_id"))


def _year(value: str) -> Q:
    return (
        Q(quarter__range=(int(value) * 10, int(value) * 10 + 9))
        if value.isdecimal() and len(value) == 4
        else Q(pk__in=())
    )


def _from(value: str) -> Q:
    day = _day(value, first=True)
    return Q(date__gte=day) if day else Q(pk__in=())


def _to(value: str) -> Q:
    day = _day(value, first=False)
    return Q(date__lte=day) if day else Q(pk__in=())


def _day(value: str, *, first: bool) -> date | None:
    """A day, or the first or last day of a year."""
    if len(value) == 4 and value.isdecimal():
        value += "-01-01" if first else "-12-31"
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _kind(value: str) -> Q:
    return Q(kind=_KINDS.get(value.casefold(), value))


def _label(value: str) -> Q:
    known = next((level for word, level in _LEVELS.items() if value.casefold().startswith(word)), value)
    return Q(level=known if known in Level.values else "")


def _place(value: str) -> Q:
    """A place and all that lies in it. "digital" and "fysisk" mean any such place."""
    if value.casefold() in ("digital", "fysisk"):
        kind = Place.Kind.DIGITAL if value.casefold() == "digital" else Place.Kind.PHYSICAL
        return Q(pk__in=BlockPlace.objects.filter(place__kind=kind).values("block_id"))
    wanted = normal(value)
    places = list(Place.objects.values_list("pk", "parent_id", "name", "slug"))
    chosen = {pk for pk, _parent, name, slug in places if normal(name) == wanted or slug == value}
    size = -1
    while size != len(chosen):
        size = len(chosen)
        chosen |= {pk for pk, parent, _name, _slug in places if parent in chosen}
    return Q(pk__in=BlockPlace.objects.filter(place__in=chosen).values("block_id"))


FIELDS = {
    "body": _body,
    "person": _person,
    "year": _year,
    "from": _from,
    "to": _to,
    "kind": _kind,
    "place": _place,
    "label": _label,
}


def field_text(account: Account, meaning: str, value: str) -> str:
    """A chosen field in words; what the account may not see stays as it was asked for."""
    if meaning == "body" and is_key(value):
        return scope(account, Body).filter(pk=int(value)).values_list("name", flat=True).first() or value
    if meaning == "kind":
        return str(dict(Meeting.Kind.choices).get(value, value))
    if meaning == "label":
        return str(dict(Level.choices).get(value, value))
    if meaning == "place":
        return scope(account, Place).filter(slug=value).values_list("name", flat=True).first() or value
    return value
