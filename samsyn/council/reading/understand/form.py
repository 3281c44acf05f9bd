"""The front (and back) matter as a form: which label each piece of text belongs to, by columns, colons and order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .fields import LISTS, OFFICES, Field, Form, Piece
from .form_breaks import unstacked, wrapped_labels
from .labels import Match, match_label
from .profiles import Profile
from .rows import Cell, Row
from .text import clean


def parse_form(rows: Sequence[Row], profile: Profile, *, ocr: bool = False) -> Form:
    """Rows to fields. A row's cells are looked at left to right: one that begins with a label opens a field; other cells go
    to the open field whose value column they stand in."""
    form = Form()
    rows = unstacked(rows, profile, form)
    wrapped = wrapped_labels(rows, profile, ocr)
    open_fields: list[Field] = []
    for number, row in enumerate(rows):
        if row.furniture and not _matches(row, profile, ocr):
            continue
        current: list[Field] = []
        used: list[Cell] = []
        at = 0
        while at < len(row.cells):
            cell = row.cells[at]
            if (number, at) in wrapped.skip:
                used.append(cell)
                at += 1
                continue
            match = wrapped.full.get((number, at)) or match_label(cell.text, profile, ocr=ocr)
            if match and _believable(match, row, at, open_fields, profile):
                opened = Field(match.kind, match.label, row, cell.x0, match.marked)
                inside = match.kind in OFFICES and match.rest and at == 0 and _in_list(open_fields, row)
                form.fields.append(opened)
                used.append(cell)
                if inside:
                    _into_list(open_fields[-1], match, row, cell)
                else:
                    current.append(opened)
                if (
                    match.rest
                    and (second := _SECOND.search(match.rest))
                    and match_label(match.rest[second.end(1) :].strip(), profile)
                ):
                    tail = match.rest[second.end(1) :].strip()
                    other = match_label(tail, profile)
                    assert other
                    match = Match(
                        match.kind, match.rest[: second.start(1)].strip(" ."), match.marked, match.label
                    )
                    extra = Field(other.kind, other.label, row, cell.x0, True)
                    extra.pieces.append(
                        Piece(other.rest.strip(" ."), row, [_after(cell, other.rest)], inline=True)
                    )
                    form.fields.append(extra)
                if match.rest:
                    opened.pieces.append(Piece(match.rest, row, [_after(cell, match.rest)], inline=True))
                at += 1
                continue
            at += 1
        rest = [cell for cell in row.cells if not any(cell is one for one in used)]
        if not current and _headed_columns(open_fields, rest, rows, number):
            for one, cell in zip(open_fields, rest, strict=True):
                _give(one, cell, row)
            continue
        if current:
            before = [cell for cell in rest if cell.x0 < current[0].x0]
            for cell in rest:
                if cell in before and open_fields:
                    _give(_owner(cell, open_fields), cell, row)
                else:
                    owner = [one for one in current if one.x0 <= cell.x0] or current
                    _give(owner[-1], cell, row)
            open_fields = [
                one for one in open_fields if not any(abs(one.x0 - new.x0) < 30 for new in current)
            ] + current
            if (len(current) == 1 and current[0].marked and not rest and not current[0].pieces) or min(
                one.x0 for one in current
            ) <= min(one.x0 for one in open_fields) + 5:
                open_fields = current
        elif open_fields:
            if len(rest) > 1 and len({id(_owner(cell, open_fields)) for cell in rest}) == 1:
                owner_ = _owner(rest[0], open_fields)
                owner_.pieces.append(Piece(clean(", ".join(cell.text for cell in rest)), row, rest))
            else:
                for cell in rest:
                    _give(_owner(cell, open_fields), cell, row)
        else:
            form.free.append(row)
    return form


def _in_list(open_fields: list[Field], row: Row) -> bool:
    """Whether an office label stands in the middle of a list of people: the list goes on around it."""
    return (
        bool(open_fields)
        and open_fields[-1].kind in {"present", "serving", "remote"}
        and bool(open_fields[-1].pieces)
        and row.gap < 0.6
    )


def _into_list(one: Field, match: Match, row: Row, cell: Cell) -> None:
    name, _, detail = match.rest.partition(",")
    office = (
        "ordförande" if match.kind == "chair" else "sekreterare" if match.kind == "secretary" else match.label
    )
    text = f"{name.strip()}, {office}" + (f", {detail.strip()}" if detail else "")
    one.pieces.append(Piece(text, row, [cell], spoken=True))


_SECOND = re.compile(r"\w(\.\s+)(?=[A-ZÅÄÖ][\w ]{3,25}:)")


def _headed_columns(open_fields: list[Field], rest: list[Cell], rows: Sequence[Row], number: int) -> bool:
    """A row of labels only ("Datum  Klockan  Plats") whose values stand in the same order on the next row."""
    return (
        len(open_fields) > 1
        and len(rest) == len(open_fields)
        and all(one.row is rows[number - 1] and not one.pieces for one in open_fields)
    )


def _matches(row: Row, profile: Profile, ocr: bool) -> bool:
    match = match_label(row.cells[0].text, profile, ocr=ocr)
    return bool(match and match.kind not in {"ignored", "adjusters"})


def _believable(match: Match, row: Row, at: int, open_fields: list[Field], profile: Profile) -> bool:
    """A label word inside a list is only a label where labels stand: a column's start, a colon, a line of its own."""
    if match.kind in profile.needs_mark and not match.marked and (at > 0 or not match.rest):
        return False
    if at > 0 and not match.marked and not match.rest:
        return False
    if at > 0 and match.kind in LISTS and not match.rest and len(row.cells) > 1:
        # "Ledamot | Ersättare" beside names is a column of titles, not a new list
        return any(match_label(cell.text, profile) for cell in row.cells[:at])
    inside = [one for one in open_fields if one.kind in LISTS and one.value_x is not None]
    if inside and match.kind in OFFICES and at > 0:
        return False
    return not (
        at > 0 and open_fields and match.kind in {"chair", "secretary"} and open_fields[-1].kind in LISTS
    )


def _give(owner: Field, cell: Cell, row: Row) -> None:
    if owner.value_x is None:
        owner.value_x = cell.x0
    if (owner.pieces and owner.pieces[-1].row is row and not owner.pieces[-1].inline) or (
        owner.pieces and owner.pieces[-1].row is row
    ):
        last = owner.pieces[-1]
        last.cells.append(cell)
        last.text = clean(f"{last.text}, {cell.text}")
    else:
        owner.pieces.append(Piece(cell.text, row, [cell]))


def _owner(cell: Cell, fields: list[Field]) -> Field:
    """The open field whose value column (or, not yet known, label) the cell stands under."""

    def distance(one: Field) -> float:
        if one.value_x is not None:
            return abs(cell.x0 - one.value_x)
        return abs(cell.x0 - one.x0) + 1.0

    return min(fields, key=distance)


def _after(cell: Cell, rest: str) -> Cell:
    """The words of a cell that make up its end `rest`."""
    want = len(rest.split())
    return Cell(cell.words[-want:] if 0 < want <= len(cell.words) else cell.words)
