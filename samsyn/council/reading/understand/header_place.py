"""Where the meeting was, and whether people were there in the room or by link."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import dates
from .attendance import Attendance
from .facts import Header
from .fields import Field, Form, Piece
from .rows import Row
from .text import clean

_MODES = (
    (re.compile(r"\b(?:hybrid(?:möte)?|(?:på plats|fysiskt|i (?:sal|rum)\w*).{0,25}(?:och|samt|/|&).{0,25}(?:teams|länk|distans|digitalt|zoom|skype)|(?:teams|länk|distans|digitalt).{0,12}(?:och|samt|/|&).{0,20}(?:på plats|fysiskt)|\w{3}.{0,60}?(?:\b(?:och|samt|eller|and|or)\b|[/&+])\s*(?:via\s+|på\s+|digitalt\s+(?:via\s+)?|on\s+|by\s+)?(?:teams|länk|distans|digitalt|zoom|skype|meet|videolänk|on[ -]?line|video))\b", re.I), "hybrid"),
    (re.compile(r"\b(?:fysiskt (?:möte|sammanträde)|fysiskt|möte på plats|in person|on site)\b", re.I), "in_person"),
    (re.compile(r"\b(?:digitalt(?: möte| sammanträde)?|distans(?:möte)?|på distans|via (?:teams|zoom|skype|länk|videolänk|meet)|teams(?:-?möte)?|zoom(?:möte)?|skype|videomöte|webbmöte|telefonmöte|digitalt via|microsoft teams|videokonferens|on[ -]?line|onlinemöte|virtual(?: meeting)?|digital meeting|video conference|remote meeting)\b", re.I), "remote"),
)  # fmt: skip


_BY_LINK = (
    r"(?:(?:via|på|by) )?(?:microsoft )?(?:teams|zoom|skype|länk|distans|digitalt|on[ -]?line|videolänk)"
)
_OR_BY_LINK = re.compile(
    rf"\s*,?\s*(?:/|\+|&|\boch\b|\bsamt\b|\band\b)\s*{_BY_LINK}(?: {_BY_LINK})?\s*$", re.I
)
_HOURS = re.compile(r"^(?:kl(?:ockan|\.)?\s*)?\d\d?[.:]\d\d\s*(?:[-–—]|till)\s*\d\d?[.:]\d\d", re.I)
_BUILDING = re.compile(
    r"(?:huset|hus|salen|sal|rummet|rum|lokalen|hotell\w*|skolan?|gården|biblioteket|kontoret|stationen|kyrkan|aulan?|torget|centrum)\b",
    re.I,
)
_TWO_PARTS = re.compile(
    r"^[^\W\d_a-zåäö][^\d:;.,]{2,30}, [^\W\d_a-zåäö][^\d:;.,]{1,30}$"
)  # "Residenset, Falkvik"
_STREET = re.compile(r"^[A-ZÅÄÖ][^:;]{2,50}(?:gatan|vägen|gränd|allén|plan|torget|stigen|backen) \d")
_OF_SOMEBODY = re.compile(
    r"\bdelt(?:og|ar|agit)\b|\bnärvar", re.I
)  # "Bo Ek deltog via länk" is not the meeting's mode
_HELD_IN = re.compile(
    r"(?:[Mm]ötet|[Ss]ammanträdet|[Tt]räffen|[Vv]i) (?:hölls|ägde rum|träffades|sågs|möttes|samlades|var)(?: kl(?:ockan)?\.? ?\d\d?[.:]\d\d)? (?:i|på|hos) "
    r"(?P<place>[A-ZÅÄÖa-zåäö][^.;:\d]{3,60}?)(?=,|\.|;| klockan| kl\b| mellan| den | från \d| \d|$)"
)
_MET_AT = re.compile(r"^(?:[Tt]räff|[Mm]öte) (?P<place>[A-ZÅÄÖ][\w -]{2,30}?) (?:\d{4}-|den \d)")
_MODE_AND_PLACE = re.compile(r"^(?:fysiskt|digitalt) (?:möte|mote|sammanträde)\s*[,:–-]\s*(.{3,60})$", re.I)
_JUNK = re.compile(
    r"\bajourner\w*.*$|\bframgår av.*$|\bparagraf(?:er)?\b.*$|§.*$|\bmötet (?:ajourner|öppn)\w*.*$", re.I
)


def set_place(header: Header, form: Form, people: Attendance, rows: Sequence[Row]) -> None:
    """Put `place` and `mode`, from labels, head lines and what is said of people."""
    for one in form.of("place", "place_time"):
        text, row = _place_text(one)
        if text:
            header.put("place", text, 0.93 if one.kind == "place" else 0.9, "label", row)
    for row in rows[:12]:
        if match := _MODE_AND_PLACE.match(row.text):
            header.put("place", clean(match[1]), 0.88, "head", row)
    for row in rows[:14]:
        if match := (_HELD_IN.search(row.text) or _MET_AT.match(row.text)):
            header.put("place", clean(match["place"]), 0.75, "sentence", row)
    _set_mode(header, form, people, rows)


def _set_mode(header: Header, form: Form, people: Attendance, rows: Sequence[Row]) -> None:
    for one in form.of("mode"):
        for pattern, mode in _MODES:
            if pattern.search(one.text):
                header.put("mode", mode, 0.95, "label", one.row)
    fields = form.of("place", "place_time", "time")
    stated = [(piece.text, piece.row) for one in fields for piece in one.pieces]
    of_people = {id(one.entry.row) for one in (*people.present, *people.absent, *people.called)}
    stated += [
        (row.text, row)
        for row in rows[:12]
        if len(row.text) < (150 if row.heading else 90)
        and not _OF_SOMEBODY.search(row.text)
        and id(row) not in of_people
    ]
    for text, row in stated:
        for pattern, mode in _MODES:
            if pattern.search(text) and not re.search(r"justera|protokollet", text, re.I):
                header.put("mode", mode, 0.92, "stated", row)
    remote = [one for one in people.present if one.remote]
    in_a_room = header.value("mode") in {None, "in_person"} or "place" in header.facts
    if remote and in_a_room and header.value("mode") != "hybrid" and len(remote) < len(people.present):
        header.facts.pop("mode", None)
        header.put("mode", "hybrid", 0.9, "people")


def set_loose_place(header: Header, front: Sequence[Row]) -> None:
    """The place that a line of date and time goes on with ("Tisdag 4 oktober 2022, kl. 14–16, Rådslaget"), or the building
    that the line under it names."""
    for number, row in enumerate(front):
        found = dates.find_dates(row.text)
        hours = _HOURS.match(row.text)
        if "place" in header.facts or not (found or hours) or (found and ":" in row.text[: found[0].start]):
            continue
        rest = row.text[found[0].end if found else hours.end() :]  # type: ignore[union-attr]
        under = front[number + 1] if number + 1 < len(front) else None
        below = under.text if under and len(under.cells) == 1 else ""
        bare = len(below) < 60 and ":" not in below and not (dates.find_dates(below) or _HOURS.match(below))
        both = bool(found) and bool(dates.find_time(row.text))  # day and hours: what is left to say is where
        if bare and (
            _BUILDING.search(below) or (both and (_TWO_PARTS.match(below) or _STREET.search(below)))
        ):
            below = _OR_BY_LINK.sub("", re.sub(r"^Plats ", "", below))
            header.put("place", below.strip(" ."), 0.75, "head", under)
        if inside := re.match(r"\s+(?:i|på|hos)\s+(?=\w)", rest):
            rest = "," + rest[inside.end() :]
        if not (hours or rest.startswith(",") or dates.find_time(rest) or dates.find_range(rest)):
            continue
        text, _ = _place_text(Field("place", "", row, 0.0, True, pieces=[Piece(rest, row, row.cells)]))
        if (
            (text[:1].isupper() or _BUILDING.search(text) or inside)
            and 2 < len(text) < 60
            and not re.search(r"protokoll|anteckning|sida?\b", text, re.I)
        ):
            header.put("place", text, 0.75, "head", row)


def _place_text(one: Field) -> tuple[str, Row | None]:
    """The room or address of a field, without times, dates and remarks; lines that are only time are passed over."""
    parts: list[str] = []
    row: Row | None = None
    for piece in one.pieces:
        left = (one.row.table is not None and (piece.row.table or (None,))[0] != one.row.table[0]) or bool(
            piece.row is not one.row and re.match(r"[A-ZÅÄÖ]\w{2,20}:\s", piece.text)
        )
        goes_on = bool(parts) and parts[-1].endswith(",")
        if left or (parts and not goes_on and piece.row.gap > 0.55 and piece.row is not row):
            break  # a new paragraph under the form
        text = dates.strip_times(piece.text)
        for found in reversed(dates.find_dates(text)):
            text = text[: found.start] + " " + text[found.end :]
        text = re.sub(
            r"^\s*(?:19|20)\d\d\b", "", _JUNK.sub("", text)
        )  # the year of a date that the line broke
        text = re.sub(
            r"\b(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b(?:\s+den\b)?|\bden\s*$|\bklockan\b|\bkl\.?(?=\s|$)|\bmellan\b\s*$|\b(?:från|till)\s*$",
            " ",
            text,
            flags=re.I,
        )
        text = re.sub(rf",?\s+(?:den\s*)?(?:\d{{1,2}}\s+(?:{'|'.join(dates.MONTHS)}))?\s*$", "", text)
        text = clean(re.sub(r"^[\s,.:;–-]+|[\s,:;–-]+$", "", re.sub(r"\s+,", ",", text)))
        text = re.sub(r",\s*,", ",", text).strip(" ,.;:–-")
        if text and re.search(r"\w{2}", text):
            if parts and parts[-1].endswith(".") and len(parts) > 1:
                break
            parts.append(text + "," * piece.text.rstrip().endswith(","))
            row = row or piece.row
    text = clean(" ".join(parts)).strip(" ,") if parts else ""
    text = _OR_BY_LINK.sub("", text)
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
        r"(?:(?:digitalt|distans)(?:möte| möte)?(?: via (?:microsoft )?(?:zoom|teams|skype|länk|meet|webex))?|distans|på distans|distansmöte|via teams|teams|microsoft teams|zoom|via länk|teams-?möte|digitalt via teams|videomöte|hybrid|on[ -]?line(?: ?\([^)]*\))?)",
        text,
        re.I,
    ):
        return "", None
    return (text if len(text) < 160 else ""), row
