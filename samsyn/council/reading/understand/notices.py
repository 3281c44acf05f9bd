"""What a person should be told about the reading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from samsyn.council.reading.layout import Layout

from .agenda import Scheme
from .attendance import Attendance
from .facts import Header
from .identity import find_numbers, hide_all
from .record import source_of, warn
from .rows import Row
from .text import fold


def add_layout_notices(record: dict[str, Any], layout: Layout, rows: Sequence[Row], method: str) -> None:
    """What the reading of the file itself had to tell, with the row it is about."""
    for notice in layout.notices:
        near = (row for row in rows if row.page == notice.page and row.line >= notice.line)
        row = next(near, None) if notice.page else None
        warn(record, notice.code, notice.message, source_of(row, method))


def add_warnings(
    record: dict[str, Any], header: Header, people: Attendance, scheme: Scheme, method: str
) -> None:
    """Everything in this meeting that a person should look at."""
    for code, message, row in header.warnings:
        warn(record, code, message, source_of(row, method))
    for code, message, entry in people.warnings:
        warn(record, code, message, source_of(entry.row, method) if entry else None)
    _attendance(record, people)
    upcoming = header.value("next_meeting")
    if upcoming and upcoming["year_inferred"]:
        warn(record, "year_inferred", "Årtalet för nästa möte står inte i dokumentet; det är härlett.")
    _strangers(record, people)
    _gaps(record, scheme)


def _attendance(record: dict[str, Any], people: Attendance) -> None:
    if people.counts:
        said = people.counts[0][:60]
        warn(record, "attendance_by_role_only", f"Närvaron anges med antal (”{said}”), inte med namn.")
    if not people.present and not people.uncertain and not people.absent:
        warn(record, "attendance_missing", "Ingen närvaro är antecknad i dokumentet.")
    struck = sum(row.reason == "struck" for row in people.absent)
    if people.uncertain:
        count = len(people.uncertain)
        warn(record, "possible_strike", f"{count} namn kan vara överstrukna. Jämför med originalet.")
    elif struck:
        warn(record, "struck_text", f"{struck} överstrukna namn räknas som frånvarande.")


def _strangers(record: dict[str, Any], people: Attendance) -> None:
    """Presenters that no list names."""
    listed = {fold(row.name) for row in (*people.present, *people.called, *people.uncertain)}
    stated = {fold(row.name) for row in people.presenters}
    for row in record["presenters"]:
        if listed and fold(row["name"]) not in listed | stated:
            message = f"{row['name']} föredrar men står inte i närvarolistan."
            warn(record, "presenter_not_listed", message, row["source"])


def _gaps(record: dict[str, Any], scheme: Scheme) -> None:
    """Numbers left out in the run of items."""
    numbers = [
        int(re.sub(r"\D", "", head.number))
        for head in scheme.heads
        if head.number and re.fullmatch(r"\d{1,6}[a-z]?", head.number)
    ]
    missing = [n for low, high in pairwise(numbers) for n in range(low + 1, min(high, low + 50))]
    if missing and scheme.name in {"section", "numbered"}:
        warn(record, "item_gap", f"Nummer {', '.join(map(str, missing[:8]))} saknas bland ärendena.")


def hide_numbers(record: dict[str, Any], text: str, rows: Sequence[Row], method: str) -> dict[str, Any]:
    """Personal identity numbers out of the record, and a warning that they are in the document."""
    hidden: dict[str, Any] = hide_all(record)
    if hidden != record or find_numbers(text):
        row = next((row for row in rows if find_numbers(row.text)), None)
        warn(
            hidden,
            "personal_number",
            "Dokumentet innehåller personnummer. De är dolda här; dölj dem även före publicering.",
            source_of(row, method),
        )
    return hidden
