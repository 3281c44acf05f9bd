"""The header facts: what paper it is, whose, when, where, who led, noted and adjusted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from . import dates
from .attendance import Attendance
from .bodies import find_body, find_home, head_lines
from .form import Field, Form, Piece
from .items import Scheme
from .profiles import Profile
from .rows import Row
from .text import clean, fold, key


@dataclass(slots=True)
class Fact:
    """A header value with how sure the reader is, how it was found, and where it stands."""

    value: Any
    confidence: float
    method: str
    row: Row | None = None


@dataclass(slots=True)
class Header:
    """The facts found, by field name, and warnings as (code, message, row)."""

    facts: dict[str, Fact] = field(default_factory=dict)
    warnings: list[tuple[str, str, Row | None]] = field(default_factory=list)

    def put(self, name: str, value: Any, confidence: float, method: str, row: Row | None = None) -> None:
        """Set a fact unless it is already known or there is nothing to set."""
        if value not in (None, "", []) and name not in self.facts:
            self.facts[name] = Fact(value, round(confidence, 2), method, row)

    def value(self, name: str) -> Any:
        fact = self.facts.get(name)
        return fact.value if fact else None


_KINDS = (
    (r"minnesanteckning", "memo"),
    (r"protokoll|minutes\b|pöytäkirja", "minutes"),
    (r"anteckning|meeting notes|\bnotes\b", "notes"),
    (r"kallelse|föredragningslista", "notice"),
    (r"referat|sammanfattning av möte|summary", "summary"),
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
    _kind(header, rows, text, title, profile)
    _sharing(header, rows)
    _when(header, rows, form, heads, text, title)
    _times(header, rows, form, scheme)
    _where(header, form, people, rows)
    organ = next((one.text for one in form.of("organ", "body_name") if one.text and len(one.text) < 80), None)
    home = next((one.text for one in form.of("organisation") if one.text and len(one.text) < 80), None)
    lines = head_lines(rows, profile, scheme.heads[0].at if scheme.heads else len(rows))
    found = find_home(lines, text, home)
    header.put("organisation", found.value, found.confidence, "label", found.row)
    body = find_body(lines, organ, profile, found.value)
    header.put("body", body.value, body.confidence, "label", body.row)
    _loose_place(header, lines.front)
    _paragraphs(header, form, scheme)
    _after(header, form, text)
    _adjournments(header, rows, form)
    return header


def _kind(header: Header, rows: Sequence[Row], text: str, title: str, profile: Profile) -> None:
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
    folded = text.lower()
    if re.search(r"justera[st]?\b|justeringen|protokollsjusterare|justerare|vid protokollet", folded):
        header.put("kind", "minutes", 0.88, "adjusted")
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


def _when(header: Header, rows: Sequence[Row], form: Form, heads: int, text: str, title: str) -> None:
    for one in form.of("date", "time", "place_time"):
        for piece in one.pieces:
            if found := dates.find_dates(piece.text):
                header.put("date", found[0].date.isoformat(), 0.97, "label", piece.row)
    late = re.compile(
        r"justera|anslag|nedtag|uppsätt|överklag|publicer|utskriv|expedier|föregående|lades till", re.I
    )
    for row in rows[: max(heads, 18)]:
        if "date" not in header.facts and not late.search(row.text) and (found := dates.find_dates(row.text)):
            header.put("date", found[0].date.isoformat(), 0.95, "head", row)
    for row, below in pairwise(rows[: max(heads, 12)]):
        if (
            "date" not in header.facts
            and not late.search(row.text)
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


def _times(header: Header, rows: Sequence[Row], form: Form, scheme: Scheme) -> None:
    for one in form.of("time", "place_time", "date", "place"):
        for piece in one.pieces:
            said = re.split(r"[,.;]?\s*\(?ajourner", piece.text, flags=re.I)[0]
            found = dates.find_range(said)
            if found and not re.search(r"justera", said, re.I):
                header.put("start", found[0], 0.96, "label", piece.row)
                header.put("end", found[1], 0.96, "label", piece.row)
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
    """ "Mötets öppnande 12:25", or a time on its own line under such a heading; the same for the end."""
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


_MODES = (
    (re.compile(r"\b(?:hybrid(?:möte)?|(?:på plats|fysiskt|i (?:sal|rum)\w*).{0,25}(?:och|samt|/|&).{0,25}(?:teams|länk|distans|digitalt|zoom|skype)|(?:teams|länk|distans|digitalt).{0,12}(?:och|samt|/|&).{0,20}(?:på plats|fysiskt))\b", re.I), "hybrid"),
    (re.compile(r"\b(?:fysiskt (?:möte|sammanträde)|fysiskt|möte på plats)\b", re.I), "in_person"),
    (re.compile(r"\b(?:digitalt(?: möte| sammanträde)?|distans(?:möte)?|på distans|via (?:teams|zoom|skype|länk|videolänk|meet)|teams(?:-?möte)?|zoom(?:möte)?|skype|videomöte|webbmöte|telefonmöte|digitalt via|microsoft teams|videokonferens|online|onlinemöte)\b", re.I), "remote"),
)  # fmt: skip
_JUNK = re.compile(
    r"\bajourner\w*.*$|\bframgår av.*$|\bparagraf(?:er)?\b.*$|§.*$|\bmötet (?:ajourner|öppn)\w*.*$", re.I
)


def _where(header: Header, form: Form, people: Attendance, rows: Sequence[Row]) -> None:
    for one in form.of("mode"):
        for pattern, mode in _MODES:
            if pattern.search(one.text):
                header.put("mode", mode, 0.95, "label", one.row)
    for one in form.of("place", "place_time"):
        text, row = _place_text(one)
        if text:
            header.put("place", text, 0.93 if one.kind == "place" else 0.9, "label", row)
    stated = [
        (piece.text, piece.row) for one in form.of("place", "place_time", "time") for piece in one.pieces
    ]
    stated += [(row.text, row) for row in rows[:12] if len(row.text) < 90]
    for text, row in stated:
        for pattern, mode in _MODES:
            if pattern.search(text) and not re.search(r"justera|protokollet", text, re.I):
                header.put("mode", mode, 0.92, "stated", row)
    for row in rows[:12]:
        match = re.match(
            r"^(fysiskt|digitalt) (?:möte|mote|sammanträde)\s*[,:–-]\s*(.{3,60})$", row.text, re.I
        )
        if match:
            header.put("place", clean(match[2]), 0.88, "head", row)
    remote = [one for one in people.present if one.remote]
    if remote and (header.value("mode") in {None, "in_person"} or "place" in header.facts):
        if header.value("mode") != "hybrid" and len(remote) < len(people.present):
            header.facts.pop("mode", None)
            header.put("mode", "hybrid", 0.9, "people")


def _loose_place(header: Header, front: Sequence[Row]) -> None:
    """ "Tisdag 4 oktober 2022, kl. 14–16, Rådslaget": the place that a line of date and time goes on with."""
    for row in front:
        found = dates.find_dates(row.text)
        if "place" in header.facts or not found or ":" in row.text[: found[0].start]:
            continue
        rest = row.text[found[0].end :]
        if not (rest.startswith(",") or dates.find_time(rest) or dates.find_range(rest)):
            continue
        text, _ = _place_text(Field("place", "", row, 0.0, True, pieces=[Piece(rest, row, row.cells)]))
        if (
            text[:1].isupper()
            and 2 < len(text) < 60
            and not re.search(r"protokoll|anteckning|sida?\b", text, re.I)
        ):
            header.put("place", text, 0.75, "head", row)


def _place_text(one: Field) -> tuple[str, Row | None]:
    """The room or address of a field, without times, dates and remarks; lines that are only time are passed over."""
    parts: list[str] = []
    row: Row | None = None
    for piece in one.pieces:
        text = dates.strip_times(piece.text)
        for found in reversed(dates.find_dates(text)):
            text = text[: found.start] + " " + text[found.end :]
        text = _JUNK.sub("", text)
        text = re.sub(
            r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b(?:\s+den\b)?|\bden\s*$|\bklockan\b|\bkl\.?(?=\s|$)|\bmellan\b\s*$|\b(?:från|till)\s*$",
            " ",
            text,
            flags=re.I,
        )
        text = clean(re.sub(r"^[\s,.:;–-]+|[\s,:;–-]+$", "", re.sub(r"\s+,", ",", text)))
        text = re.sub(r",\s*,", ",", text).strip(" ,.;:–-")
        if text and re.search(r"\w{2}", text):
            if parts and parts[-1].endswith(".") and len(parts) > 1:
                break
            parts.append(text + "," * piece.text.rstrip().endswith(","))
            row = row or piece.row
    text = clean(" ".join(parts)).strip(" ,") if parts else ""
    text = re.sub(r"\s*\((?:digitalt|distans|teams|via [^)]*|fysiskt)\)", "", text, flags=re.I)
    text = re.sub(
        r"^(?:fysiskt|digitalt) (?:möte|mote|sammanträde)\s*(?:i\s+|[,:–-]\s*|$)", "", text, flags=re.I
    )
    text = re.sub(r"\.\s+(?:ajourn|mötet|sammanträdet).*$", "", text, flags=re.I).strip(" .,")
    if (
        re.match(r"(?:skype|teams|zoom|microsoft teams|google meet|distans|digitalt|webex)\b", text, re.I)
        and "," in text
    ):
        return "", None
    if re.fullmatch(
        r"(?:digitalt(?: möte)?|distans|på distans|distansmöte|via teams|teams|microsoft teams|zoom|via länk|teams-?möte|digitalt via teams|videomöte|hybrid)",
        text,
        re.I,
    ):
        return "", None
    return (text if len(text) < 160 else ""), row


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
    match = re.search(
        r"(?:protokollet\s+)?(?:är\s+)?justerat(?:\s+digitalt)?\s+(?:den\s+)?([^\n]{0,25})", text, re.I
    )
    if match and (found := dates.find_dates(match[1], near)):
        header.put("adjusted", found[0].date.isoformat(), 0.85, "sentence")


def _adjournments(header: Header, rows: Sequence[Row], form: Form) -> None:
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


def pieces_text(pieces: Sequence[Piece]) -> str:
    """All pieces of a field as one line."""
    return clean(" ".join(piece.text for piece in pieces))


def label_of(text: str) -> str:
    """The normal form of a label, for tests and guides."""
    return key(text)
