"""Writing out what was understood in the form of docs/reference/record.md."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samsyn.council.reading.layout import Layout, Word

from .attendance import Attendance, Person
from .entry import Entry
from .facts import Header
from .matters import Matter
from .mentions import Mention
from .names import looks_like_name
from .rows import Row, boxed
from .text import clean, fold

SCHEMA = "samsyn.record/1"


HEADER = (
    "kind", "organisation", "body", "sharing", "date", "start", "end", "place", "mode", "chair", "secretary", "adjusters",
    "adjournments", "adjusted", "posted", "unposted", "paragraph_range", "previous_meeting", "next_meeting",
)  # fmt: skip


_LISTS = ("adjusters", "adjournments", "called", "present", "absent", "uncertain", "presenters", "items", "mentioned", "warnings")  # fmt: skip


def empty_record(file: str, sha256: str | None, media_type: str | None, pages: int = 0) -> dict[str, Any]:
    """A record with every field there and nothing in it."""
    record: dict[str, Any] = {
        "schema": SCHEMA,
        "file": file,
        "sha256": sha256,
        "media_type": media_type,
        "pages": pages,
    }
    record |= dict.fromkeys(HEADER)
    record |= {"facts": {}} | {name: [] for name in _LISTS} | {"error": None}
    return record


def source_of(row: Row | None, method: str, words: Sequence[Word] = ()) -> dict[str, Any] | None:
    """Page, line, box and character span of a fact; the box only where the page has real geometry."""
    if row is None:
        return None
    start, end = row.span()
    box = None
    if row.real:
        around = boxed(words) if words else row.box
        box = [round(value, 1) for value in (around.x0, around.y0, around.x1, around.y1)]
    if words:
        start, end = _word_span(row, words, start, end)
    return {"page": row.page, "line": row.line, "box": box, "span": [start, end], "method": method}


def _word_span(row: Row, words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    wanted = {id(word) for word in words}
    spans = []
    for line in row.lines:
        at = line.start
        for word in line.words:
            if id(word) in wanted:
                spans.append((at, at + len(word.text)))
            at += len(word.text) + 1
    return (min(low for low, _ in spans), max(high for _, high in spans)) if spans else (start, end)


def person_row(row: Person, method: str, remote_said: bool, kind: str) -> dict[str, Any]:
    """One person row. `remote_said`: somebody's mode is stated, so silence means in the room."""
    title = ", ".join(dict.fromkeys(clean(title) for title in row.titles if clean(title))) or None
    remote = row.remote
    if remote is None and remote_said and kind == "present":
        remote = False
    return {
        "name": row.name, "name_as_written": row.written or row.name, "party": row.party, "title": title, "office": row.office,
        "role": row.role, "remote": remote, "substitute_for": row.replaces, "paragraphs": row.paragraphs, "from": row.from_,
        "until": row.until, "reason": row.reason, "p_absent": row.p_absent, "confidence": round(max(0.05, min(row.confidence, 0.99)), 2),
        "source": source_of(row.entry.row, method, row.words),
    }  # fmt: skip


def write_people(record: dict[str, Any], people: Attendance, method: str) -> None:
    """Fill the five lists of people."""
    said = any(row.remote is not None for row in people.present)
    for kind in ("called", "present", "absent", "uncertain"):
        record[kind] = [person_row(row, method, said, kind) for row in getattr(people, kind)]


def write_presenters(
    record: dict[str, Any], people: Attendance, matters: Sequence[Matter], method: str
) -> None:
    """One row a presenter with the items presented, from the list of presenters and from the items themselves."""
    numbers = {matter.head.number for matter in matters}
    rows: dict[str, dict[str, Any]] = {}
    for row in people.presenters:
        out = person_row(row, method, False, "presenters")
        out["items"] = [point for point in row.entry.points if point in numbers or not numbers]
        rows[fold(row.name)] = out
        for matter in matters:
            if (
                matter.head.number
                and matter.head.number in out["items"]
                and row.name not in matter.presenters
            ):
                matter.presenters.append(row.name)
    listed = {fold(row.name): row for row in (*people.present, *people.called)}
    for matter in matters:
        label = matter.head.number or matter.head.title
        for name in matter.presenters:
            if not _is_person(name):
                continue
            key_ = fold(name)
            if key_ not in rows:
                rows[key_] = _from_item(name, listed.get(key_), matter, method)
            if label and label not in rows[key_]["items"]:
                rows[key_]["items"].append(label)
    record["presenters"] = list(rows.values())


def _is_person(name: str) -> bool:

    return looks_like_name(name, loose=True) and not name.lower().endswith(("kansli", "kansliet", "polisen"))


def _from_item(name: str, known: Person | None, matter: Matter, method: str) -> dict[str, Any]:
    if known:
        out = person_row(known, method, False, "presenters") | {
            "office": None,
            "paragraphs": None,
            "from": None,
            "until": None,
            "substitute_for": None,
            "p_absent": None,
            "remote": None,
        }
    else:
        out = person_row(
            Person(Entry(name, name, matter.row, []), "presenter", name=name, written=name),
            method,
            False,
            "presenters",
        )
    return out | {
        "role": "presenter",
        "reason": None,
        "confidence": 0.85 if known else 0.75,
        "items": [],
        "source": source_of(matter.row, method),
    }


def write_items(record: dict[str, Any], matters: Sequence[Matter], method: str) -> None:
    """Fill the items."""
    record["items"] = [
        {
            "number": matter.head.number, "title": matter.head.title or None, "registry_no": matter.head.registry, "text": matter.text,
            "decision": matter.decision, "presenters": matter.presenters, "confidence": round(matter.head.confidence, 2),
            "source": source_of(matter.row, method, list(matter.row.words)),
        }
        for matter in matters
    ]  # fmt: skip


def write_header(record: dict[str, Any], header: Header, method: str) -> None:
    """Fill the header fields and `facts`."""
    for name, fact in header.facts.items():
        record[name] = fact.value
        record["facts"][name] = {
            "value": fact.value,
            "confidence": fact.confidence,
            "method": fact.method,
            "source": source_of(fact.row, method),
        }
    for name in ("adjusters", "adjournments"):
        record[name] = record[name] or []


def write_mentions(record: dict[str, Any], found: Sequence[Mention], method: str) -> None:
    """Fill the dates and things to do that the items name."""
    record["mentioned"] = [
        {
            "kind": one.kind, "date": one.date, "text": one.text, "body": one.body, "item": one.item, "confidence": one.confidence,
            "source": source_of(one.row, method),
        }
        for one in found
    ]  # fmt: skip


def warn(record: dict[str, Any], code: str, message: str, source: dict[str, Any] | None = None) -> None:
    """Add a warning once."""
    if not any(one["code"] == code and one["message"] == message for one in record["warnings"]):
        record["warnings"].append({"code": code, "message": message, "source": source})


def method_of(layout: Layout) -> str:
    """How most of the characters came to be."""
    methods = [page.method.value for page in layout.pages if page.lines]
    return max(sorted(set(methods)), key=methods.count) if methods else "text"
