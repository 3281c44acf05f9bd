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
from samsyn.council.reading.score_match import ATTRIBUTES, Pair, Row, pair_items, pair_people, same_value

__all__ = [
    "HEADER_FIELDS",
    "Figures",
    "Report",
    "Score",
    "Share",
    "Tally",
    "documents_of",
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
    that a record leaves out is not stated. "misses" names each difference.
    """
    misses: list[str] = []
    header = _score_header(gold, read, misses)
    pairs = {name: pair_people(_rows(gold, name), _rows(read, name)) for name in PEOPLE}
    people, attributes = _score_people(gold, read, pairs, misses)
    item_pairs = pair_items(_rows(gold, "items"), _rows(read, "items"))
    items = _tally(gold, read, "items", item_pairs, misses)
    sure = [*_sure_header(gold, read), *_sure_people(gold, read, pairs), *_sure_items(read, item_pairs)]
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


def family_of(gold: Record) -> str:
    """The family of a gold record: its "family", else the folder of its file."""
    return str(gold.get("family") or PurePosixPath(str(gold.get("file") or "")).parent.name or "?")


def _rows(record: Record, name: str) -> list[Row]:
    return list(record.get(name) or ())


def _value(record: Record, field: str) -> Any:
    """The value of a header field, or None when it is not stated; "next_meeting.date" looks inside."""
    value: Any = record
    for part in field.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value or None


def _score_header(gold: Record, read: Record, misses: list[str]) -> dict[str, Share]:
    shares = {}
    for field in HEADER_FIELDS:
        want, have = _value(gold, field), _value(read, field)
        if want is None and have is None:
            continue
        right = same_value(field, want, have)
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
            for field in ATTRIBUTES:
                one, other = want.get(field), have.get(field)
                if one is None and other is None:
                    continue
                right = same_value(field, one, other)
                attributes[field] += Share(int(right), 1)
                if not right:
                    misses.append(f"{name}: {want.get('name')}: {field}: {one!r} was read as {other!r}")
    return people, {field: share for field, share in attributes.items() if share.total}


def _tally(gold: Record, read: Record, name: str, pairs: list[Pair], misses: list[str]) -> Tally:
    wanted, found = _rows(gold, name), _rows(read, name)
    used_gold, used_read = {g for g, _ in pairs}, {r for _, r in pairs}
    misses.extend(f"{name}: not read: {_caption(row)}" for i, row in enumerate(wanted) if i not in used_gold)
    misses.extend(f"{name}: not there: {_caption(row)}" for i, row in enumerate(found) if i not in used_read)
    return Tally(len(pairs), len(wanted), len(found))


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
            yield field, same_value(name, _value(gold, name), _value({field: fact.get("value")}, name))


def _sure_people(gold: Record, read: Record, pairs: Mapping[str, list[Pair]]) -> Iterator[tuple[str, bool]]:
    """Each people row of high confidence; right is the right list, name and role."""
    for name in PEOPLE:
        wanted = {r: _rows(gold, name)[g] for g, r in pairs[name]}
        for r, row in enumerate(_rows(read, name)):
            if _is_sure(row):
                yield f"{name}: {_caption(row)}", r in wanted and wanted[r].get("role") == row.get("role")


def _sure_items(read: Record, pairs: list[Pair]) -> Iterator[tuple[str, bool]]:
    right = {r for _, r in pairs}
    for r, row in enumerate(_rows(read, "items")):
        if _is_sure(row):
            yield f"items: {_caption(row)}", r in right
