"""The meetings before and after this one, as its items name them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from urllib.parse import unquote

from . import dates
from .facts import Header
from .fields import Form
from .matters import Matter
from .rows import Row
from .text import clean

_FILED = re.compile(
    r"(?:f[öo]reg[åa]e?n?de|förra|senaste)\s+(?:(?:m[öo]tes?|sammanträdes?)\s*,?\s*)?(?:protokoll(?:et)?|anteckningar(?:na)?|m[öo]tesanteckningar(?:na)?|minnesanteckningar(?:na)?|m[öo]te[ts]?(?:\s+(?:protokoll|anteckningar))?)"
    r"(?P<after>.{0,220})", re.I | re.S,
)  # fmt: skip
_FILED_BY_DATE = re.compile(
    r"\b(?:protokollet|(?<=s )protokoll|anteckningarna|minnesanteckningarna) från (?:mötet|sammanträdet|(?:den )?(?=\d))(?P<after>.{0,120})",
    re.I | re.S,
)


_DONE = re.compile(
    r"lades?\s+till\s+handlingarna|lägg[se]*\s+till\s+handlingarna|godkän[dtns]|gicks?\s+igenom|genomgång|läst(?:es)?\s+upp|justerat|inga\s+synpunkter|gås\s+igenom|föredrogs|läggs|uppföljning",
    re.I,
)


def previous_meeting(
    matters: Sequence[Matter], form: Form, header: Header, links: Sequence[str], text: str
) -> dict[str, object] | None:
    """The meeting whose papers were filed or read through: date, the words that say so, and a link if the paper has one."""
    own = header.value("date")
    near = dt.date.fromisoformat(own) if own else None
    places = [f"{matter.head.title}\n{matter.text}" for matter in matters] or [text]
    places += [one.text for one in form.of("previous")]
    for place in places:
        match = _FILED.search(place) or _FILED_BY_DATE.search(place)
        if not match:
            continue
        stretch = place[max(0, match.start() - 60) : match.end()]
        found = [one for one in dates.find_dates(stretch, near) if near is None or one.date < near]
        link = next(
            (link for link in links if _same_paper(link, found[0].date.isoformat() if found else None)), None
        )
        if not found and (link or not _DONE.search(stretch)):
            linked = dates.find_dates(unquote(link)) if link else []
            found = [one for one in linked if near is None or one.date < near]
            if not found:
                continue
        if not found:
            continue
        if not _DONE.search(stretch) and not re.search(r"protokoll|anteckning", match[0], re.I):
            continue
        said = clean(
            re.split(
                r"(?<=[.!])\s", stretch[stretch.lower().find(match[0][:6].lower()) :].replace("\n", " ")
            )[0]
        )[:240]
        return {"date": found[0].date.isoformat(), "text": said, "link": link}
    return None


def _same_paper(link: str, date: str | None) -> bool:
    plain = unquote(link).lower()
    return bool(re.search(r"anteckning|protokoll|minutes", plain)) and (date is None or date in plain)


_NEXT = re.compile(
    r"\b(?:nästa|nästkommande|kommande)\s+(?:ordinarie\s+)?(?:gång|[a-zåäö]*möte|sammanträde|rådsmöte|styrelsemöte|träff|nämnd|nämndsammanträde|mötestillfälle|regionpolisråd|råd|årsmöte|samråd)\w*\b(?P<after>[^\n]{0,200})",
    re.I,
)


def next_meeting(
    matters: Sequence[Matter], form: Form, header: Header, rows: Sequence[Row]
) -> dict[str, object] | None:
    """The next meeting as announced; a date without a year is taken as the first one after this meeting, and said so."""
    own = header.value("date")
    near = dt.date.fromisoformat(own) if own else None
    stretches: list[str] = []
    for matter in matters:
        if (
            re.search(
                r"nästa (?:möte|sammanträde|träff|gång|samråd)|kommande möte|next meeting|mötesdatum|mötestider",
                matter.head.title,
                re.I,
            )
            and matter.text
        ):
            match = _NEXT.search(matter.text)
            stretches.append(match[0] if match and dates.find_dates(match[0], near) else matter.text)
    stretches += [f"{one.label} {one.text}" for one in form.of("next") if one.text]
    for matter in matters:
        stretches += [
            match[0] for match in _NEXT.finditer(matter.text) if dates.find_dates(match[0], near, ahead=True)
        ]
    stretches += [
        match[0]
        for row in rows
        if not row.furniture
        and (match := _NEXT.search(row.text))
        and dates.find_dates(match["after"], near, ahead=True)
    ]
    for stretch in stretches:
        if meeting := _announced(stretch, near):
            return meeting
    return None


def _announced(stretch: str, near: dt.date | None) -> dict[str, object] | None:
    stretch = clean(stretch.replace("\n", " "))
    found = [one for one in dates.find_dates(stretch, near, ahead=True) if near is None or one.date > near]
    date, inferred = (found[0].date, found[0].year_inferred) if found else (None, False)
    if not found and near and re.search(r"\bnästa\s+\w+dag\b", stretch, re.I):
        date, inferred = dates.next_weekday(stretch, near), True
    rest = stretch[found[0].end :] if found else stretch
    hours = dates.find_range(rest)
    start = hours[0] if hours else dates.find_time(rest)
    place = (
        re.search(
            r"\b(?:i|på|plats:?|lokal:?)\s+((?:[A-ZÅÄÖ][\w-]+|sal|sessionssalen|kommunhuset|rådhuset|stadshuset)(?:\s+[A-ZÅÄÖ\d][\w-]*)*)",
            rest[:120],
        )
        if found
        else None
    )
    if date is None and not re.search(r"\d|dag", stretch):
        return None
    text = re.split(r"(?<=[^\d\W]{3}[.!])\s+(?=[A-ZÅÄÖ])", stretch)
    said = clean(" ".join(text[:1])) if found and found[0].end <= len(text[0]) else stretch
    return {
        "date": date.isoformat() if date else None,
        "start": start,
        "end": hours[1] if hours else None,
        "place": place[1] if place else None,
        "text": said[:240],
        "year_inferred": inferred,
    }
