"""Dates and times as Swedish minutes write them, with what had to be inferred said."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from .text import clean

MONTHS = {
    "jan": 1, "januari": 1, "feb": 2, "februari": 2, "mar": 3, "mars": 3, "apr": 4, "april": 4, "maj": 5, "jun": 6,
    "juni": 6, "jul": 7, "juli": 7, "aug": 8, "augusti": 8, "sep": 9, "sept": 9, "september": 9, "okt": 10,
    "oktober": 10, "nov": 11, "november": 11, "dec": 12, "december": 12,
    "january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "october": 10,
}  # fmt: skip


WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))


ISO = re.compile(r"(?<!\d)(19\d\d|20\d\d) ?[-–./] ?(0?[1-9]|1[0-2]) ?[-–./] ?(0?[1-9]|[12]\d|3[01])(?!\d)")


COMPACT = re.compile(r"(?<![\d-])(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d-])")


WORDS = re.compile(
    rf"(?<![\d.:])(?<!\d[-–])(\d{{1,2}})(?:\s?[-–]\s?\d{{1,2}}(?=\s))?(?:\s*[:.]?\s?[ae]\b|\.)?\s*(?:de\s+)?({_MONTH})\b\.?,?(?:\s+(19\d\d|20\d\d))?",
    re.I,
)


DOTTED = re.compile(r"(?<![\d.])(0?[1-9]|[12]\d|3[01])\. ?(0?[1-9]|1[0-2])\. ?(20\d\d|19\d\d)(?!\d)")


MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (19\d\d|20\d\d)\b", re.I
)  # "May 12, 2024"
SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(1[0-2]|0?[1-9])(?:[-\s/]+(20\d\d|\d\d))?(?![\d/])")


_CLOCK = r"([01]?\d|2[0-4])[.:]([0-5]\d)"


TIME = re.compile(rf"(?<![\d.:]){_CLOCK}(?![\d])(?!\.\d)")


BARE_RANGE = re.compile(r"\bkl(?:ockan|\.)?\s*([01]?\d|2[0-4])\s*[-–—]+\s*([01]?\d|2[0-4])(?![\d.:])", re.I)


BARE_TIME = re.compile(r"\bkl(?:ockan|\.)?\s*([01]?\d|2[0-4])(?![\d.:])", re.I)


TIME_RANGE = re.compile(
    rf"(?<![\d.:]){_CLOCK}\s*(?:[-–—~]+|till|t\.?o\.?m\.?|och)\s*(?:ca\.?\s*|cirka\s*)?(?:kl(?:ockan|\.)?\s*)?{_CLOCK}(?!\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: where (`start`, `end` in characters), as written, and whether the year had to be inferred."""

    date: dt.date
    start: int
    end: int
    text: str
    year_inferred: bool = False


def find_dates(text: str, near: dt.date | None = None, *, ahead: bool = False) -> list[Found]:
    """All dates in `text`, in order. A date without year takes the year that puts it nearest `near` (with `ahead`: the first
    such day on or after it) and says so; without `near` such dates are left out. Impossible days are left out."""
    found: list[Found] = []
    for pattern in (ISO, COMPACT):
        for match in pattern.finditer(text):
            date = _date(int(match[1]), int(match[2]), int(match[3]))
            if date:
                found.append(Found(date, match.start(), match.end(), match[0]))
    for match in DOTTED.finditer(text):
        date = _date(int(match[3]), int(match[2]), int(match[1]))
        if date:
            found.append(Found(date, match.start(), match.end(), match[0]))
    for match in WORDS.finditer(text):
        found += _dayed(match, int(match[1]), MONTHS[match[2].lower()], match[3], near, ahead)
    for match in MONTH_FIRST.finditer(text):
        found += _dayed(match, int(match[2]), MONTHS[match[1].lower()], match[3], near, ahead)
    for match in SLASHED.finditer(text):
        if not match[3] and not re.search(
            r"(den|dag|senast|på|möte|fr|till|till den)\s*:?\s*$", text[: match.start()], re.I
        ):
            continue
        year = match[3] if not match[3] or len(match[3]) == 4 else "20" + match[3]
        found += _dayed(match, int(match[1]), int(match[2]), year, near, ahead)
    found.sort(key=lambda one: (one.start, -one.end))
    return [
        one
        for i, one in enumerate(found)
        if not any(o.start <= one.start and one.end <= o.end for o in found[:i])
    ]


def _dayed(
    match: re.Match[str], day: int, month: int, year: str | None, near: dt.date | None, ahead: bool
) -> list[Found]:
    if year:
        date = _date(int(year), month, day)
        return [Found(date, match.start(), match.end(), match[0].strip())] if date else []
    date = nearest(day, month, near, ahead=ahead) if near else None
    return [Found(date, match.start(), match.end(), match[0].strip(), True)] if date else []


def nearest(day: int, month: int, near: dt.date, *, ahead: bool) -> dt.date | None:
    """The day and month in the year nearest to `near`; with `ahead`, the first one on or after it."""
    options = [
        date for year in (near.year - 1, near.year, near.year + 1) if (date := _date(year, month, day))
    ]
    if ahead:
        options = [date for date in options if date >= near]
    return min(options, key=lambda date: abs((date - near).days), default=None)


def next_weekday(text: str, after: dt.date) -> dt.date | None:
    """The day that "Nästa torsdag" or "fortfarande torsdag" means: the first such after the meeting, or None."""
    match = re.search(r"\b(" + "|".join(WEEKDAYS) + r")\b", clean(text).lower())
    if not match:
        return None
    ahead = (WEEKDAYS.index(match[1]) - after.weekday() - 1) % 7 + 1
    return after + dt.timedelta(days=ahead)


def find_range(text: str) -> tuple[str, str] | None:
    """The first "15.00-16.30" (or "kl. 9-12") in the text as ("15:00", "16:30")."""
    match = TIME_RANGE.search(text)
    if match:
        return _hm(match[1], match[2]), _hm(match[3], match[4])
    match = BARE_RANGE.search(text)
    return (_hm(match[1], "00"), _hm(match[2], "00")) if match else None


def find_time(text: str) -> str | None:
    """The first clock time in the text as "HH:MM", or None. Dates with dots are not times."""
    for match in TIME.finditer(text):
        before = text[: match.start()]
        if not re.search(r"\d\.$|\d{4}[-.]$", before):
            return _hm(match[1], match[2])
    bare = BARE_TIME.search(text)
    return _hm(bare[1], "00") if bare else None


def strip_times(text: str) -> str:
    """The text without clock times and the words around them ("kl. 15.00 — 16.30", "klockan 9-12")."""
    pattern = rf",?\s*(?:\b(?:kl(?:ockan|\.)?|mellan|från|tid:?)\s*)*{_CLOCK}(?:\s*(?:[-–—~]+|till|t\.?o\.?m\.?|och)\s*(?:ca\.?\s*)?(?:kl(?:ockan|\.)?\s*)?{_CLOCK})?(?:\s*[-–—]+(?=\s*$))?"
    text = re.sub(pattern, " ", text, flags=re.I)
    return re.sub(r"\bkl(?:ockan|\.)?\s*\d{1,2}(\s*[-–—]\s*\d{1,2})?(?![\d:.])", " ", text, flags=re.I)


def _hm(hour: str, minute: str) -> str:
    return f"{int(hour):02d}:{minute}"


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
