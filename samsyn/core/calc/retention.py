"""Which rule decides how long a document is kept, and until when. Pure: see docs/design/destruction.md."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Term:
    """A rule as it is weighed. `body` None and `kind` "" mean any; `months` None means that it is kept."""

    rule: int
    body: int | None = None
    kind: str = ""
    months: int | None = None
    from_import: bool = False

    def covers(self, body: int | None, kind: str) -> bool:
        return self.body in (None, body) and self.kind in ("", kind)

    @property
    def narrowness(self) -> int:
        return (self.body is not None) + bool(self.kind)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rule that decides and the first day on which the document may be destroyed; None: it is kept."""

    rule: int
    due: date | None


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January and a month is 28 or 29 February.

    Beyond the calendar's end it is the last day there is."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def verdict(
    terms: Iterable[Term], *, body: int | None, kind: str, meeting: date | None, imported: date
) -> Verdict | None:
    """What holds for one document, None if no rule covers it: then it is kept too.

    The narrowest rules decide. Among equally narrow ones a rule that keeps goes first, then the longest time.
    Without a meeting's day the time runs from the import."""
    covering = [term for term in terms if term.covers(body, kind)]
    narrowest = max((term.narrowness for term in covering), default=0)
    deciding = [term for term in covering if term.narrowness == narrowest]
    if not deciding:
        return None
    keeping = next((term for term in deciding if term.months is None), None)
    if keeping is not None:
        return Verdict(keeping.rule, None)
    dues = [(_due(term, meeting, imported), term.rule) for term in deciding]
    latest, rule = max(dues)
    return Verdict(rule, latest)


def _due(term: Term, meeting: date | None, imported: date) -> date:
    start = imported if term.from_import or meeting is None else meeting
    return add_months(start, term.months or 0)
