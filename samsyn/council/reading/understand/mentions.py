"""Dates to come and things to do that the items name: candidates for a person to look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from . import dates
from .facts import Header
from .matters import Matter
from .officer_names import PERSON
from .rows import Row
from .text import clean

_BODY_NEAR = re.compile(
    r"\b(?:i|av|till|hos|på)\s+((?:[A-ZÅÄÖ]{2,8}|[A-ZÅÄÖ]?[\wåäö-]*(?:nämnden|styrelsen|utskottet|rådet|fullmäktige)))\s*(?:den\b)?\s*$"
)


_ACTION = re.compile(
    r"\b(?:ska(?:ll)?|får i uppdrag att|ansvarar för|tar på sig|återkommer|undersöker|kontaktar|kollar|fixar|skickar|bjuder in|tar fram)\b"
)


_WILL = re.compile(
    r"\b(?:kommer att (?:skickas|behandlas|hållas|genomföras|tas fram|kallas)|ska (?:skickas|tas fram|genomföras|följas upp))\b"
)


_WHO = re.compile(rf"(?:{PERSON}|@\w+)\s+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date (`date` is "YYYY-MM-DD") or a thing to do (`date` is None), the item that names it, and its words there."""

    kind: str
    date: str | None
    text: str
    body: str | None
    item: str | None
    confidence: float
    row: Row


def mentions(matters: Sequence[Matter], header: Header) -> list[Mention]:
    """Dates and things to do that the items name, as candidates for a person to look at."""
    own = header.value("date")
    near = dt.date.fromisoformat(own) if own else None
    out: list[Mention] = []
    for matter in matters:
        label = matter.head.number or matter.head.title
        for found in dates.find_dates(matter.text, near, ahead=True)[:40]:
            if near and found.date <= near:
                continue
            body = _BODY_NEAR.search(matter.text[max(0, found.start - 60) : found.start])
            said = _around(matter.text, found.start, found.end)
            sure = 0.6 if found.year_inferred else 0.8
            named = body[1] if body else None
            out.append(Mention("date", found.date.isoformat(), said, named, label, sure, matter.row))
        out += _actions(matter, label)
    return out


def _actions(matter: Matter, label: str) -> list[Mention]:
    """Sentences that say who is to do something, or that something will be done."""
    found: dict[str, None] = {}
    for match in _ACTION.finditer(matter.text):
        if _WHO.search(matter.text[max(0, match.start() - 60) : match.start()]):
            found[_around(matter.text, match.start(), match.end())] = None
    for match in _WILL.finditer(matter.text):
        found[_around(matter.text, match.start(), match.end())] = None
    return [Mention("action", None, text, None, label, 0.5, matter.row) for text in list(found)[:20]]


def _around(text: str, start: int, end: int) -> str:
    low = max(
        text.rfind(". ", 0, start) + 2 if text.rfind(". ", 0, start) >= 0 else 0,
        text.rfind("\n", 0, start) + 1,
        start - 160,
    )
    stop = min((at for at in (text.find(". ", end), text.find("\n", end)) if at >= 0), default=len(text))
    return clean(text[low : min(stop + 1, end + 160)])
