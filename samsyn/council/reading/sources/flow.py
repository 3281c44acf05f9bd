"""The made-up geometry of formats without pages: characters CHAR wide, lines LEADING high."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from samsyn.council.reading.characters import take_strokes, tidy
from samsyn.council.reading.layout import CHAR, LEADING, Box, Line, Page, Strike, Word
from samsyn.council.reading.limits import Budget

_WORD = re.compile(r"\S+")
GAP = 3
MARGIN = 12


class Run(NamedTuple):
    """Characters of one look. A run may end in the middle of a word."""

    text: str
    strike: Strike | None = None
    bold: bool = False


@dataclass(slots=True)
class Row:
    """One line to be placed: its runs, how many characters it is indented, and what the format says of it."""

    runs: list[Run]
    indent: int = 0
    heading: int = 0
    bullet: bool = False

    def words(self, x: float, y: float) -> list[Word]:
        """Words of the row from point (x, y). `p_struck` is the share of its characters that are struck."""
        text = "".join(run.text for run in self.runs)
        marks = None
        if any(run.strike or run.bold for run in self.runs):
            marks = [run for run in self.runs for _ in run.text]
        words = []
        for match in _WORD.finditer(text):
            start, end = match.span()
            word, share = take_strokes(match.group())
            word = tidy(word)
            if not word:
                continue
            left = x + start * CHAR
            box = Box(left, y, left + (end - start) * CHAR, y + LEADING)
            made = Word(word, box)
            if share:
                made.strike, made.p_struck = Strike.MARKUP, share
            if marks is not None:
                _mark(made, marks[start:end], match.group())
            words.append(made)
        return words


def _mark(word: Word, runs: list[Run], text: str) -> None:
    # A comma left out of the strike says nothing.
    letters = [run for run, char in zip(runs, text, strict=True) if char.isalnum()] or runs
    struck = [run.strike for run in letters if run.strike]
    if struck:
        word.strike, word.p_struck = struck[0], round(len(struck) / len(letters), 3)
    word.bold = sum(run.bold for run in runs) * 2 > len(runs)


def plain(text: str, *, indent: int = 0, heading: int = 0, bullet: bool = False) -> Row:
    return Row([Run(text)], indent, heading, bullet)


Table = list[list[list[Row]]]
Block = Row | Table


class Pieces:
    """Runs of a paragraph being collected: tabs become columns of eight, line breaks part rows."""

    def __init__(self) -> None:
        self._lines: list[list[Run]] = [[]]
        self._column = 0

    def add(self, text: str, strike: Strike | None = None, bold: bool = False) -> None:
        for number, line in enumerate(text.split("\n")):
            if number:
                self._lines.append([])
                self._column = 0
            for place, part in enumerate(line.split("\t")):
                if place:
                    blank = max(GAP, -self._column % 8)
                    self._lines[-1].append(Run(" " * blank))
                    self._column += blank
                if part:
                    self._lines[-1].append(Run(part, strike, bold))
                    self._column += len(part)

    def rows(self, *, indent: int = 0, heading: int = 0, bullet: bool = False) -> list[Row]:
        """The collected rows, of which only the first is a list item; the collection starts anew."""
        lines, self._lines, self._column = self._lines, [[]], 0
        rows = [Row(runs, indent, heading, bullet and not number) for number, runs in enumerate(lines)]
        return [row for row in rows if any(not run.text.isspace() for run in row.runs)]


def flatten(blocks: Iterable[Block]) -> list[Row]:
    """All rows of the blocks, tables cell by cell."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Row):
            rows.append(block)
        else:
            rows += [part for line in block for cell in line for part in cell]
    return rows


def distinct(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in order, the first of those that print alike."""
    found: dict[str, Block] = {}
    for block in blocks:
        found.setdefault("\n".join("".join(run.text for run in row.runs) for row in flatten([block])), block)
    return list(found.values())


@dataclass(slots=True)
class Flow:
    """Rows and tables from top to bottom, on one or more pages that nobody printed."""

    budget: Budget
    pages: list[Page] = field(default_factory=list)
    _y: float = MARGIN * CHAR
    _tables: int = 0

    def add(self, row: Row) -> None:
        """Place one row; an empty one only moves down."""
        self.budget.spend(sum(len(run.text) for run in row.runs) + 1)
        words = row.words((MARGIN + row.indent) * CHAR, self._y)
        self.budget.spend(0, len(words))
        self._y += LEADING
        if words:
            self._page.lines.append(Line(words, 0, heading=row.heading, bullet=row.bullet))

    def place(self, blocks: Iterable[Block]) -> None:
        """Place rows and tables in order."""
        for block in blocks:
            if isinstance(block, Row):
                self.add(block)
            else:
                self.table(block)

    def gap(self) -> None:
        """White space between blocks."""
        self._y += LEADING / 2

    def table(self, rows: Iterable[list[list[Row]]]) -> None:
        """Place a table given as rows of cells of rows. Each cell starts at its column's x."""
        cells = [row for row in rows if any(cell for cell in row)]
        widths: dict[int, int] = {}
        for row in cells:
            for column, cell in enumerate(row):
                longest = max(
                    (sum(len(run.text) for run in part.runs) + part.indent for part in cell), default=0
                )
                widths[column] = max(widths.get(column, 0), longest + GAP)
        self._tables += 1
        for number, row in enumerate(cells):
            left, tallest = MARGIN, 1
            for column, cell in enumerate(row):
                self._cell(cell, left, (self._tables - 1, number, column))
                left += widths[column]
                tallest = max(tallest, len(cell))
            self._y += tallest * LEADING
        self.gap()

    def _cell(self, cell: list[Row], left: int, place: tuple[int, int, int]) -> None:
        for offset, row in enumerate(cell):
            self.budget.spend(sum(len(run.text) for run in row.runs) + 1)
            words = row.words((left + row.indent) * CHAR, self._y + offset * LEADING)
            self.budget.spend(0, len(words))
            if words:
                line = Line(words, 0, heading=row.heading, bullet=row.bullet, cell=place)
                self._page.lines.append(line)

    def new_page(self) -> None:
        """Start a page, as a form feed in plain text does."""
        self.pages.append(Page(len(self.pages) + 1, 0.0, 0.0, real=False))
        self._y = MARGIN * CHAR

    def done(self) -> list[Page]:
        """The pages, with sizes that hold their words. There is always at least one."""
        if not self.pages:
            self.new_page()
        for page in self.pages:
            boxes = [word.box for line in page.lines for word in line.words]
            page.width = max((box.x1 for box in boxes), default=0.0) + MARGIN * CHAR
            page.height = max((box.y1 for box in boxes), default=0.0) + MARGIN * CHAR
        return self.pages

    @property
    def _page(self) -> Page:
        if not self.pages:
            self.new_page()
        return self.pages[-1]
