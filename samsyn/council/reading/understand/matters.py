"""The items' own text: what was decided, who presented, and the meetings and dates they name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from . import dates
from .attendance import Attendance
from .form import Form
from .header import Header
from .items import Head, is_subhead
from .names import looks_like_name
from .officers import _PERSON, resolve
from .rows import Row
from .text import clean, fold, join_wrapped, key

_DECISION = re.compile(
    r"^(?:(?:[A-ZÅÄÖ][\wåäöA-ZÅÄÖ-]*(?:\s(?:och|[\wåäö-]+))?(?:s|ns|ts|ets)?\s)?beslut(?:ar)?(?:\s+(?:att|i [\wåäö -]+))?|(?:nämnden|kommunstyrelsen|kommunfullmäktige|styrelsen|rådet|utskottet|årsmötet|mötet|stämman)\s+(?:beslutar|beslutade)(?:\s+att)?)\s*:?$",
    re.I,
)
_DECISION_INLINE = re.compile(r"^Beslut(?:et)?\s*:\s*(\S.*)$")
_VERB = (
    r"(?:informera(?:r|de)|redovisa(?:r|de)|redogjorde|redogör|presentera(?:r|de)|föredra(?:r|git)|föredrog|berätta(?:r|de)|rapportera(?:r|de)|återkoppla(?:r|de)|"
    r"föreläs(?:er|te)|visa(?:r|de) och berätta(?:r|de)|gav en (?:kort )?(?:lägesbild|rapport|information|presentation|genomgång|överblick|redogörelse|uppdatering)|ger en (?:kort )?(?:lägesbild|rapport|information|presentation|genomgång|överblick|redogörelse|uppdatering)|"
    r"går igenom|gick igenom|lyfter läget|beskriver|beskrev|höll en föredragning|drog ärendet|föredragande var|deltog och informerade|inled(?:er|de) med en)"
)
_WITH_TITLE = rf"{_PERSON}(?:\s*\([^)]{{1,40}}\))?(?:,\s+[a-zåäö][^.,]{{2,60}},)?"
_PRESENTS = re.compile(
    rf"(?P<who>{_WITH_TITLE}(?:(?:,|\s+och|\s+samt)\s+{_WITH_TITLE})*),?\s+{_VERB}\b(?!\s+sig\b)"
)
_PRESENTER_LABEL = re.compile(
    r"^(?:föredragande|föredragning(?: av)?|föredrar|presentation(?: av)?|rapportör)\s*:\s*(?P<who>.{3,160})$",
    re.I,
)
_STARTERS = frozenset(
    [
        "Ordföranden",
        "Ordförande",
        "Mötet",
        "Nämnden",
        "Rådet",
        "Polisen",
        "Kommunen",
        "Regionen",
        "Förvaltningen",
        "Vidare",
        "Därefter",
        "Under",
        "Efter",
        "Även",
        "Vid",
        "Sekreteraren",
        "Förvaltningschefen",
        "Kommundirektören",
        "Styrelsen",
        "Utredningen",
        "Rapporten",
    ]
)


@dataclass(slots=True)
class Matter:
    """One item with its text and what was taken out of it."""

    head: Head
    row: Row
    text: str = ""
    decision: str | None = None
    presenters: list[str] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)


def read_matters(rows: Sequence[Row], heads: Sequence[Head], people: Attendance, end: int) -> list[Matter]:
    """The items with text, decision and presenters. `end` is where the last item's text stops (signatures follow)."""
    names = list(
        {fold(row.name): row.name for row in (*people.present, *people.presenters, *people.called)}.values()
    )
    out = []
    for k, head in enumerate(heads):
        stop = heads[k + 1].at if k + 1 < len(heads) else end
        matter = Matter(head, rows[head.at])
        matter.lines = [row for row in rows[head.at + head.taken : max(stop, head.at)] if not row.furniture]
        if head.taken == 0:
            matter.lines = [row for row in rows[head.at : stop] if not row.furniture]
        matter.text = paragraphs(matter.lines)
        matter.decision = _decision(matter.lines)
        matter.presenters = [resolve(name, names) for name in head.presenters] or _presenters(matter, names)
        out.append(matter)
    return out


def paragraphs(rows: Sequence[Row]) -> str:
    """Rows as text: lines of one paragraph joined, paragraphs parted by a line break."""
    blocks: list[list[str]] = []
    last: Row | None = None
    for row in rows:
        new = (
            last is None
            or row.bullet
            or row.heading
            or row.gap > 0.6
            or is_subhead(row.text)
            or is_subhead(last.text)
            or re.match(r"^[•▪*–-]\s|^\d+[.)]\s|^att\s", row.text)
        )
        if new or (row.page != last.page and last.text.endswith(".")):  # type: ignore[union-attr]
            blocks.append([])
        blocks[-1].append(row.text)
        last = row
    return "\n".join(join_wrapped(block) for block in blocks)


def _decision(rows: Sequence[Row]) -> str | None:
    """All under the heading "Beslut" up to the next heading; of several such headings the last one counts."""
    start = None
    for at, row in enumerate(rows):
        if _DECISION.match(row.text) and len(row.text) < 60 and (not row.text[:1].islower()):
            if start is None or not re.search(r"beslut(?:ar|ade)", row.text, re.I):
                start = at
        elif match := _DECISION_INLINE.match(row.text):
            return clean(match[1])
    if start is None:
        return None
    taken = []
    for row in rows[start + 1 :]:
        if (
            is_subhead(row.text)
            and not _DECISION.match(row.text)
            and not re.match(r"förslag till beslut i\b", row.key)
        ):
            break
        taken.append(row)
    return paragraphs(taken) or None


def _presenters(matter: Matter, names: list[str]) -> list[str]:
    found: list[str] = []
    for row in matter.lines:
        match = _PRESENTER_LABEL.match(row.text)
        if match:
            for part in re.split(r",|;|\boch\b|\bsamt\b", re.sub(r"\([^)]*\)", "", match["who"])):
                if looks_like_name(clean(part)) and len(clean(part).split()) > 1:
                    _add(found, resolve(clean(part), names))
    for match in _PRESENTS.finditer(matter.text):
        who = re.sub(r"\([^)]*\)", "", match["who"])
        who = re.sub(r",\s+[a-zåäö][^.,]{2,60},?", ",", who)
        for part in re.split(r",|\s+och\s+|\s+samt\s+", who):
            name = clean(part).strip(" .")
            tokens = name.split()
            while tokens and tokens[0] in _STARTERS:
                tokens = tokens[1:]
            name = " ".join(tokens)
            if not looks_like_name(name):
                continue
            if len(tokens) > 1 or resolve(name, names) != name:
                _add(found, resolve(name, names))
    return found


def _add(names: list[str], name: str) -> None:
    if fold(name) not in {fold(one) for one in names}:
        names.append(name)


# -- meetings before and after -------------------------------------------------------------------------------------------

_FILED = re.compile(
    r"(?:f[öo]reg[åa]e?n?de|förra|senaste)\s+(?:(?:m[öo]tes?|sammanträdes?)\s*,?\s*)?(?:protokoll(?:et)?|anteckningar(?:na)?|m[öo]tesanteckningar(?:na)?|minnesanteckningar(?:na)?|m[öo]te[ts]?(?:\s+(?:protokoll|anteckningar))?)"
    r"(?P<after>.{0,220})", re.I | re.S,
)  # fmt: skip
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
        match = _FILED.search(place)
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
    r"\b(?:nästa|nästkommande|kommande)\s+(?:ordinarie\s+)?(?:gång|möte|sammanträde|rådsmöte|styrelsemöte|träff|nämnd|nämndsammanträde|mötestillfälle|regionpolisråd|råd|årsmöte)\w*\b(?P<after>[^\n]{0,200})",
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
                r"nästa (?:möte|sammanträde|träff)|kommande möte|next meeting|mötesdatum|mötestider",
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


# -- mentioned --------------------------------------------------------------------------------------------------------------

_BODY_NEAR = re.compile(
    r"\b(?:i|av|till|hos|på)\s+((?:[A-ZÅÄÖ]{2,8}|[A-ZÅÄÖ]?[\wåäö-]*(?:nämnden|styrelsen|utskottet|rådet|fullmäktige)))\s*(?:den\b)?\s*$"
)
_ACTION = re.compile(
    r"\b(?:ska(?:ll)?|får i uppdrag att|ansvarar för|tar på sig|återkommer|undersöker|kontaktar|kollar|fixar|skickar|bjuder in|tar fram)\b"
)
_WILL = re.compile(
    r"\b(?:kommer att (?:skickas|behandlas|hållas|genomföras|tas fram|kallas)|ska (?:skickas|tas fram|genomföras|följas upp))\b"
)
_WHO = re.compile(rf"(?:{_PERSON}|@\w+)\s+$")


def mentions(matters: Sequence[Matter], header: Header) -> list[dict[str, object]]:
    """Dates and things to do that the items name, as candidates for a person to look at."""
    own = header.value("date")
    near = dt.date.fromisoformat(own) if own else None
    out: list[dict[str, object]] = []
    for matter in matters:
        label = matter.head.number or matter.head.title
        for found in dates.find_dates(matter.text, near, ahead=True)[:40]:
            if near and found.date <= near:
                continue
            body = _BODY_NEAR.search(matter.text[max(0, found.start - 60) : found.start])
            out.append(
                {
                    "kind": "date",
                    "date": found.date.isoformat(),
                    "text": _around(matter.text, found.start, found.end),
                    "body": body[1] if body else None,
                    "item": label,
                    "confidence": 0.6 if found.year_inferred else 0.8,
                    "row": matter.row,
                }
            )
        out += _actions(matter, label)
    return out


def _actions(matter: Matter, label: str) -> list[dict[str, object]]:
    """Sentences that say who is to do something, or that something will be done."""
    found: dict[str, None] = {}
    for match in _ACTION.finditer(matter.text):
        if _WHO.search(matter.text[max(0, match.start() - 60) : match.start()]):
            found[_around(matter.text, match.start(), match.end())] = None
    for match in _WILL.finditer(matter.text):
        found[_around(matter.text, match.start(), match.end())] = None
    return [
        {
            "kind": "action",
            "date": None,
            "text": text,
            "body": None,
            "item": label,
            "confidence": 0.5,
            "row": matter.row,
        }
        for text in list(found)[:20]
    ]


def _around(text: str, start: int, end: int) -> str:
    low = max(
        text.rfind(". ", 0, start) + 2 if text.rfind(". ", 0, start) >= 0 else 0,
        text.rfind("\n", 0, start) + 1,
        start - 160,
    )
    stop = min((at for at in (text.find(". ", end), text.find("\n", end)) if at >= 0), default=len(text))
    return clean(text[low : min(stop + 1, end + 160)])


def same(one: str, other: str) -> bool:
    """Whether two titles are the same but for case and marks."""
    return key(one) == key(other)
