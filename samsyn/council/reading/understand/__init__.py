"""Understanding a layout: which paper it is, who was there, what was on the table. `understand` is the only way in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.council.reading.layout import Layout, Method

from .agenda import Scheme
from .attendance import Attendance, read_attendance
from .facts import Header
from .fields import Form
from .form import parse_form
from .frame import annex_at, back_rows, form_rows
from .header import read_header
from .items import find_items
from .matters import Matter, read_matters
from .meetings_around import next_meeting, previous_meeting
from .mentions import mentions
from .misgivings import misgivings
from .notices import add_layout_notices, add_warnings, hide_numbers
from .officers import set_officers
from .profiles import Profile, choose, load
from .prose import prose_fields, take_told_absences
from .record import (
    empty_record,
    method_of,
    source_of,
    warn,
    write_header,
    write_items,
    write_mentions,
    write_people,
    write_presenters,
)
from .restore import restored
from .rows import Row, rows_of
from .scribble import mark_echoes, mark_scribble
from .tables import take_tables

_MINUTES_WORDS = re.compile(
    r"kallelse|[äa]renden|sekreterare|f[öo]rhinder|n[äa]rvarande|deltagare|beslut|paragraf|§|ordf[öo]rande|protokoll|anteckningar|m[öo]te|sammantr[äa]de|kallade|dagordning|"
    r"minutes|present|apologies|attendees|meeting|agenda",
    re.I,
)
_GONE = re.compile(
    r"sidan (?:saknas|kunde inte hittas|finns inte)|kunde inte hittas|page not found|\b404\b", re.I
)


@dataclass(slots=True)
class _Meeting:
    """What was found in the rows before it is written down."""

    scheme: Scheme
    form: Form
    people: Attendance


def understand(
    layout: Layout, *, sha256: str | None, file: str, profile: str | None = None
) -> dict[str, Any]:
    """The record of the meeting that `layout` tells of, in the form of docs/reference/record.md.

    `profile` names a family's layout file; without it the first whose patterns fit is taken. Raises KeyError for an unknown
    profile name. Never raises for what stands in the document."""
    method = method_of(layout)
    record = empty_record(file, sha256, layout.media_type, len(layout.pages))
    rows = rows_of(layout)
    mark_scribble(rows)
    text = "\n".join(row.text for row in rows if not row.furniture)
    add_layout_notices(record, layout, rows, method)
    if not _is_meeting(rows, text, layout):
        warn(
            record,
            "not_minutes",
            "Filen verkar inte vara mötesanteckningar. Den ligger kvar; välj typ själv om det är fel.",
        )
        return hide_numbers(record, text, rows, method)
    chosen = load(profile) if profile else choose("\n".join(row.text for row in rows[:70]))
    if method != Method.TEXT.value:
        chosen = chosen.loosened()
    mark_echoes(rows, chosen)
    meeting = _find(rows, chosen, method)
    header = read_header(rows, meeting.form, meeting.scheme, meeting.people, chosen, text, layout.title)
    set_officers(header, meeting.form, rows, meeting.people, chosen, meeting.scheme.heads)
    _modes(header, meeting.people)
    _recusals(header, meeting.people)
    matters = _matters(header, rows, text, layout.links, meeting)
    if method != Method.TEXT.value:
        _restore(header)
    _write(record, header, matters, meeting, method)
    for code, message, row in misgivings(rows, text, header, meeting.scheme, chosen, _listed(record)):
        warn(record, code, message, source_of(row, method))
    return hide_numbers(record, text, rows, method)


def _listed(record: dict[str, Any]) -> list[str]:
    """All names of the record's lists and offices."""
    lists = ("called", "present", "absent", "presenters")
    officers = [record["chair"], record["secretary"], *record["adjusters"]]
    return list(
        dict.fromkeys([*(row["name"] for name in lists for row in record[name]), *filter(None, officers)])
    )


def _find(rows: list[Row], profile: Profile, method: str) -> _Meeting:
    """Items first, then the form around them, then the people in the form."""
    scheme = find_items(rows, profile)
    front, back, attendance_rows = form_rows(rows, scheme, profile)
    ocr = method != Method.TEXT.value
    tables = take_tables(front, profile)
    form = parse_form(tables.rest, profile, ocr=ocr)
    for part in (back, *attendance_rows):
        form.fields += parse_form(part, profile, ocr=ocr).fields
    take_told_absences(form)
    people = read_attendance(
        form, tables.people, ocr_text=method == Method.OCR_TEXT.value, ocr=method == Method.OCR.value
    )
    if not (people.present or people.absent or people.uncertain or people.called):
        form.fields += prose_fields(front or rows[:40])
        people = read_attendance(form)
        for row in (*people.present, *people.absent):
            row.confidence = min(row.confidence, 0.8)  # told, not listed
    return _Meeting(scheme, form, people)


def _matters(
    header: Header, rows: list[Row], text: str, links: Sequence[str], meeting: _Meeting
) -> list[Matter]:
    """The items with their text, and the meetings before and after, which they name."""
    heads = meeting.scheme.heads
    last = heads[-1].at if heads else 0
    ends = [len(rows) - len(back_rows(rows, last)), annex_at(rows, last) if heads else None]
    matters = read_matters(rows, heads, meeting.people, min(end for end in ends if end is not None))
    before = previous_meeting(matters, meeting.form, header, links, text)
    header.put("previous_meeting", before, 0.85, "filed", _row_of(matters, "föregående"))
    after = next_meeting(matters, meeting.form, header, rows)
    header.put("next_meeting", after, 0.85, "announced", _row_of(matters, "nästa"))
    return matters


def _row_of(matters: Sequence[Matter], word: str) -> Row | None:
    return next((matter.row for matter in matters if word in matter.head.title.lower()), None)


def _write(
    record: dict[str, Any], header: Header, matters: Sequence[Matter], meeting: _Meeting, method: str
) -> None:
    write_header(record, header, method)
    write_people(record, meeting.people, method)
    write_presenters(record, meeting.people, matters, method)
    write_items(record, matters, method)
    write_mentions(record, mentions(matters, header), method)
    add_warnings(record, header, meeting.people, meeting.scheme, method)


def _modes(header: Header, people: Attendance) -> None:
    """A mode stated for the meeting as a whole speaks for each person whose own is not stated."""
    mode = header.value("mode")
    if mode in {"in_person", "remote"}:
        for row in people.present:
            row.remote = mode == "remote" if row.remote is None else row.remote


def _recusals(header: Header, people: Attendance) -> None:
    """Somebody with "jäv § 20" in the list was there for all the other paragraphs."""
    span = re.fullmatch(r"(\d+)-(\d+)", header.value("paragraph_range") or "")
    for row in people.present:
        if row.entry.recused_at and row.entry.recused_at.isdigit() and span and not row.paragraphs:
            low, high, out = int(span[1]), int(span[2]), int(row.entry.recused_at)
            parts = [(low, out - 1), (out + 1, high)]
            row.paragraphs = ", ".join(f"{a}-{b}" if a < b else str(a) for a, b in parts if a <= b)


def _restore(header: Header) -> None:
    """Where OCR has lost å, ä and ö, a label's value is spelled as Swedish spells its words."""
    for name in ("place", "organisation", "body"):
        if fact := header.facts.get(name):
            fact.value = restored(fact.value)


def _is_meeting(rows: Sequence[Row], text: str, layout: Layout) -> bool:
    """Whether the text can be the paper of a meeting at all; a web page that says it is missing cannot."""
    if layout.media_type == "text/html" and _GONE.search(f"{layout.title}\n{text[:1500]}"):
        return False
    if layout.media_type == "application/json":
        return bool(rows)  # a graph of a meeting says so itself
    return len(set(map(str.lower, _MINUTES_WORDS.findall(text[:20000])))) >= 2 and bool(rows)
