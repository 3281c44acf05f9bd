"""Counts of a search's hits by body, time, kind, person and place; the label policy is inside the query."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import EmptyResultSet
from django.db import connection

from samsyn.core.models import Account
from samsyn.council.models import Meeting
from samsyn.council.queries.search import Question, matching


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
