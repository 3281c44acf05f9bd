"""Lists of documents: the archive and the queue of what waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypedDict

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.urls import reverse
from django.utils.safestring import SafeString

from samsyn.core.guard import Standing, labels_for, standing, worded
from samsyn.core.models import Account, Body, Document, Level
from samsyn.council.models import Entry, Meeting
from samsyn.council.parts import Counted, chip, short_date, time_element
from samsyn.council.queries import failures

PAGE = 25
SORTS: dict[str, tuple[OrderBy | str, ...]] = {
    "datum": ("-entry__day", "-entry__pk"),
    "-datum": ("entry__day", "entry__pk"),
    "namn": ("title", "pk"),
    "-namn": ("-title", "-pk"),
    "organ": (F("meeting__body__name").asc(nulls_last=True), "-entry__day", "pk"),
    "-organ": (
        F("meeting__body__name").desc(nulls_last=True),
        "-entry__day",
        "pk",
    ),
    "inlast": ("-created", "-pk"),
    "-inlast": ("created", "pk"),
}
STATES = {
    "granska": Q(entry__state=Entry.State.READ, entry__open_facts__gt=0),
    "klar": Q(entry__state=Entry.State.READ, entry__open_facts=0),
    "fel": Q(entry__state=Entry.State.FAILED),
}


@dataclass(slots=True)
class Filters:
    """What the address asks for; empty strings where it asks for nothing."""

    text: str = ""
    body: str = ""
    year: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""
    sort: str = "datum"
    used: list[str] = field(default_factory=list)


def filters(params: Mapping[str, str]) -> Filters:
    """Unknown values are left out rather than refused: an old link must still work."""
    found = Filters(
        text=params.get("namn", "").strip()[:100],
        body=params.get("organ", "") if params.get("organ", "").isdecimal() else "",
        year=params.get("ar", "") if params.get("ar", "").isdecimal() and len(params["ar"]) == 4 else "",
        kind=params.get("typ", "") if params.get("typ", "") in Meeting.Kind.values else "",
        level=params.get("etikett", "") if params.get("etikett", "") in Level.values else "",
        state=params.get("lage", "") if params.get("lage", "") in STATES else "",
        sort=params.get("sort", "") if params.get("sort", "") in SORTS else "datum",
    )
    found.used = [n for n in ("text", "body", "year", "kind", "level", "state") if getattr(found, n)]
    return found


def documents(account: Account) -> QuerySet[Document]:
    """All documents in the archive that the account may see."""
    return _documents(standing(account))


@worded
def _documents(who: Standing) -> QuerySet[Document]:
    return Document.objects.filter(labels_for(who), removed_at=None, entry__isnull=False)


def listed(account: Account, asked: Filters) -> QuerySet[Document]:
    """The list as asked for, in order, with all a row needs."""
    rows = documents(account)
    if asked.text:
        rows = rows.filter(
            Q(title__icontains=asked.text)
            | Q(meeting__body_name__icontains=asked.text)
            | Q(meeting__body__name__icontains=asked.text)
        )
    if asked.body:
        rows = rows.filter(meeting__body=int(asked.body))
    if asked.year:
        rows = rows.filter(meeting__year=int(asked.year))
    if asked.kind:
        rows = rows.filter(meeting__kind=asked.kind)
    if asked.level:
        rows = rows.filter(level=asked.level)
    if asked.state:
        rows = rows.filter(STATES[asked.state])
    return rows.order_by(*SORTS[asked.sort])


def choices(account: Account) -> dict[str, list[tuple[str, str]]]:
    """Bodies and years that occur in the archive the account sees, for the filter fields. A removed document
    has no meeting."""
    pairs = list(_met(standing(account)))
    bodies, years = {pk for pk, _year in pairs}, {year for _pk, year in pairs if year}
    names = Body.objects.order_by("name", "pk").values_list("pk", "name")
    return {
        "bodies": [(str(pk), name) for pk, name in names if pk in bodies],
        "years": [(str(year), str(year)) for year in sorted(years, reverse=True)],
    }


@worded
def _met(who: Standing) -> QuerySet[Meeting, tuple[int | None, int | None]]:
    return Meeting.objects.filter(labels_for(who)).order_by().values_list("body_id", "year").distinct()


def waiting(account: Account) -> QuerySet[Document]:
    """What waits for a person who may change it: broken files first, then what is least certain."""
    return _waiting(standing(account))


@worded
def _waiting(who: Standing) -> QuerySet[Document]:
    return (
        Document.objects.filter(labels_for(who, action="change"), removed_at=None)
        .filter(Q(entry__state=Entry.State.FAILED) | Q(entry__open_facts__gt=0))
        .order_by("entry__state", "entry__least_confidence", "-entry__doubtful_facts", "entry__pk")
    )


# What a line of a list needs. Rows of values cost half of what model instances do.
COLUMNS = (
    "pk",
    "title",
    "name",
    "level",
    "entry__state",
    "entry__error_code",
    "entry__message",
    "entry__open_facts",
    "entry__doubtful_facts",
    "entry__reviewed_facts",
    "meeting__date",
    "meeting__kind",
    "meeting__body_name",
    "meeting__body__name",
)


def page_of(documents: QuerySet[Document], number: int) -> Page[Row]:
    """One page of lines: a count and the rows. A page beyond the last is the last."""
    pages = Counted(documents.count(), PAGE)
    number = min(number, pages.num_pages)
    found = documents.values(*COLUMNS)[(number - 1) * PAGE : number * PAGE]
    return pages.at(number, rows_of(found))


class Row(TypedDict):
    """One line of a list, ready to print. A dict, which a template looks things up in at half the time."""

    pk: int
    url: str
    title: str
    name: str
    day: str
    time: SafeString
    body: str
    label: SafeString
    state: str
    open: int
    doubtful: int
    reviewed: int
    message: str


def rows_of(found: Iterable[Mapping[str, Any]]) -> list[Row]:
    """From rows of COLUMNS."""
    root, kinds = reverse("council:archive"), {kind.value: str(kind.label) for kind in Meeting.Kind}
    return [_row(values, root, kinds) for values in found]


def _row(values: Mapping[str, Any], root: str, kinds: Mapping[str, str]) -> Row:
    body = values["meeting__body__name"] or values["meeting__body_name"] or ""
    kind = kinds[values["meeting__kind"]] if values["meeting__kind"] else ""
    name = values["title"] or values["name"]
    day = values["meeting__date"]
    failed = values["entry__state"] == Entry.State.FAILED
    return {
        "pk": values["pk"],
        "url": f"{root}{values['pk']}/",
        "title": f"{body}, {kind.lower()}" if body and kind else body or name,
        "name": name,
        "day": short_date(day),
        "time": time_element(day),
        "body": body,
        "label": chip(values["level"]),
        "state": "failed" if failed else "open" if values["entry__open_facts"] else "done",
        "open": values["entry__open_facts"],
        "doubtful": values["entry__doubtful_facts"],
        "reviewed": values["entry__reviewed_facts"],
        "message": failures.sentence(values["entry__error_code"], values["entry__message"]) if failed else "",
    }
