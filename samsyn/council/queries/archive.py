"""Lists of documents: the archive and the queue of what waits for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.core.paginator import Page
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from samsyn.core.calc.numbers import is_key
from samsyn.core.guard import Standing, labels_for, standing, worded
from samsyn.core.models import Account, Body, Document, Level
from samsyn.council.models import Entry, Meeting
from samsyn.council.queries.lines import PAGE, Listing, Row, lines, listing, page_of

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


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; empty strings where it asks for nothing."""

    text: str = ""
    body: str = ""
    year: str = ""
    kind: str = ""
    level: str = ""
    state: str = ""
    sort: str = "datum"

    @property
    def used(self) -> bool:
        """Whether anything but the order is asked for."""
        return any((self.text, self.body, self.year, self.kind, self.level, self.state))


def filters(params: Mapping[str, str]) -> Filters:
    """Unknown values are left out rather than refused: an old link must still work."""
    return Filters(
        text=params.get("namn", "").strip()[:100],
        body=params.get("organ", "") if is_key(params.get("organ", "")) else "",
        year=params.get("ar", "") if params.get("ar", "").isdecimal() and len(params["ar"]) == 4 else "",
        kind=params.get("typ", "") if params.get("typ", "") in Meeting.Kind.values else "",
        level=params.get("etikett", "") if params.get("etikett", "") in Level.values else "",
        state=params.get("lage", "") if params.get("lage", "") in STATES else "",
        sort=params.get("sort", "") if params.get("sort", "") in SORTS else "datum",
    )


def documents(account: Account) -> QuerySet[Document]:
    """All documents in the archive that the account may see."""
    return _documents(standing(account))


@worded
def _documents(who: Standing) -> QuerySet[Document]:
    return Document.objects.filter(labels_for(who), removed_at=None, entry__isnull=False)


def listed(account: Account, asked: Filters) -> QuerySet[Document]:
    """The list as asked for, in order."""
    return _listed(standing(account), asked)


def _listed(who: Standing, asked: Filters) -> QuerySet[Document]:
    rows = _documents(who)
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


def listed_page(account: Account, asked: Filters, number: int) -> Page[Row]:
    """One page of the same."""
    who = standing(account)
    return page_of(who, _listing(who, asked), number)


@lru_cache(maxsize=256)
def _listing(who: Standing, asked: Filters) -> Listing | None:
    return listing(_listed(who, asked))


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


def newest(account: Account, size: int) -> list[Row]:
    """What was read in last."""
    who = standing(account)
    return lines(who, _listing(who, Filters(sort="inlast")), size)


def waiting_page(account: Account, number: int, size: int = PAGE) -> Page[Row]:
    """What waits for a person who may change it: broken files first, then what is least certain."""
    who = standing(account)
    return page_of(who, _queue(who), number, size)


@lru_cache(maxsize=256)
def _queue(who: Standing) -> Listing | None:
    documents = Document.objects.filter(labels_for(who, action="change"), removed_at=None)
    waiting = documents.filter(Q(entry__state=Entry.State.FAILED) | Q(entry__open_facts__gt=0))
    order = ("entry__state", "entry__least_confidence", "-entry__doubtful_facts", "entry__pk")
    return listing(waiting.order_by(*order))
