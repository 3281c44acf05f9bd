"""When the meeting was: its day, its hours, its breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from . import dates
from .agenda import Scheme
from .facts import Header
from .fields import Form
from .rows import Row

_LETTERHEAD = re.compile(
    r"\bdatum\b.*\b(?:dnr|diarienr|diarienummer|beteckning|sida)\b|\b(?:dnr|diarienr)\b.*\bdatum\b", re.I
)  # when it was written
_MEETING_ON = re.compile(
    r"^(?:(?:protokoll|anteckningar|minnesanteckningar|mötesanteckningar)\b.{0,20}?)?\b(?:möte|mötet|sammanträde|sammanträdet|träff) "
    r"(?:med|i|för|hos|av) .{3,60}? den (?P<day>\d.{5,20})$",
    re.I,
)


def set_date(header: Header, rows: Sequence[Row], form: Form, heads: int, text: str, title: str) -> None:
    for row in rows[: min(heads, 12)]:
        if (told := _MEETING_ON.match(row.text)) and (found := dates.find_dates(told["day"])):
            header.put("date", found[0].date.isoformat(), 0.96, "head", row)
    fields = sorted(
        form.of("date", "time", "place_time"), key=lambda one: _LETTERHEAD.search(one.row.text) is not None
    )
    for one in fields:
        for piece in one.pieces:
            if found := dates.find_dates(piece.text):
                header.put("date", found[0].date.isoformat(), 0.97, "label", piece.row)
    late = re.compile(
        r"justera|anslag|nedtag|uppsätt|överklag|publicer|utskriv|expedier|föregående|lades till", re.I
    )
    for row in rows[: max(heads, 18)]:
        if "date" not in header.facts and not late.search(row.text) and (found := dates.find_dates(row.text)):
            header.put("date", found[0].date.isoformat(), 0.95, "head", row)
    if "date" not in header.facts:
        _year_from_nearby(header, rows[: max(heads, 12)])
    for row, below in pairwise(rows[: max(heads, 12)]):
        if (
            "date" not in header.facts
            and not late.search(f"{row.text} {below.text}")
            and (found := dates.find_dates(f"{row.text} {below.text}"))
        ):
            header.put("date", found[0].date.isoformat(), 0.85, "head", row)
    for row in rows[: max(heads, 12)]:
        match = (
            re.search(r"(?<!\d)(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)", row.text)
            if "date" not in header.facts
            else None
        )
        if match and len(row.text) < 60:
            header.put("date", f"20{match[1]}-{match[2]}-{match[3]}", 0.75, "head", row)
    if "date" not in header.facts and (found := dates.find_dates(title)):
        header.put("date", found[0].date.isoformat(), 0.8, "title")
    if "date" not in header.facts:
        match = re.search(r"(?:sammanträdes|mötes)(?:datum|dag)?\D{0,30}", text, re.I)
        if match and (found := dates.find_dates(text[match.start() : match.end() + 40])):
            header.put("date", found[0].date.isoformat(), 0.85, "label")


def _year_from_nearby(header: Header, rows: Sequence[Row]) -> None:
    """ "Byarådet: protokoll 25 maj", published "29 maj 2023": the year is that of the other day."""
    near = next((found[0].date for row in rows if (found := dates.find_dates(row.text))), None)
    for row in rows if near else ():
        told = [one for one in dates.find_dates(row.text, near) if one.year_inferred]
        if told and re.search(r"protokoll|anteckning|möte|sammanträde|referat", row.text, re.I):
            header.put("date", told[0].date.isoformat(), 0.7, "head", row)


def set_times(header: Header, rows: Sequence[Row], form: Form, scheme: Scheme) -> None:
    for one in form.of("time", "place_time", "date", "place"):
        for piece in one.pieces:
            said = re.split(r"[,.;]?\s*\(?ajourner", piece.text, flags=re.I)[0]
            found = dates.find_range(said)
            if found and not re.search(r"justera", said, re.I):
                header.put("start", found[0], 0.96, "label", piece.row)
                header.put("end", found[1], 0.96, "label", piece.row)
    for one in form.of("time", "place_time"):
        if (found := dates.find_range(one.text)) and not re.search(r"ajourner|justera", one.text, re.I):
            header.put("start", found[0], 0.94, "label", one.row)
            header.put("end", found[1], 0.94, "label", one.row)
    for one in form.of("time", "place_time", "date"):
        for piece in one.pieces:
            if (single := dates.find_time(piece.text)) and not re.search(
                r"ajourner|justera", piece.text, re.I
            ):
                header.put("start", single, 0.92, "label", piece.row)
    for row in rows[:14]:
        if (
            "start" not in header.facts
            and (found := dates.find_range(row.text))
            and not re.search(r"ajourner|justera|nästa", row.text, re.I)
        ):
            header.put("start", found[0], 0.9, "head", row)
            header.put("end", found[1], 0.9, "head", row)
    _opening(header, rows, scheme)
    start, end = header.value("start"), header.value("end")
    if start and end and end < start:
        header.warnings.append(
            ("times_contradict", f"Mötet slutar {end}, före sin början {start}.", header.facts["end"].row)
        )


_OPENS = re.compile(
    r"(?:möte?t?s?|sammanträdet|stämman|ordföranden?|hon|han)\b.{0,50}?\b(?:öppna\w*|öppnande|börja\w*|startade?|inled\w*)|^(?:mötets? )?öppn\w+|(?:öppnat|öppnades|öppnas|öppnar|öppnande)\b.{0,25}kl",
    re.I,
)


_CLOSES = re.compile(
    r"(?:möte?t?s?|sammanträdet|stämman|ordföranden?)\b.{0,60}?\b(?:avsluta\w*|avslut\w*|slut\w*|upplöst\w*)|^(?:mötets? )?avslut\w+|(?:avslutat|avslutades|avslutas|avslutar)\b.{0,25}kl",
    re.I,
)


def _opening(header: Header, rows: Sequence[Row], scheme: Scheme) -> None:
    """The hours in "Mötets öppnande 12:25", or on a line of their own under such a heading; the same for the end."""
    heads = {head.at for head in scheme.heads}
    for at, row in enumerate(rows):
        if row.furniture or len(row.text) > 200:
            continue
        opens, closes = _OPENS.search(row.text), _CLOSES.search(row.text)
        if (not opens and not closes) or re.search(r"ajourner|justera|nästa", row.text, re.I):
            continue
        time, where = dates.find_time(row.text), row
        if time is None and (at in heads or row.heading or len(row.text) < 40):
            for after in rows[at + 1 : at + 3]:
                if (
                    time is None
                    and not after.furniture
                    and len(after.text) < 90
                    and not (after.heading and not re.match(r"\d", after.text))
                ):
                    time, where = dates.find_time(after.text), after
        if time and opens and not closes:
            header.put("start", time, 0.93, "opening", where)
        elif time and closes:
            if header.facts.get("end") and header.facts["end"].method == "closing":
                del header.facts["end"]
            header.put("end", time, 0.93, "closing", where)


def set_adjournments(header: Header, rows: Sequence[Row]) -> None:
    """Breaks with both their hours."""
    out: list[dict[str, str | None]] = []
    for row in rows:
        if row.furniture or not re.search(r"ajourner|pausas?\b|paus\b", row.text, re.I):
            continue
        for match in dates.TIME_RANGE.finditer(row.text):
            found = dates.find_range(match[0])
            if found and not any(one["from"] == found[0] for one in out):
                out.append({"from": found[0], "until": found[1], "text": row.text})
    if out:
        header.put("adjournments", out, 0.85, "sentence")
