"""The layout language: a document is a list of blocks, and each writer turns blocks into one format.

Text uses three marks: `~~struck~~`, `**bold**` and `[text](address)`; a line break in a cell is a newline.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

Grid = Literal["grid", "none", "rules", "groups", "box"]
MARK = re.compile(r"~~(.+?)~~|\*\*(.+?)\*\*|\[([^\]]+)\]\((https?://[^)]+)\)", re.S)


@dataclass
class Run:
    """A piece of text with one look."""

    text: str
    strike: bool = False
    bold: bool = False
    link: str | None = None


def runs(text: str) -> list[Run]:
    """Split marked text into runs; bold may hold struck text."""
    out: list[Run] = []
    at = 0
    for m in MARK.finditer(text):
        if m.start() > at:
            out.append(Run(text[at : m.start()]))
        if m[1]:
            out.append(Run(m[1], strike=True))
        elif m[2]:
            out.extend(Run(r.text, r.strike, True) for r in runs(m[2]))
        else:
            out.append(Run(m[3], link=m[4]))
        at = m.end()
    if at < len(text):
        out.append(Run(text[at:]))
    return out


def plain(text: str) -> str:
    """The text without marks; a link keeps its words."""
    return "".join(r.text for r in runs(text))


@dataclass
class H:
    """Heading of level 1-4."""

    level: int
    text: str


@dataclass
class P:
    """Paragraph; newlines are line breaks."""

    text: str
    align: Literal["left", "center", "right"] = "left"
    indent: float = 0
    small: bool = False


@dataclass
class Li:
    """Bullet or numbered list."""

    items: list[str]
    ordered: bool = False


@dataclass
class T:
    """Table. `widths` are shares; "groups" draws a rule above rows whose first cell is filled."""

    rows: list[list[str]]
    widths: list[float]
    grid: Grid = "grid"
    head: bool = False
    small: bool = False


@dataclass
class Sp:
    """Empty room, in points."""

    points: float = 12


@dataclass
class Break:
    """Page break."""


Block = H | P | Li | T | Sp | Break


@dataclass
class Style:
    """Look of a document. `header`/`footer` are (left, right); "#" is the page, "##" page and pages."""

    font: str = "Liberation Sans"
    heading: str | None = None
    size: float = 11
    margin: float = 62
    header: tuple[str, str] | None = None
    footer: tuple[str, str] | None = None
    colour: str = "#000000"
    leading: float = 1.3
    language: str = "sv"
    title: str = "Protokoll"
    extra: dict[str, str] = field(default_factory=dict)

    def head_font(self) -> str:
        """The font of headings."""
        return self.heading or self.font


def form(label: str, lines: list[str]) -> list[list[str]]:
    """Table rows for a form field: the label stands beside the first line only."""
    return [[label if i == 0 else "", line] for i, line in enumerate(lines or [""])]


def columns(lines: list[str], count: int = 2, *, down: bool = True) -> list[list[str]]:
    """Lines laid out in columns, filled downwards or across."""
    depth = -(-len(lines) // count)
    if down:
        cut = [lines[i * depth : (i + 1) * depth] for i in range(count)]
        return [[c[r] if r < len(c) else "" for c in cut] for r in range(depth)]
    padded = lines + [""] * (depth * count - len(lines))
    return [padded[r * count : (r + 1) * count] for r in range(depth)]
