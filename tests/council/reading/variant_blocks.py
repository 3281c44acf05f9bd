"""Minutes as blocks that any format can be written from; a run of text may be struck."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "para", "bullet", "row"]

_HEADING = re.compile(r"(#{1,6})\s*(.*)")
_BULLET = re.compile(r"(\s*)[-–]\s+(.*)")
_NUMBERED = re.compile(r"\d+ [A-ZÅÄÖ]")
_STRUCK = re.compile(r"~~(.+?)~~")


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    struck: bool = False


@dataclass(slots=True)
class Block:
    """`cells` holds one list of runs; for a row, one a cell. `level` is of a heading or bullet, from 1."""

    kind: Kind
    cells: list[list[Run]] = field(default_factory=list)
    level: int = 1

    @property
    def runs(self) -> list[Run]:
        return self.cells[0]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def runs_of(text: str) -> list[Run]:
    """Runs of a line in which ~~ marks what is struck."""
    parts = _STRUCK.split(text)
    return [Run(part, struck=bool(n % 2)) for n, part in enumerate(parts) if part]


def mark_struck(text: str, names: tuple[str, ...], after: str = "Närvarande") -> str:
    """The text with ~~ round each name where it stands first after the heading of those present.

    Raises ValueError if a name is not there.
    """
    start = text.index(after)
    for name in names:
        at = text.index(name, start)
        text = f"{text[:at]}~~{name}~~{text[at + len(name) :]}"
    return text


def from_markdown(text: str) -> list[Block]:
    blocks = []
    for line in text.splitlines():
        if heading := _HEADING.match(line):
            blocks.append(Block("heading", [runs_of(heading[2].strip())], len(heading[1])))
        elif bullet := _BULLET.match(line):
            depth = len(bullet[1].expandtabs(4)) // 2 + 1
            blocks.append(Block("bullet", [runs_of(bullet[2].strip())], depth))
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if not set(line) <= set("|- "):
                blocks.append(Block("row", [runs_of(cell) for cell in cells]))
        elif line.strip():
            blocks.append(Block("para", [runs_of(line.strip())]))
    return blocks


def from_plain(text: str) -> list[Block]:
    """Plain text: tabs make table rows, "4 Särskilda utredningar" is a heading, the rest is paragraphs."""
    blocks = []
    for line in filter(str.strip, text.splitlines()):
        if "\t" in line:
            blocks.append(Block("row", [runs_of(cell.strip()) for cell in line.split("\t")]))
        elif _NUMBERED.match(line):
            blocks.append(Block("heading", [runs_of(line.strip())], 2))
        else:
            blocks.append(Block("para", [runs_of(line.strip())]))
    return blocks
