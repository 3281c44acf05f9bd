"""A stretch of a list as one string, with the words it was made of."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from dataclasses import dataclass, replace

from samsyn.council.reading.layout import Word

from .fields import Piece
from .list_spans import is_full_name
from .posts import is_association
from .rows import Row
from .text import clean

_PARTY_CELL = re.compile(r"(?:[A-ZÅÄÖ]{1,5}|-)$")


def place(one: tuple[int, object]) -> int:
    return one[0]


@dataclass(slots=True)
class Chunk:
    """Text with the words it was made of; `word_at[i]` is the word that character i belongs to."""

    text: str
    row: Row
    words: list[tuple[int, Word]]

    def part(self, start: int, end: int) -> list[Word]:
        """The words that touch characters start to end."""
        first = bisect(self.words, start, key=place) - 1
        last = bisect_left(self.words, end, key=place)
        return [word for at, word in self.words[max(0, first) : last] if at + len(word.text) > start]


def chunk_of(piece: Piece) -> Chunk:
    """A piece as one string, cells parted by ", " unless the next one only goes on (bracket, § or lower case)."""
    text, words = "", []
    if (
        len(piece.cells) > 1
        and not is_association(piece.cells[0].text)
        and _PARTY_CELL.match(piece.cells[0].text)
        and is_full_name(piece.cells[1].text.split(",")[0])
    ):
        return _party_last(piece)
    if piece.spoken:
        return Chunk(piece.text, piece.row, [(0, word) for cell in piece.cells for word in cell.words])
    for number, cell in enumerate(piece.cells):
        if number:
            text += (
                " "
                if re.match(r"[(§]|[a-zåäö]{1,3}\b\.?\s", cell.text)
                or text.endswith((",", "-", " för", " ersätter"))
                or re.search(r" för [^\W\d_a-zåäö][\w-]+$", text)
                else ", "
            )
        for k, word in enumerate(cell.words):
            shown = clean(word.text)
            text += " " if k and shown else ""
            words.append((len(text), word))
            text += shown
    return Chunk(text, piece.row, words)


def _party_last(piece: Piece) -> Chunk:
    """A row "C | Bo Ek, ordförande" as "Bo Ek, ordförande (C)"."""
    rest = chunk_of(replace(piece, cells=piece.cells[1:]))
    party = piece.cells[0]
    at = len(rest.text) + 2
    return Chunk(
        f"{rest.text} ({party.text})", piece.row, [*rest.words, *((at, word) for word in party.words)]
    )
