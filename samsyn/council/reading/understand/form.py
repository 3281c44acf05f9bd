"""The front (and back) matter as a form: which label each piece of text belongs to, by columns, colons and order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .fields import LISTS, OFFICES, Field, Form, Piece
from .form_breaks import Wrapped, unstacked, wrapped_labels
from .labels import Match, match_label
from .list_spans import is_full_name
from .profiles import Profile
from .rows import Cell, Row
from .text import clean


def parse_form(rows: Sequence[Row], profile: Profile, *, ocr: bool = False) -> Form:
    """Rows to fields. A row's cells are looked at left to right: one that begins with a label opens a field; other cells go
    to the open field whose value column they stand in."""
    form = Form()
    rows = unstacked(rows, profile, form)
    reading = _Reading(form, rows, profile, ocr, wrapped_labels(rows, profile, ocr))
    for number, row in enumerate(rows):
        if not row.furniture or _matches(row, profile, ocr):
            reading.take(number, row)
    return form


@dataclass(slots=True)
class _Reading:
    """A form being read: `open` are the fields whose values may still go on."""

    form: Form
    rows: Sequence[Row]
    profile: Profile
    ocr: bool
    wrapped: Wrapped
    open: list[Field] = field(default_factory=list)

    def take(self, number: int, row: Row) -> None:
        """Take in the next row: open the fields its labels name, give the other cells to their fields."""
        current, rest = self._labels(number, row)
        if not current and _headed_columns(self.open, rest, self.rows, number):
            for one, cell in zip(self.open, rest, strict=True):
                _give(one, cell, row)
        elif current:
            self._beside(current, rest, row)
        elif self.open:
            self._under(rest, row)
        else:
            self.form.free.append(row)

    def _labels(self, number: int, row: Row) -> tuple[list[Field], list[Cell]]:
        """The fields that the row opens, and its cells that are no labels."""
        current: list[Field] = []
        rest: list[Cell] = []
        for at, cell in enumerate(row.cells):
            if (number, at) in self.wrapped.skip:
                continue
            match = (
                self.wrapped.full.get((number, at))
                or self._staff(row)
                or match_label(cell.text, self.profile, ocr=self.ocr)
            )
            if not match or not _believable(match, row, at, self.open, self.profile):
                rest.append(cell)
                continue
            opened = Field(match.kind, match.label, row, cell.x0, match.marked)
            self.form.fields.append(opened)
            if match.kind in OFFICES and match.rest and at == 0 and _in_list(self.open, row):
                _into_list(self.open[-1], match, row, cell)
            else:
                current.append(opened)
            value = self._second(match, row, cell)
            if value:
                opened.pieces.append(Piece(value, row, [_after(cell, value)], inline=True))
        return current, rest

    def _staff(self, row: Row) -> Match | None:
        """ "Från Polismyndigheten" alone on a row after the members: those who attend for the authority."""
        lists = {"serving", "substitute", "present"}
        members = any(one.kind in lists and one.pieces for one in self.form.fields)
        told = STAFF.match(row.text) if members and len(row.cells) == 1 else None
        if told and _AUTHORITY.search(told["unit"]):
            return Match("official", row.text[told.end() :].strip(), True, told[0])
        return None

    def _second(self, match: Match, row: Row, cell: Cell) -> str:
        """The value after a label; a second label with its value on the same line ("… 12. Plats: …") is cut off it."""
        second = _SECOND.search(match.rest)
        other = match_label(match.rest[second.end(1) :].strip(), self.profile) if second else None
        if not second or not other:
            return match.rest
        extra = Field(other.kind, other.label, row, cell.x0, True)
        extra.pieces.append(Piece(other.rest.strip(" ."), row, [_after(cell, other.rest)], inline=True))
        self.form.fields.append(extra)
        return match.rest[: second.start(1)].strip(" .")

    def _beside(self, current: list[Field], rest: list[Cell], row: Row) -> None:
        """Cells on a row of labels: those to the left go on with an open field, the others with the label before them."""
        for cell in rest:
            if cell.x0 < current[0].x0 and self.open:
                _give(_owner(cell, self.open), cell, row)
            else:
                owners = [one for one in current if one.x0 <= cell.x0] or current
                _give(owners[-1], cell, row)
        kept = [one for one in self.open if not any(abs(one.x0 - new.x0) < 30 for new in current)]
        self.open = kept + current
        alone = len(current) == 1 and current[0].marked and not rest and not current[0].pieces
        if alone or min(one.x0 for one in current) <= min(one.x0 for one in self.open) + 5:
            self.open = current

    def _under(self, rest: list[Cell], row: Row) -> None:
        """Cells on a row without labels go to the open fields they stand under."""
        if len(rest) > 1 and len({id(_owner(cell, self.open)) for cell in rest}) == 1:
            text = clean(", ".join(cell.text for cell in rest))
            _owner(rest[0], self.open).pieces.append(Piece(text, row, rest))
        else:
            for cell in rest:
                _give(_owner(cell, self.open), cell, row)


def _in_list(open_fields: list[Field], row: Row) -> bool:
    """Whether an office label stands in the middle of a list of people: the list goes on around it."""
    return (
        bool(open_fields)
        and open_fields[-1].kind in {"present", "serving", "remote"}
        and (bool(open_fields[-1].pieces) or row.gap < 0.45)
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


_AUTHORITY = re.compile(
    r"polis|förvaltning|kommun|kontor|kansli|region|myndighet|stab|sekretariat|länsstyrelse", re.I
)
STAFF = re.compile(r"^Från (?P<unit>(?:[\w-]+ ){0,3}[\w-]+)(?:\s*:\s*|$)")


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
    if at > 0 and (match.label.startswith("§") or (not match.marked and not match.rest)):
        return False
    if at > 0 and match.kind in LISTS and not match.rest and len(row.cells) > 1:
        # "Ledamot | Ersättare" beside names is a column of titles, not a new list
        before = (match_label(cell.text, profile) for cell in row.cells[:at])
        return any(one is not None and one.kind in LISTS for one in before)
    beside = row.cells[0].text.split(",")[0]
    if at > 0 and match.kind in OFFICES and not row.cells[at].text.endswith(":") and is_full_name(beside):
        return False  # "Bo Ek (S) | Vice ordförande" is a column of offices
    inside = [one for one in open_fields if one.kind in LISTS and one.value_x is not None]
    if inside and match.kind in OFFICES and at > 0:
        return False
    return not (
        at > 0 and open_fields and match.kind in {"chair", "secretary"} and open_fields[-1].kind in LISTS
    )


def _give(owner: Field, cell: Cell, row: Row) -> None:
    if owner.value_x is None:
        owner.value_x = cell.x0
    if owner.pieces and owner.pieces[-1].row is row:
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
