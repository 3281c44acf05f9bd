"""One page of documents as lines: how many there are, which stand on it, and what each line says.

A list's question follows from standing and filter alone, so it is worded once and kept as SQL: to word it
takes Django longer than to answer it. A page then costs a count, its keys, and the rows of those keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, TypedDict

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page
from django.db import connection
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString

from samsyn.core.guard import Standing, seen
from samsyn.core.models import Document
from samsyn.council.models import Entry, Meeting
from samsyn.council.parts import Counted, chip, short_date, time_element
from samsyn.council.queries import failures

PAGE = 25
# What a line shows, and the label it does so under. Model instances would cost three times as much.
_LINES = """
SELECT d.id, d.title, d.name, d.level, d.organisation_id, d.circle_id, d.terms_id,
  e.state, e.error_code, e.message, e.open_facts, e.doubtful_facts, e.reviewed_facts,
  m.date, m.kind, m.body_name, b.name AS body
FROM core_document d JOIN council_entry e ON e.document_id = d.id
  LEFT JOIN council_meeting m ON m.document_id = d.id LEFT JOIN core_body b ON b.id = m.body_id
WHERE d.removed_at IS NULL AND d.id IN ({marks})
"""


class Listing(NamedTuple):
    """A list's question in SQL, with its parameters: its keys in order, and their number."""

    keys: str
    values: tuple[Any, ...]
    total: str
    total_values: tuple[Any, ...]


def listing(documents: QuerySet[Document]) -> Listing | None:
    """None if nothing can be in it."""
    try:
        keys, values = documents.values("pk").query.sql_with_params()
        unordered, counted = documents.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return None
    total = f"SELECT count(*) FROM ({unordered}) AS found"  # noqa: S608 - as Django words it; values apart
    return Listing(keys, tuple(values), total, tuple(counted))


class Row(TypedDict):
    """One line of a list, ready to print. A dict, which a template looks things up in at half the time."""

    pk: int
    url: str
    title: str
    name: str
    day: str
    time: SafeString
    body: str
    level: str
    label: SafeString
    state: str
    open: int
    doubtful: int
    reviewed: int
    message: str


def page_of(who: Standing, asked: Listing | None, number: int, size: int = PAGE) -> Page[Row]:
    """One page of lines. A page beyond the last is the last."""
    pages = Counted(_count(asked) if asked else 0, size)
    number = min(number, pages.num_pages)
    return pages.at(number, lines(who, asked, size, (number - 1) * size) if pages.count else [])


def lines(who: Standing, asked: Listing | None, size: int, start: int = 0) -> list[Row]:
    """`size` lines from `start` on, uncounted."""
    keys = _keys(asked, size, start) if asked else []
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LINES.format(marks=", ".join(["%s"] * len(keys))), keys)
        names = [column[0] for column in cursor.description]
        found = {row[0]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    root, kinds = reverse("council:archive"), {kind.value: str(kind.label) for kind in Meeting.Kind}
    # The document's own label, once more: it may have changed between two questions.
    return [_row(row, root, kinds) for row in seen(who, (found[key] for key in keys if key in found))]


def _count(asked: Listing) -> int:
    with connection.cursor() as cursor:
        cursor.execute(asked.total, asked.total_values)
        return int(cursor.fetchone()[0])


def _keys(asked: Listing, size: int, start: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"{asked.keys} LIMIT %s OFFSET %s", (*asked.values, size, start))
        return [row[0] for row in cursor.fetchall()]


def _row(values: Mapping[str, Any], root: str, kinds: Mapping[str, str]) -> Row:
    body = values["body"] or values["body_name"] or ""
    kind = kinds[values["kind"]] if values["kind"] else ""
    name = values["title"] or values["name"]
    day = values["date"]
    if isinstance(day, str):  # SQLite has no dates of its own
        day = date.fromisoformat(day)
    failed = values["state"] == Entry.State.FAILED
    return {
        "pk": values["id"],
        "url": f"{root}{values['id']}/",
        "title": f"{body}, {kind.lower()}" if body and kind else body or name,
        "name": name,
        "day": short_date(day),
        "time": time_element(day),
        "body": body,
        "level": values["level"],
        "label": chip(values["level"]),
        "state": "failed" if failed else "open" if values["open_facts"] else "done",
        "open": values["open_facts"],
        "doubtful": values["doubtful_facts"],
        "reviewed": values["reviewed_facts"],
        "message": failures.sentence(values["error_code"], values["message"]) if failed else "",
    }
