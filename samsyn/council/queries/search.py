"""Search: hits and their count over what the account may see. The label policy is inside every query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet

from samsyn.core.guard import Standing, labels_for, seen, standing, worded
from samsyn.core.models import Account
from samsyn.council.calc import query as language
from samsyn.council.calc.paragraphs import section_sign
from samsyn.council.calc.query import Query
from samsyn.council.calc.snippet import Run, Wanted, snippet
from samsyn.council.models import Block, BlockIndex
from samsyn.council.models.lookups import Expressions, Rank
from samsyn.council.queries.fields import FIELDS

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
        blocks = blocks.filter(FIELDS[name](value))
    return blocks


def _found(who: Standing, asked: Question) -> QuerySet[Any]:
    """The same hits as rows of id and day, in no order. With words it starts at the index, and reads the
    paragraphs only for what the index row does not say."""
    if not asked.query.must:
        return _matching(who, asked).order_by().values("id", day=F("date"))
    rows = _indexed(who).filter(content__match=expressions(asked.query))
    for name, value in asked.fields.items():
        rows = rows.filter(_under("block__", FIELDS[name](value)))
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
SELECT b.id, b.level, b.organisation_id, b.circle_id, b.terms_id, b.document_id, b.meeting_id, b.date, b.ocr,
  b.heading, b.text, d.title AS document_title, m.paragraph_range, m.body_name,
  body.name AS body, i.number, i.position
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
    # The paragraph's own label, once more: what leaves here is text, and it may have changed meanwhile.
    hits = [_hit(row, ocr if row["ocr"] else plain) for row in seen(who, rows)]
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
