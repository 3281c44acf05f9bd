"""The layout as rows of cells: gaps become columns, running heads and feet are set apart, table cells stand side by side."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from samsyn.council.reading.layout import Box, Layout, Line, Page, Word

from .ocr_sections import mend_sections
from .text import clean, key

_PAGE_NUMBER = re.compile(
    r"^(?:sid(?:a|nr)?\.?\s*)?\(?\d{1,4}\)?(?:\s*(?:\(\d{1,4}\)|/\s*\d{1,4}|av\s+\d{1,4}))?$", re.I
)


_SIGN_HERE = re.compile(
    r"^(?:[/_.…\s\d]*|(?:justera(?:ndes|des?|res)\s*(?:sign(?:atur)?\.?|signum)|utdragsbestyrkande|sign(?:atur)?\.?|just\.?\s*sign\.?|"
    r"ordförandens sign(?:atur)?|paragrafen är justerad|\s)+)$", re.I
)  # fmt: skip


_CLOCK = re.compile(r"\d{1,2}[.:]\d\d$")  # the end of a wrapped "kl. 13.00-"
_BULLET = re.compile(r"^[•·▪◦‣\uf0b7\uf0a7o*\u2022\uf02d–—-]$")


_RULE = re.compile(r"^[\s._\-–—…=*|/]+$")


@dataclass(slots=True)
class Cell:
    """Words that stand close together on a row."""

    words: list[Word]

    @property
    def text(self) -> str:
        return clean(" ".join(word.text for word in self.words))

    @property
    def x0(self) -> float:
        return self.words[0].box.x0

    @property
    def x1(self) -> float:
        return self.words[-1].box.x1


@dataclass(slots=True)
class Row:
    """One print row: its cells left to right, and where it came from. `table` is (table, row) where the format has tables.
    `gap` is the free height above it in units of its own line height."""

    cells: list[Cell]
    lines: list[Line]
    page: int
    real: bool
    heading: int = 0
    bullet: bool = False
    table: tuple[int, int] | None = None
    columns: list[int] = field(default_factory=list)
    furniture: bool = False
    gap: float = 0.0
    text: str = ""
    key: str = ""

    @property
    def line(self) -> int:
        return self.lines[0].number

    @property
    def x0(self) -> float:
        return self.cells[0].x0

    @property
    def words(self) -> Iterator[Word]:
        return (word for cell in self.cells for word in cell.words)

    @property
    def box(self) -> Box:
        return boxed(self.words)

    @property
    def height(self) -> float:
        box = self.cells[0].words[0].box
        return max(box.y1 - box.y0, 1.0)

    @property
    def bold(self) -> bool:
        return all(word.bold for cell in self.cells for word in cell.words)

    def span(self) -> tuple[int, int]:
        return self.lines[0].start, self.lines[-1].start + len(self.lines[-1].text)


def boxed(words: Iterable[Word]) -> Box:
    """The box around some words (at least one)."""
    boxes = [word.box for word in words]
    return Box(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def rows_of(layout: Layout) -> list[Row]:
    """All rows in reading order, with page furniture marked (kept on the page where it first stands)."""
    rows: list[Row] = []
    mend_sections(layout.pages)
    for page in layout.pages:
        rows += _page_rows(page)
    _mark_furniture(rows, len(layout.pages))
    return rows


def _page_rows(page: Page) -> list[Row]:
    rows: list[Row] = []
    lines = [line for line in page.lines if line.words]
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.cell is None:
            rows.append(_row([Cell(words) for words in split_cells(line.words)], [line], page))
            at += 1
            continue
        same = [line]
        while (
            at + len(same) < len(lines)
            and (other := lines[at + len(same)].cell)
            and other[:2] == line.cell[:2]
        ):
            same.append(lines[at + len(same)])
        rows += _table_rows(same, page)
        at += len(same)
    previous: Row | None = None
    for row in rows:
        if previous is not None:
            row.gap = (row.cells[0].words[0].box.y0 - previous.cells[0].words[0].box.y1) / row.height
        previous = row
    return rows


def _row(cells: list[Cell], lines: list[Line], page: Page) -> Row:
    bullet = False
    while len(cells) > 1 and _BULLET.match(cells[0].text):
        cells, bullet = cells[1:], True
    row = Row(
        cells, lines, page.number, page.real, max(line.heading for line in lines), lines[0].bullet or bullet
    )
    row.text = clean(" ".join(word.text for cell in cells for word in cell.words))
    row.key = key(row.text)
    return row


def _table_rows(lines: list[Line], page: Page) -> list[Row]:
    """The k-th lines of a table row's cells as one row, so that a stated table looks like a printed one."""
    columns: dict[int, list[Line]] = {}
    for line in lines:
        assert line.cell
        columns.setdefault(line.cell[2], []).append(line)
    rows = []
    for k in range(max(map(len, columns.values()))):
        here = {c: column[k] for c, column in sorted(columns.items()) if k < len(column)}
        row = _row([Cell(line.words) for line in here.values()], list(here.values()), page)
        assert lines[0].cell
        row.table, row.columns = lines[0].cell[:2], list(here)
        rows.append(row)
    return rows


def split_cells(words: list[Word]) -> list[list[Word]]:
    """Words parted where the gap is wide: more than 0.9 of the line height (a space is about a quarter)."""
    cells: list[list[Word]] = [[words[0]]]
    for before, word in itertools.pairwise(words):
        height = min(before.box.y1 - before.box.y0, word.box.y1 - word.box.y0)
        if word.box.x0 - before.box.x1 > 0.9 * height or word.text == "|" or before.text == "|":
            cells.append([word])
        else:
            cells[-1].append(word)
    return [cell for cell in cells if not all(word.text == "|" for word in cell)] or [words]


def _mark_furniture(rows: list[Row], pages: int) -> None:
    """Mark running heads and feet, signature corners, page digits and rules: what stands on most pages in the same place."""
    seen: Counter[str] = Counter()
    by_page: dict[int, list[Row]] = {}
    for row in rows:
        by_page.setdefault(row.page, []).append(row)
    edges: dict[int, list[Row]] = {}
    for number, page_rows in by_page.items():
        edges[number] = page_rows[:9] + page_rows[-6:] if len(page_rows) > 15 else page_rows
        seen.update({_shape(row) for row in edges[number]})
    first: set[str] = set()
    for number, page_rows in by_page.items():
        edge = {id(row) for row in edges[number]}
        for place, row in enumerate(page_rows):
            at_edge = place in (0, 1) or place >= len(page_rows) - 2
            if (
                (_SIGN_HERE.match(row.text) and not _CLOCK.match(row.text))
                or _RULE.match(row.text)
                or (at_edge and _PAGE_NUMBER.match(row.text) and not re.match(r"(?:19|20)\d\d$", row.text))
            ):
                row.furniture = True
            elif (
                pages > 2
                and id(row) in edge
                and seen[_shape(row)] >= max(3, 0.5 * pages)
                and len(row.text) < 120
            ):
                row.furniture = _shape(row) in first
                first.add(_shape(row))


def _shape(row: Row) -> str:
    if row.text.startswith("§"):  # a numbered heading at a page's top differs only in its number
        return row.text
    return re.sub(r"\d{1,3}(?!\d)", "0", row.key)
