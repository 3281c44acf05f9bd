"""Labels that a print has broken: wrapped over rows of their column, or stacked before their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .fields import LISTS, OFFICES, Field, Form, Piece
from .labels import Match, match_label
from .profiles import Profile
from .rows import Row


@dataclass(slots=True)
class Wrapped:
    full: dict[tuple[int, int], Match] = field(default_factory=dict)
    skip: set[tuple[int, int]] = field(default_factory=set)


def wrapped_labels(rows: Sequence[Row], profile: Profile, ocr: bool) -> Wrapped:
    """Labels broken over two or three rows of a label column ("Ej tjänstgörande" / "ersättare"): the whole label counts at
    its first row, the other parts are passed over."""
    found = Wrapped()
    for number, row in enumerate(rows[:-1]):
        for at, cell in enumerate(row.cells):
            text = cell.text
            if len(text) <= 45 and text[:1].isalpha() and not text.endswith(":"):
                _join(found, rows, number, at, profile, ocr)
    return found


def _join(found: Wrapped, rows: Sequence[Row], number: int, at: int, profile: Profile, ocr: bool) -> None:
    """Add the cells under one cell to it as long as they make up a label together."""
    row, cell = rows[number], rows[number].cells[at]
    if (number, at) in found.skip:
        return
    parts, places, last = [cell.text], [], number
    for ahead in range(number + 1, min(number + 4, len(rows))):
        below = [(k, c) for k, c in enumerate(rows[ahead].cells) if abs(c.x0 - cell.x0) < 4]
        if rows[ahead].furniture or not below:
            continue
        k, under = below[0]
        far = ahead - last > 2 or rows[ahead].page != row.page
        if far or len(under.text) > 30 or not under.text[:1].islower():
            return
        parts.append(under.text)
        places.append((ahead, k))
        last = ahead
        match = match_label(" ".join(parts), profile, ocr=ocr)
        if match and match.marked and not match.rest and len(match.label) > len(cell.text):
            found.full[number, at] = Match(match.kind, "", True, match.label)
            found.skip.update(places)


def unstacked(rows: Sequence[Row], profile: Profile, form: Form) -> list[Row]:
    """A print that has lost its columns: three or more labels alone, one a row, then as many values in the same order."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        labels: list[tuple[Row, Match]] = []
        while at + len(labels) < len(rows):
            row = rows[at + len(labels)]
            match = match_label(row.text, profile) if len(row.cells) == 1 else None
            if not match or match.rest or match.kind in LISTS | OFFICES or row.furniture:
                break
            labels.append((row, match))
        values = rows[at + len(labels) : at + 2 * len(labels)]
        if (
            len(labels) >= 3
            and len(values) == len(labels)
            and not any(match_label(row.text, profile) for row in values)
        ):
            for (row, match), value in zip(labels, values, strict=True):
                one = Field(match.kind, match.label, row, row.x0, True, value.x0)
                one.pieces.append(Piece(value.text, value, list(value.cells)))
                form.fields.append(one)
            at += 2 * len(labels)
            continue
        out.append(rows[at])
        at += 1
    return out
