"""Minutes as blocks that any format can be written from; a run of text may be struck."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

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


# What stood under the titles is not repeated here; these sentences carry what the labels speak of.
_NOTES = {
    0: "Föregående anteckningar lades till handlingarna. {previous}",
    6: "En digital föreläsning hålls den 20 februari.",
    7: "Resultaten behandlas i KSNAU den 7 januari.",
}


def roster_text(gold: dict[str, Any]) -> str:
    """The notes of a council as Markdown: a roster with ~~ round the absent, items as a table.

    Made from labels alone: those called in their order, substitutes in brackets, titles and presenters.
    """
    absent = {row["name"] for row in gold["absent"]}
    instead = {row["substitute_for"]: row["name"] for row in gold["present"] if row["substitute_for"]}
    names = []
    for row in gold["called"]:
        name = f"~~{row['name']}~~" if row["name"] in absent else row["name"]
        names.append(f"{name} (ers. {instead[row['name']]})" if row["name"] in instead else name)
    rows = [("Ärende:", "Omfattning/notering:", "Föredragande:"), ("---", "---", "---")]
    for n, item in enumerate(gold["items"]):
        note = _NOTES.get(n, "Rådet samtalade om läget.").format(previous=gold["previous_meeting"]["text"])
        rows.append((item["title"], note, ", ".join(item["presenters"])))
    start, end = (gold[key].replace(":", ".") for key in ("start", "end"))
    head = (
        f"Begränsad delning\n\n{gold['body']}\n\n# Anteckningar\n\nTid: {gold['date']}, kl. {start}–{end}\n\n"
    )
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return (
        f"{head}Fysiskt möte, {gold['place']}\n\n**Närvarande:**\n\n{', '.join(names)}.\n\n"
        f"{table}\n\nAntecknat av: {gold['secretary']}\n"
    )
