"""Understanding a layout: which paper it is, who was there, what was on the table. `understand` is the only way in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ..layout import Layout, Method
from .attendance import Attendance, read_attendance
from .form import LISTS, Field, Form, parse_form
from .header import Header, read_header
from .identity import find_numbers, hide_all
from .item_heads import is_form_label
from .items import Head, Scheme, find_items
from .matters import Matter, mentions, next_meeting, previous_meeting, read_matters
from .officers import set_officers
from .profiles import Profile, choose, load
from .record import (
    empty_record,
    method_of,
    source_of,
    warn,
    write_header,
    write_items,
    write_people,
    write_presenters,
)
from .rows import Row, rows_of
from .tables import take_tables
from .text import fold

VERSION = "1"

_SIGNATURE = re.compile(
    r"^(?:vid protokollet|vid anteckningarna|antecknat av|justeras?|justerat|underskrifter?|signaturer|protokollförare|vid pennan|bilaga [a-z0-9]\b|anslag/bevis|bevis om)\b",
    re.I,
)
_MINUTES_WORDS = re.compile(
    r"n[äa]rvarande|deltagare|beslut|paragraf|§|ordf[öo]rande|protokoll|anteckningar|m[öo]te|sammantr[äa]de|kallade|dagordning",
    re.I,
)


def understand(
    layout: Layout, *, sha256: str | None, file: str, profile: str | None = None
) -> dict[str, Any]:
    """The record of the meeting that `layout` tells of, in the form of docs/reference/record.md.

    `profile` names a family's layout file; without it the first whose patterns fit is taken. Raises KeyError for an unknown
    profile name. Never raises for what stands in the document."""
    method = method_of(layout)
    record = empty_record(file, sha256, layout.media_type, len(layout.pages))
    rows = rows_of(layout)
    text = "\n".join(row.text for row in rows if not row.furniture)
    for notice in layout.notices:
        row = (
            next((row for row in rows if row.page == notice.page and row.line >= notice.line), None)
            if notice.page
            else None
        )
        warn(record, notice.code, notice.message, source_of(row, method))
    if not _is_meeting(rows, text, layout):
        warn(
            record,
            "not_minutes",
            "Filen verkar inte vara mötesanteckningar. Den ligger kvar; välj typ själv om det är fel.",
        )
        return _hidden(record, text, rows, method)
    chosen = load(profile) if profile else choose("\n".join(row.text for row in rows[:70]))
    if method != Method.TEXT.value:
        chosen = chosen.loosened()
    scheme, form, people = _meeting(rows, chosen, method)
    _write(record, layout, rows, text, chosen, scheme, form, people, method)
    return _hidden(record, text, rows, method)


def _meeting(rows: list[Row], profile: Profile, method: str) -> tuple[Scheme, Form, Attendance]:
    """Items first, then the form around them, then the people in the form."""
    scheme = find_items(rows, profile)
    front, back, attendance_rows = _form_rows(rows, scheme, profile)
    ocr = method != "text"
    tables = take_tables(front, profile)
    form = parse_form(tables.rest, profile, ocr=ocr)
    form.fields += parse_form(back, profile, ocr=ocr).fields
    for extra in attendance_rows:
        form.fields += parse_form(extra, profile, ocr=ocr).fields
    _unlabelled_lists(form)
    people = read_attendance(
        form, tables.people, ocr_text=method == Method.OCR_TEXT.value, ocr=method == Method.OCR.value
    )
    return scheme, form, people


def _form_rows(
    rows: list[Row], scheme: Scheme, profile: Profile
) -> tuple[list[Row], list[Row], list[list[Row]]]:
    """The rows before the first item without the contents list, the signature rows after the last, and lists of people that
    stand as items of their own ("1. Kallade: …"), which are then no items."""
    heads = _after_lists(rows, scheme.heads, profile)
    attendance: list[list[Row]] = []
    kept: list[Head] = []
    for k, head in enumerate(heads):
        stop = heads[k + 1].at if k + 1 < len(heads) else len(rows)
        if head.attendance or (
            head.title and is_form_label(head.title, profile) and _is_list(head.title, profile)
        ):
            attendance.append(_without_number(rows[head.at : stop], head))
        else:
            kept.append(head)
    scheme.heads = kept
    first = kept[0].at if kept else len(rows)
    first = min([first, *(head.at for head in heads)]) if heads else first
    front = rows[:first]
    last = kept[-1].at if kept else 0
    back = _back(rows, last)
    return front, back, attendance


def _after_lists(rows: list[Row], heads: list[Head], profile: Profile) -> list[Head]:
    """The items without headings that stand before the first list of people: those head the paper, not a matter."""
    from .labels import match_label

    for at in range(min(60, len(rows)) - 1, 0, -1):
        match = match_label(rows[at].text, profile)
        if (
            match
            and match.marked
            and match.kind in {"present", "serving", "called"}
            and not rows[at].furniture
        ):
            early = [head for head in heads if head.at < at]
            if early and len(early) <= 2 and len(heads) > len(early):
                return heads[len(early) :]
    return heads


def _is_list(title: str, profile: Profile) -> bool:
    from .labels import match_label

    match = match_label(title, profile)
    return bool(match and match.kind in LISTS and match.kind != "presenters")


def _without_number(rows: list[Row], head: Head) -> list[Row]:
    """The rows of an item that is a list, its number taken off the first word."""
    first = rows[0]
    if head.number and first.cells[0].words and re.match(r"^§?\s*\d+[.):]?$", first.cells[0].words[0].text):
        if len(first.cells[0].words) > 1:
            first.cells[0].words = first.cells[0].words[1:]
        elif len(first.cells) > 1:
            first.cells = first.cells[1:]
    return rows


def _back(rows: list[Row], last: int) -> list[Row]:
    """The rows from the signature block on, if there is one after the last item's head."""
    for at in range(last + 1, len(rows)):
        if not rows[at].furniture and _SIGNATURE.match(rows[at].text) and len(rows[at].text) < 90:
            return rows[at:]
    tail = [
        at
        for at in range(max(last + 1, len(rows) - 14), len(rows))
        if rows[at].key
        in {
            "ordförande",
            "sekreterare",
            "mötesordförande",
            "mötessekreterare",
            "mötesordförande mötessekreterare",
        }
        or rows[at].key.startswith("ordförande sekreterare")
    ]
    return rows[tail[0] :] if tail else []


def _unlabelled_lists(form: Form) -> None:
    """A label "Närvarande" or "Övriga närvarande" right under "Deltagare" heads a part of it: empty fields are dropped."""
    form.fields = [one for one in form.fields if one.pieces or one.kind not in LISTS or _counts(one)]


def _counts(one: Field) -> bool:
    return bool(one.pieces)


def _write(
    record: dict[str, Any],
    layout: Layout,
    rows: list[Row],
    text: str,
    profile: Profile,
    scheme: Scheme,
    form: Form,
    people: Attendance,
    method: str,
) -> None:
    header = read_header(rows, form, scheme, people, profile, text, layout.title)
    set_officers(header, form, rows, people, profile, scheme.heads)
    _modes(header, people)
    _recusals(header, people)
    last = scheme.heads[-1].at if scheme.heads else 0
    back = _back(rows, last)
    end = next((at for at, row in enumerate(rows) if back and row is back[0]), len(rows))
    matters = read_matters(rows, scheme.heads, people, end)
    header.put(
        "previous_meeting",
        previous_meeting(matters, form, header, layout.links, text),
        0.85,
        "filed",
        _row_of(matters, "föregående"),
    )
    header.put(
        "next_meeting",
        next_meeting(matters, form, header, rows),
        0.85,
        "announced",
        _row_of(matters, "nästa"),
    )
    _restore(header, layout, text)
    write_header(record, header, method)
    write_people(record, people, method)
    write_presenters(record, people, matters, method)
    write_items(record, matters, method)
    record["mentioned"] = [
        {**{k: v for k, v in one.items() if k != "row"}, "source": source_of(one["row"], method)}
        for one in mentions(matters, header)
    ]  # type: ignore[arg-type]
    _warnings(record, header, people, scheme, method)


def _modes(header: Header, people: Attendance) -> None:
    """A mode stated for the meeting as a whole speaks for each person whose own is not stated."""
    mode = header.value("mode")
    if mode in {"in_person", "remote"}:
        for row in people.present:
            row.remote = mode == "remote" if row.remote is None else row.remote


def _recusals(header: Header, people: Attendance) -> None:
    """ "jäv § 20" in the list: there for all the others."""
    span = re.fullmatch(r"(\d+)-(\d+)", header.value("paragraph_range") or "")
    for row in people.present:
        if row.entry.recused_at and row.entry.recused_at.isdigit() and span and not row.paragraphs:
            low, high, out = int(span[1]), int(span[2]), int(row.entry.recused_at)
            parts = [(low, out - 1), (out + 1, high)]
            row.paragraphs = ", ".join(f"{a}-{b}" if a < b else str(a) for a, b in parts if a <= b)


def _row_of(matters: Sequence[Matter], word: str) -> Row | None:
    return next((matter.row for matter in matters if word in matter.head.title.lower()), None)


def _restore(header: Header, layout: Layout, text: str) -> None:
    """Where OCR has lost å, ä and ö, a label value is written as the document itself, or Swedish, spells the word."""
    from .restore import restored

    for name in ("place", "organisation", "body"):
        fact = header.facts.get(name)
        if fact and method_of(layout) != "text":
            fact.value = restored(fact.value)


def _warnings(
    record: dict[str, Any], header: Header, people: Attendance, scheme: Scheme, method: str
) -> None:
    for code, message, row in header.warnings:
        warn(record, code, message, source_of(row, method))
    for code, message, entry in people.warnings:
        warn(record, code, message, source_of(entry.row, method) if entry else None)
    if people.counts:
        warn(
            record,
            "attendance_by_role_only",
            f"Närvaron anges med antal (”{people.counts[0][:60]}”), inte med namn.",
        )
    if not people.present and not people.uncertain and not people.absent:
        warn(record, "attendance_missing", "Ingen närvaro är antecknad i dokumentet.")
    if people.uncertain:
        warn(
            record,
            "possible_strike",
            f"{len(people.uncertain)} namn kan vara överstrukna. Jämför med originalet.",
        )
    elif any(row.reason == "struck" for row in people.absent):
        warn(
            record,
            "struck_text",
            f"{sum(row.reason == 'struck' for row in people.absent)} överstrukna namn räknas som frånvarande.",
        )
    upcoming = header.value("next_meeting")
    if upcoming and upcoming["year_inferred"]:
        warn(record, "year_inferred", "Årtalet för nästa möte står inte i dokumentet; det är härlett.")
    listed = {fold(row.name) for row in (*people.present, *people.called, *people.uncertain)}
    stated = {fold(row.name) for row in people.presenters}
    for row in record["presenters"]:
        if listed and fold(row["name"]) not in listed | stated:
            warn(
                record,
                "presenter_not_listed",
                f"{row['name']} föredrar men står inte i närvarolistan.",
                row["source"],
            )
    numbers = [
        int(re.sub(r"\D", "", head.number))
        for head in scheme.heads
        if head.number and re.fullmatch(r"\d+[a-z]?", head.number)
    ]
    missing = [n for low, high in zip(numbers, numbers[1:], strict=False) for n in range(low + 1, high)]
    if missing and scheme.name in {"section", "numbered"}:
        warn(record, "item_gap", f"Nummer {', '.join(map(str, missing[:8]))} saknas bland ärendena.")


def _hidden(record: dict[str, Any], text: str, rows: Sequence[Row], method: str) -> dict[str, Any]:
    """Personal identity numbers out of the record, and a warning that they are in the document."""
    if find_numbers(text):
        row = next((row for row in rows if find_numbers(row.text)), None)
        record = hide_all(record)
        warn(
            record,
            "personal_number",
            "Dokumentet innehåller personnummer. De är dolda här; dölj dem även före publicering.",
            source_of(row, method),
        )
    return record


def _is_meeting(rows: Sequence[Row], text: str, layout: Layout) -> bool:
    """Whether the text can be the paper of a meeting at all; a web page that says it is missing cannot."""
    if layout.media_type == "text/html" and re.search(
        r"sidan (?:saknas|kunde inte hittas|finns inte)|kunde inte hittas|page not found|\b404\b",
        f"{layout.title}\n{text[:1500]}",
        re.I,
    ):
        return False
    return len(set(map(str.lower, _MINUTES_WORDS.findall(text[:20000])))) >= 2 and bool(rows)
