"""How true a reading is: a record read by the machine against the record a person labelled (the gold)."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from samsyn.council.reading.score_figures import (
    PEOPLE,
    Figures,
    Report,
    Score,
    Share,
    Tally,
    format_held_out,
    format_table,
)
from samsyn.council.reading.score_match import (
    ATTRIBUTES,
    Pair,
    Row,
    is_optional,
    is_right,
    pair_items,
    pair_people,
    stated,
)

__all__ = [
    "HEADER_FIELDS",
    "Figures",
    "Report",
    "Score",
    "Share",
    "Tally",
    "documents_of",
    "family_of",
    "format_held_out",
    "format_table",
    "score_corpus",
    "score_record",
]

Record = Mapping[str, Any]

HEADER_FIELDS = (
    "kind", "organisation", "body", "sharing", "date", "start", "end", "place", "mode", "chair", "secretary",
    "adjusters", "adjusted", "paragraph_range", "previous_meeting.date", "next_meeting.date",
)  # fmt: skip
SURE = 0.9


def score_record(gold: Record, read: Record) -> Score:
    """The figures of one document. Both are records in the form of docs/reference/record.md.

    A header field, or an attribute of two paired rows, counts when the gold or the reading states it. A field
    that a record leaves out is not stated. Where the gold has alternatives, any of them is as right as the
    label. A row that the gold calls optional counts neither when read nor when not. "misses" names each
    difference.
    """
    misses: list[str] = []
    header = _score_header(gold, read, misses)
    pairs = {name: pair_people(_rows(gold, name), _rows(read, name)) for name in PEOPLE}
    people, attributes = _score_people(gold, read, pairs, misses)
    item_pairs = pair_items(_rows(gold, "items"), _rows(read, "items"))
    items = _tally(gold, read, "items", item_pairs, misses)
    sure = [*_sure_header(gold, read), *_sure_people(gold, read, pairs), *_sure_items(gold, read, item_pairs)]
    misses.extend(f"sure but wrong: {what}" for what, right in sure if not right)
    figures = Figures(1, header, people, attributes, items, Share(sum(right for _, right in sure), len(sure)))
    file = str(gold.get("file") or read.get("file") or "")
    return Score(file, family_of(gold), bool(gold.get("silver")), figures, tuple(misses))


def score_corpus(pairs: Iterable[tuple[Record, Record]]) -> Report:
    """The report over pairs (gold, read); see `documents_of` for gold that stands for several files."""
    return Report(tuple(score_record(gold, read) for gold, read in pairs))


def documents_of(gold: Record) -> Iterator[dict[str, Any]]:
    """The gold of each file a label stands for: "file", and each of "also" with what "differs" for it."""
    shared = {key: value for key, value in gold.items() if key not in {"also", "differs"}}
    yield shared
    for other in gold.get("also") or ():
        different = (gold.get("differs") or {}).get(other) or {}
        own = {key: value for key, value in shared.items() if key != "sha256"}
        yield {**own, **different, "file": other}


def family_of(gold: Record, folder: str = "") -> str:
    """The family of a gold record: its "family", that of the label it is "derived_from", or a folder.

    `folder` is where the label lies; without it, the folder of the file it is about.
    """
    origin = str(gold.get("derived_from") or "")
    own = str(gold.get("family") or PurePosixPath(origin).parent.name or origin)
    return own or folder or PurePosixPath(str(gold.get("file") or "")).parent.name or "?"


def _rows(record: Record, name: str) -> list[Row]:
    return list(record.get(name) or ())


def _score_header(gold: Record, read: Record, misses: list[str]) -> dict[str, Share]:
    shares = {}
    for field in HEADER_FIELDS:
        want, have = stated(gold, field), stated(read, field)
        if want is None and have is None:
            continue
        right = is_right(gold, field, have)
        shares[field] = Share(int(right), 1)
        if not right:
            misses.append(f"{field}: {want!r} was read as {have!r}")
    return shares


def _score_people(
    gold: Record, read: Record, pairs: Mapping[str, list[Pair]], misses: list[str]
) -> tuple[dict[str, Tally], dict[str, Share]]:
    people: dict[str, Tally] = {}
    attributes = dict.fromkeys(ATTRIBUTES, Share())
    for name in PEOPLE:
        people[name] = _tally(gold, read, name, pairs[name], misses)
        for g, r in pairs[name]:
            want, have = _rows(gold, name)[g], _rows(read, name)[r]
            if is_optional(want):
                continue
            for field in ATTRIBUTES:
                one, other = stated(want, field), stated(have, field)
                if one is None and other is None:
                    continue
                right = is_right(want, field, other)
                attributes[field] += Share(int(right), 1)
                if not right:
                    misses.append(f"{name}: {want.get('name')}: {field}: {one!r} was read as {other!r}")
    return people, {field: share for field, share in attributes.items() if share.total}


def _tally(gold: Record, read: Record, name: str, pairs: list[Pair], misses: list[str]) -> Tally:
    rows, found = _rows(gold, name), _rows(read, name)
    required = {g: row for g, row in enumerate(rows) if not is_optional(row)}
    paired = {g: r for g, r in pairs if g in required}
    invented = {r: row for r, row in enumerate(found) if r not in {r for _, r in pairs}}
    misses.extend(f"{name}: not read: {_caption(row)}" for g, row in required.items() if g not in paired)
    misses.extend(f"{name}: not there: {_caption(row)}" for row in invented.values())
    return Tally(len(paired), len(required), len(paired) + len(invented))


def _caption(row: Row) -> str:
    parts = (row.get("number"), row.get("title")) if "number" in row else (row.get("name"), row.get("role"))
    return " ".join(str(part) for part in parts if part)


def _is_sure(fact: Any) -> bool:
    return isinstance(fact, Mapping) and (fact.get("confidence") or 0) >= SURE


def _sure_header(gold: Record, read: Record) -> Iterator[tuple[str, bool]]:
    """Each header fact of high confidence that the gold has a say about, and whether it is right."""
    for field, fact in (read.get("facts") or {}).items():
        name = f"{field}.date" if field.endswith("_meeting") else field
        if _is_sure(fact) and field in gold:
            yield field, is_right(gold, name, stated({field: fact.get("value")}, name))


def _sure_people(gold: Record, read: Record, pairs: Mapping[str, list[Pair]]) -> Iterator[tuple[str, bool]]:
    """Each people row of high confidence; right is the right list, name and role."""
    for name in PEOPLE:
        for row, label in _sure_rows(gold, read, name, pairs[name]):
            right = label is not None and is_right(label, "role", row.get("role"))
            yield f"{name}: {_caption(row)}", right


def _sure_items(gold: Record, read: Record, pairs: list[Pair]) -> Iterator[tuple[str, bool]]:
    for row, label in _sure_rows(gold, read, "items", pairs):
        yield f"items: {_caption(row)}", label is not None


def _sure_rows(gold: Record, read: Record, name: str, pairs: list[Pair]) -> Iterator[tuple[Row, Row | None]]:
    """Each row read with high confidence, with its label if it has one; optional labels are left out."""
    labels = {r: _rows(gold, name)[g] for g, r in pairs}
    for r, row in enumerate(_rows(read, name)):
        label = labels.get(r)
        if _is_sure(row) and not (label and is_optional(label)):
            yield row, label
