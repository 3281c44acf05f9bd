"""What every kind of file becomes before it is understood: pages of lines of words with places and strokes.

One geometry for all: a PDF or scan has real boxes in points; text, Markdown, DOCX and HTML get a made-up
one (a character is `CHAR` wide, a line `LEADING` high, a table cell starts at its own x), so that columns
are found in one way everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

CHAR = 6.0
LEADING = 12.0


class Strike(StrEnum):
    """How a stroke through a word was seen. `DELETED` is a tracked deletion: the word was taken out, nobody
    is absent."""

    LINE = "line"
    ANNOTATION = "annotation"
    PROPERTY = "property"
    MARKUP = "markup"
    SCAN = "scan"
    PEN = "pen"
    DELETED = "deleted"


class Method(StrEnum):
    """How the characters came to be: typed by a program, read by OCR here, or OCR text without its image."""

    TEXT = "text"
    OCR = "ocr"
    OCR_TEXT = "ocr_text"


@dataclass(frozen=True, slots=True)
class Box:
    """Points from the page's upper left corner, as the page is shown (rotation applied): x0 <= x1, y0 <=
    y1."""

    x0: float
    y0: float
    x1: float
    y1: float

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )


@dataclass(slots=True)
class Word:
    """A run of characters without white space. `confidence` is the OCR engine's, 0-1; 1 for typed text."""

    text: str
    box: Box
    strike: Strike | None = None
    p_struck: float = 0.0
    confidence: float = 1.0
    bold: bool = False


@dataclass(slots=True)
class Line:
    """Words of one print line, left to right. `number` counts from 1 on its page; `start` is the offset of
    the line's first character in `Layout.text()`. `heading` is a heading level the format itself states
    (`#`, `h1`, a Heading style), else 0. `cell` is (table, row, column) if the format states tables, else
    None: each cell has lines of its own."""

    words: list[Word]
    number: int
    start: int = 0
    heading: int = 0
    bullet: bool = False
    cell: tuple[int, int, int] | None = None

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        box = self.words[0].box
        for word in self.words[1:]:
            box = box.union(word.box)
        return box


@dataclass(slots=True)
class Page:
    """One page in reading order. `real` is False where the geometry is made up, so no box must leave the
    reader."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    real: bool = True
    method: Method = Method.TEXT


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must tell a person: `code` from record.schema.json, `message` in Swedish, page
    and line or 0."""

    code: str
    message: str
    page: int = 0
    line: int = 0


@dataclass(slots=True)
class Layout:
    """A whole file. `links` are the web addresses in it; `title` the title the format itself states, or
    empty."""

    media_type: str
    pages: list[Page]
    links: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    title: str = ""

    def text(self) -> str:
        """All lines, one a row, pages joined by a form feed: what `span` counts in."""
        return "\f".join("".join(line.text + "\n" for line in page.lines) for page in self.pages)

    def number_lines(self) -> None:
        """Set `number` and `start` of every line from its place; sources call this once, last."""
        offset = 0
        for page in self.pages:
            for number, line in enumerate(page.lines, 1):
                line.number, line.start = number, offset
                offset += len(line.text) + 1
            offset += 1
