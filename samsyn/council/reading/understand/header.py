"""The header facts: what paper it is, whose, when, where, who led, noted and adjusted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from . import dates
from .agenda import Scheme
from .attendance import Attendance
from .bodies import body_of, find_body, is_body
from .facts import Header
from .fields import Form
from .head_lines import Named, head_lines
from .header_place import set_loose_place, set_place
from .header_times import set_adjournments, set_date, set_times
from .homes import find_home, home_in
from .profiles import Profile
from .rows import Row
from .text import fold

_KINDS = (
    (r"^beslut i korthet", "summary"),
    (r"minnesanteckning", "memo"),
    (r"protokoll|minutes\b|pöytäkirja", "minutes"),
    (r"anteckning|meeting notes|\bnotes\b", "notes"),
    (r"kallelse|föredragningslista", "notice"),
    (r"referat|sammanfattning av möte|summary|beslut i korthet|i sammandrag", "summary"),
)


_SHARING = (
    (
        r"begransad (?:delning|spridning)[ ,.:–-]*(?:endast|enbart|bara)[ \w]*?egen organisation|tlp[ :]*amber ?strict",
        "limited_org",
    ),
    (r"begransad (?:delning|spridning)|tlp[ :]*amber", "limited"),
    (r"endast motets deltagare|tlp[ :]*red\b", "room"),
    (r"samverkanskretsen|tlp[ :]*green", "network"),
    (r"^oppen$|^(?:delning|markning|spridning)[ :]*oppen|oppen delning|tlp[ :]*(?:clear|white)", "public"),
)


_ADJUSTED = re.compile(r"\bjuster(?:at|ades|as)(?:\s+digitalt)?\s+(?:den\s+)?([^\n]{0,25})", re.I)
_PUT_UP = re.compile(
    r"\banslag\w*\s+(?:sattes|sätts|har satts|är) upp(?:satt)?\s+(?:den\s+)?([^\n]{6,25})", re.I
)
_TAKEN_DOWN = re.compile(r"\banslag\w*\b[^.\n]{0,60}?\b(?:tas|togs) ned\s+(?:den\s+)?([^\n]{6,25})", re.I)


def read_header(
    rows: Sequence[Row],
    form: Form,
    scheme: Scheme,
    people: Attendance,
    profile: Profile,
    text: str,
    title: str,
) -> Header:
    """All header facts but previous and next meeting."""
    header = Header()
    heads = scheme.heads[0].at if scheme.heads else len(rows)
    heads = max(4, min(heads, 25, len(rows)))
    _kind(header, rows, text, title, profile, scheme.name == "section" and len(scheme.heads) > 2)
    _sharing(header, rows)
    set_date(header, rows, form, heads, text, title)
    set_times(header, rows, form, scheme)
    set_place(header, form, people, rows)
    named = [one for one in form.of("organ", "body_name", "organisation") if 0 < len(one.text) < 80]
    homes = [one for one in named if one.kind == "organisation" and not is_body(one.text)]
    home = next((one.text for one in homes if one.x0 <= one.row.x0 + 1), None)
    organ = next((one.text for one in named if one not in homes and not dates.find_dates(one.text)), None)
    lines = head_lines(rows, profile, scheme.heads[0].at if scheme.heads else len(rows))
    found = find_home(lines, text, home, organ)
    if not found.value and (name := home_in(title)):
        found = Named(name, 0.85)  # what the file calls itself
    header.put("organisation", found.value, found.confidence, "label", found.row)
    body = find_body(lines, organ and (body_of(organ) or organ), profile, found.value)
    header.put("body", body.value, body.confidence, "label", body.row)
    set_loose_place(header, lines.front)
    if body.value and "place" not in header.facts:
        _met_in(header, lines.front, body.value)
    _paragraphs(header, form, scheme)
    _after(header, form, text)
    set_adjournments(header, rows)
    return header


def _met_in(header: Header, front: Sequence[Row], body: str) -> None:
    """ "… träffades lokala rådet i Bruket i skolans matsal": where, after what met."""
    for row in front:
        met = re.search(
            rf"(?:träffades|möttes|samlades) {re.escape(body.lower())} (?:i|på|hos) (.+)", row.text.lower()
        )
        after = met[1] if met else ""
        if 2 < len(after) < 60:
            header.put("place", row.text[len(row.text) - len(after) :].strip(" ."), 0.75, "sentence", row)


def _kind(
    header: Header, rows: Sequence[Row], text: str, title: str, profile: Profile, numbered: bool
) -> None:
    head = [row for row in rows[:25] if len(row.text) < 110][:14]
    for row in head:
        for pattern, kind in _KINDS:
            if re.search(pattern, row.text, re.I) and not re.search(
                r"föregående|lades till|godkän", row.text, re.I
            ):
                if kind == "notes" and re.search(r"\bjusteras?\b|\bjusterat\b|justerare", text[-1500:], re.I):
                    kind = "minutes"
                header.put("kind", kind, 0.95, "title", row)
                return
    folded = (text[:2500] + "\n" + text[-1500:]).lower()
    if re.search(r"justera[st]?\b|justeringen|protokollsjusterare|justerare|vid protokollet", folded):
        header.put("kind", "minutes", 0.88, "adjusted")
    elif numbered:
        header.put("kind", "minutes", 0.8, "paragraphs")
    elif re.search(r"minnesanteckningar", folded):
        header.put("kind", "memo", 0.75, "word")
    elif re.search(r"antecknat av|vid anteckningarna|anteckningar\b", folded):
        header.put("kind", "notes", 0.8, "word")
    elif "protokoll" in folded[:3000] or re.search(r"protokoll", title, re.I):
        header.put("kind", "minutes", 0.75, "word")
    elif profile.kind and re.search(r"närvarande|deltagare|beslutande", folded):
        header.put("kind", profile.kind, 0.6, "profile")


def _sharing(header: Header, rows: Sequence[Row]) -> None:
    for row in [*rows[:30], *rows[-8:], *(row for row in rows[30:-8] if row.furniture)]:
        form = fold(row.text)
        if len(form) > 90:
            continue
        for pattern, level in _SHARING:
            if re.search(pattern, form):
                header.put("sharing", level, 0.95, "label", row)
                return


def _paragraphs(header: Header, form: Form, scheme: Scheme) -> None:
    for one in form.of("paragraphs"):
        match = re.search(r"(\d{1,4})\s*(?:[-–—]|t\.?o\.?m\.?|till)\s*(?:§+\s*)?(\d{1,4})", one.text)
        if match and int(match[1]) <= int(match[2]) < 1900:
            header.put("paragraph_range", f"{match[1]}-{match[2]}", 0.96, "label", one.row)
    if scheme.name == "section" and len(scheme.heads) > 1:
        numbers = [head.number for head in scheme.heads if head.number]
        if numbers:
            header.put("paragraph_range", f"{numbers[0]}-{numbers[-1]}", 0.9, "items")


def _after(header: Header, form: Form, text: str) -> None:
    near = dt.date.fromisoformat(header.value("date")) if header.value("date") else None
    for name, kinds in (
        ("adjusted", ("adjusted", "adjust_place", "adjusters")),
        ("posted", ("posted",)),
        ("unposted", ("unposted",)),
    ):
        for one in form.of(*kinds):
            for piece in one.pieces[:3]:
                found = dates.find_dates(piece.text, near, ahead=True)
                if found:
                    header.put(name, found[0].date.isoformat(), 0.93, "label", piece.row)
    for said in _ADJUSTED.finditer(text):
        if found := dates.find_dates(said[1], near):
            header.put("adjusted", found[0].date.isoformat(), 0.85, "sentence")
            break
    for name, pattern in (("posted", _PUT_UP), ("unposted", _TAKEN_DOWN)):
        if (match := pattern.search(text)) and (found := dates.find_dates(match[1], near, ahead=True)):
            header.put(name, found[0].date.isoformat(), 0.85, "sentence")
