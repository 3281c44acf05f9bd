"""The parts of a form: a label with the pieces of text that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from .rows import Cell, Row
from .text import clean, word_set

LISTS = word_set(
    """serving substitute_serving substitute present remote official guest absent called presenters"""
)


OFFICES = frozenset(["chair", "vice_chair", "second_vice_chair", "secretary"])


@dataclass(slots=True)
class Piece:
    """A stretch of one row that belongs to a field: its cells, or the part of a cell after the label."""

    text: str
    row: Row
    cells: list[Cell]
    inline: bool = False
    spoken: bool = False


@dataclass(slots=True)
class Field:
    """A label with what follows it. `x0` is where the label stands, `value_x` where its values begin (None: not known)."""

    kind: str
    label: str
    row: Row
    x0: float
    marked: bool
    value_x: float | None = None
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return clean(" ".join(piece.text for piece in self.pieces))


@dataclass(slots=True)
class Form:
    """The fields in order, and the rows that stand before the first or belong to none."""

    fields: list[Field] = field(default_factory=list)
    free: list[Row] = field(default_factory=list)

    def of(self, *kinds: str) -> list[Field]:
        return [one for one in self.fields if one.kind in kinds]
