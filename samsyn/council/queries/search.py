"""Search: hits, counts, facets and time line over what the account may see. The label policy is inside
every query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet

from samsyn.core.guard import VIEW, Standing, decide, labels_for, standing, worded
from samsyn.core.models import Account, Body, Level, Place
from samsyn.council.calc import query as language
from samsyn.council.calc.facts import normal
from samsyn.council.calc.paragraphs import section_sign
from samsyn.council.calc.query import Query
from samsyn.council.calc.snippet import Run, Wanted, snippet
from samsyn.council.models import Attendance, Block, BlockIndex, BlockPlace, Meeting
from samsyn.council.models.lookups import Expressions, Rank

PAGE = 20
# The names in the address, and the field each one means.
PARAMS = {
    "organ": "body",
    "person": "person",
    "ar": "year",
    "fran": "from",
    "till": "to",
    "typ": "kind",
    "plats": "place",
    "etikett": "label",
}
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


@dataclass(slots=True)
class Question:
    """What is asked: the parsed box, the fields (the address overrides the box), order "rank" or "date"."""

    text: str = ""
    query: Query = field(default_factory=Query)
    fields: dict[str, str] = field(default_factory=dict)
    order: str = "rank"

    @property
    def empty(self) -> bool:
        return self.query.empty and not self.fields


@dataclass(frozen=True, slots=True)
class Hit:
    """A paragraph that answers, with its excerpt in runs. `title` names the meeting, or the document without
    one; `item` is the item's position, None for the people and for text outside items."""

    block: int
    document: int
    meeting: int | None
    item: int | None
    people: bool
    title: str
    document_title: str
    day: date | None
    level: str
    plain_heading: str
    heading: list[Run]
    excerpt: list[Run]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of hits. `newest` if they stand in order of time, whatever was asked for."""

    hits: list[Hit]
    total: int
    number: int
    newest: bool

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def question(params: Mapping[str, str]) -> Question:
    """From the page's address. Unknown parameters are ignored."""
    text = params.get("q", "").strip()
    parsed = language.parse(text)
    fields = dict(parsed.fields)
    for name, meaning in PARAMS.items():
        value = params.get(name, "").strip()[:200]
        if value:
            fields[meaning] = value
    order = "date" if params.get("ordning") == "datum" or parsed.empty else "rank"
    return Question(text, parsed, fields, order)


def expressions(query: Query) -> Expressions:
    """Positive and negative parts in one question; only-negative ones are handled by `matching`."""
    fts5, tsquery = language.to_fts5(query), language.to_tsquery(query)
    if query.without and query.must:
        fts5 = f"({fts5}) NOT ({language.without_fts5(query)})"
        tsquery = f"({tsquery}) & !({language.without_tsquery(query)})"
    return Expressions(fts5, tsquery)


def matching(account: Account, asked: Question) -> QuerySet[Block]:
    """The blocks that answer and that the account may see, in no order."""
    return _matching(standing(account), asked)


def _matching(who: Standing, asked: Question) -> QuerySet[Block]:
    blocks = Block.objects.filter(labels_for(who))
    if asked.query.must:
        blocks = blocks.filter(index__content__match=expressions(asked.query))
    elif asked.query.without:
        unwanted = Expressions(language.without_fts5(asked.query), language.without_tsquery(asked.query))
        blocks = blocks.exclude(pk__in=BlockIndex.objects.filter(content__match=unwanted).values("pk"))
    for name, value in asked.fields.items():
        blocks = blocks.filter(_FIELDS[name](value))
    return blocks


def _found(who: Standing, asked: Question) -> QuerySet[Any]:
    """The same hits as rows of id and day, in no order. With words it starts at the index, and reads the
    paragraphs only for what the index row does not say."""
    if not asked.query.must:
        return _matching(who, asked).order_by().values("id", day=F("date"))
    rows = _indexed(who).filter(content__match=expressions(asked.query))
    for name, value in asked.fields.items():
        rows = rows.filter(_under("block__", _FIELDS[name](value)))
    return rows


@worded
def _indexed(who: Standing) -> QuerySet[Any]:
    at = BlockIndex.labelled()
    return BlockIndex.objects.filter(labels_for(who, at)).values(id=F("block_id"), day=F(f"{at}date"))


def _under(prefix: str, condition: Q) -> Q:
    """A condition on a paragraph as one on what leads to it."""
    parts: list[Any] = []
    for part in condition.children:
        if isinstance(part, Q):
            parts.append(_under(prefix, part))
        else:
            name, value = cast("tuple[str, Any]", part)
            parts.append((prefix + name, value))
    return Q(*parts, _connector=condition.connector, _negated=condition.negated)


# What a hit shows, and the label it does so under. Model instances would cost three times as much.
_SHOWN = """
SELECT b.id, b.level, b.organisation_id, b.circle_id, b.document_id, b.meeting_id, b.date, b.ocr, b.heading,
  b.text, d.title AS document_title, m.paragraph_range, m.body_name, body.name AS body, i.number, i.position
FROM council_block b JOIN core_document d ON d.id = b.document_id
  LEFT JOIN council_meeting m ON m.id = b.meeting_id LEFT JOIN core_body body ON body.id = m.body_id
  LEFT JOIN council_item i ON i.id = b.item_id
"""
_PAGE = """
WITH hits AS MATERIALIZED ({hits})
SELECT id, (SELECT count(*) FROM hits) FROM hits ORDER BY day IS NULL, day DESC, id DESC LIMIT %s OFFSET %s
"""
_KEYS = "{shown} WHERE b.id IN ({marks})"
# FTS5 ranks only in a plain query, so hits are ranked first, and sorted and cut around that.
_BEST = """
WITH hits AS MATERIALIZED ({hits}),
page AS (SELECT id, rank FROM hits ORDER BY rank, day IS NULL, day DESC, id DESC LIMIT %s OFFSET %s)
{shown} JOIN page ON page.id = b.id ORDER BY page.rank, b.date IS NULL, b.date DESC, b.id DESC
"""
# A word in more paragraphs than this says nothing about which is best, and to weigh them all takes tenfold.
RANKED = 2_000


def search(account: Account, asked: Question, number: int = 1) -> Page:
    """One page of hits, best first; newest first if that is asked for or there are more than RANKED. One
    query counts and gives the newest, and one the rows of the page, best first where that is asked for."""
    who, start = standing(account), (number - 1) * PAGE
    found = _found(who, asked)
    keys, total = _newest(found, start)
    newest = asked.order != "rank" or not asked.query.must or total > RANKED
    if total <= start:
        return Page([], total, number, newest)
    rows = _in_order(keys) if newest else _best(found, asked, start)
    plain, ocr = Wanted(asked.query), Wanted(asked.query, ocr=True)
    hits = [_hit(row, ocr if row["ocr"] else plain) for row in rows if _seen(who, row)]
    return Page(hits, total, number, newest)


def _newest(found: QuerySet[Any], start: int) -> tuple[list[int], int]:
    """Keys of a page in the order of time, and how many there are in all."""
    try:
        sql, params = found.query.sql_with_params()
    except EmptyResultSet:  # a field asks for what cannot be
        return [], 0
    with connection.cursor() as cursor:
        cursor.execute(_PAGE.format(hits=sql), [*params, PAGE, start])
        rows = cursor.fetchall()
    if not rows and start:
        return [], found.count()
    return [pk for pk, _total in rows], rows[0][1] if rows else 0


def _best(found: QuerySet[Any], asked: Question, start: int) -> list[dict[str, Any]]:
    ranked = found.annotate(rank=Rank(F("content"), expressions(asked.query)))
    sql, params = ranked.query.sql_with_params()
    return _rows(_BEST.format(hits=sql, shown=_SHOWN), [*params, PAGE, start])


def _in_order(keys: list[int]) -> list[dict[str, Any]]:
    marks = ", ".join(["%s"] * len(keys))
    rows = {row["id"]: row for row in _rows(_KEYS.format(shown=_SHOWN, marks=marks), keys)}
    return [rows[key] for key in keys if key in rows]


def _rows(sql: str, params: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _seen(who: Standing, row: Mapping[str, Any]) -> bool:
    """The paragraph's own label, once more: what leaves here is text, and a label may change between two
    queries."""
    return bool(
        decide(who, VIEW, level=row["level"], organisation=row["organisation_id"], circle=row["circle_id"])
    )


def _hit(row: Mapping[str, Any], wanted: Wanted) -> Hit:
    heading = snippet(row["heading"], wanted, 160)
    if row["number"] and heading and (mark := section_sign(row["number"], row["paragraph_range"])):
        heading.insert(0, Run(mark, False))
    day = row["date"]
    return Hit(
        block=row["id"],
        document=row["document_id"],
        meeting=row["meeting_id"],
        item=row["position"],
        people=row["heading"] == "Deltagare",
        title=row["body"] or row["body_name"] or row["document_title"],
        document_title=row["document_title"],
        day=date.fromisoformat(day) if isinstance(day, str) else day,  # SQLite has no dates of its own
        level=row["level"],
        plain_heading=row["heading"],
        heading=heading,
        excerpt=snippet(row["text"], wanted),
    )


# --- fields -------------------------------------------------------------------------------------------------
def _body(value: str) -> Q:
    if value.isdecimal():
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


_FIELDS = {
    "body": _body,
    "person": _person,
    "year": _year,
    "from": _from,
    "to": _to,
    "kind": _kind,
    "place": _place,
    "label": _label,
}


# --- facets and time line -----------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Facet:
    """One value of one field with its number of hits; `value` is what the address takes."""

    value: str
    text: str
    count: int


@dataclass(slots=True)
class Facets:
    bodies: list[Facet] = field(default_factory=list)
    years: list[Facet] = field(default_factory=list)
    quarters: list[tuple[int, int]] = field(default_factory=list)
    kinds: list[Facet] = field(default_factory=list)
    people: list[Facet] = field(default_factory=list)
    places: list[Facet] = field(default_factory=list)


_FACETS = """
WITH hits AS MATERIALIZED ({hits}),
meetings AS MATERIALIZED (SELECT meeting_id, count(*) AS n FROM hits GROUP BY meeting_id),
people AS (
  SELECT a.name_key AS name_key, min(a.name) AS name, sum(m.n) AS n
  FROM meetings m JOIN (SELECT DISTINCT meeting_id, name_key, name FROM council_attendance) a
    ON a.meeting_id = m.meeting_id
  GROUP BY a.name_key ORDER BY n DESC, name_key LIMIT 12),
places AS (
  SELECT p.slug AS slug, p.name AS name, count(*) AS n
  FROM hits h JOIN council_blockplace b ON b.block_id = h.id JOIN core_place p ON p.id = b.place_id
  GROUP BY p.slug, p.name ORDER BY n DESC, name LIMIT 12)
SELECT 'body' AS what, CAST(b.id AS text) AS value, b.name AS name, count(*) AS n
  FROM hits h JOIN core_body b ON b.id = h.body_id GROUP BY b.id, b.name
UNION ALL SELECT 'quarter', CAST(quarter AS text), '', count(*) FROM hits WHERE quarter > 0 GROUP BY quarter
UNION ALL SELECT 'kind', kind, '', count(*) FROM hits WHERE kind <> '' GROUP BY kind
UNION ALL SELECT 'person', name, name, n FROM people
UNION ALL SELECT 'place', slug, name, n FROM places
"""


def facets(account: Account, asked: Question) -> Facets:
    """Counts of the hits by body, year, quarter, kind, person in the meeting, and place named: one query."""
    hits = matching(account, asked).order_by().values("id", "body_id", "quarter", "kind", "meeting_id")
    found = Facets()
    try:
        sql, params = hits.query.sql_with_params()
    except EmptyResultSet:
        return found
    years: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(_FACETS.format(hits=sql), params)
        rows = cursor.fetchall()
    kinds = dict(Meeting.Kind.choices)
    for what, value, name, count in rows:
        count = int(count)
        if what == "quarter":
            found.quarters.append((int(value), count))
            years[int(value) // 10] = years.get(int(value) // 10, 0) + count
        elif what == "kind":
            found.kinds.append(Facet(value, str(kinds.get(value, value)), count))
        else:
            {"body": found.bodies, "person": found.people, "place": found.places}[what].append(
                Facet(value, name, count)
            )
    found.quarters.sort()
    found.years = [Facet(str(year), str(year), years[year]) for year in sorted(years, reverse=True)]
    for group in (found.bodies, found.kinds, found.people, found.places):
        group.sort(key=lambda facet: (-facet.count, facet.text))
    return found


def field_text(meaning: str, value: str) -> str:
    """A chosen field in words."""
    if meaning == "body" and value.isdecimal():
        return Body.objects.filter(pk=int(value)).values_list("name", flat=True).first() or value
    if meaning == "kind":
        return str(dict(Meeting.Kind.choices).get(value, value))
    if meaning == "label":
        return str(dict(Level.choices).get(value, value))
    if meaning == "place":
        return Place.objects.filter(slug=value).values_list("name", flat=True).first() or value
    return value
