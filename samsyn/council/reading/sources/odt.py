"""ODT from its XML: struck text by style, tracked deletions apart, numbered lists, tables, notes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lxml import etree

from samsyn.council.reading.errors import Damaged
from samsyn.council.reading.layout import Layout, Strike
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import ODT

from .docx_styles import printed_number
from .flow import Block, Flow, Pieces, Row, Table, distinct, flatten
from .package import Package
from .text import find_links

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, STYLE, TEXT, TABLE, DRAW = (_URN % part for part in ("office", "style", "text", "table", "drawing"))
FO = _URN % "xsl-fo-compatible"
HREF = "{http://www.w3.org/1999/xlink}href"
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_DEEPEST = 120
_SKIPPED = frozenset(
    {OFFICE + "annotation", OFFICE + "annotation-end", TEXT + "tracked-changes", OFFICE + "forms"}
    | {TEXT + "sequence-decls", TEXT + "variable-decls", TEXT + "hidden-text", TEXT + "bibliography-mark"}
)


@dataclass(frozen=True, slots=True)
class _Look:
    strike: Strike | None = None
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Level:
    form: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    shown: int = 1


@dataclass(slots=True)
class _List:
    """Where we are in a list: its style and the counter of each level."""

    style: str = ""
    counters: list[int] = field(default_factory=list)


def read(data: bytes, budget: Budget) -> Layout:
    package = Package(data, budget)
    content = package.xml("content.xml")
    body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
    if content is None or body is None:
        raise Damaged("Dokumentet saknar innehåll. Det är sparat; hämta det på nytt eller spara om det.")
    styles = package.xml("styles.xml")
    reader = _Reader(content, styles)
    flow = Flow(budget)
    flow.place(reader.marginal(styles, "header"))
    flow.place(reader.blocks(body))
    flow.place(reader.notes)
    flow.place(reader.marginal(styles, "footer"))
    layout = Layout(ODT, flow.done(), title=_title(package))
    links = [link.get(HREF, "") for link in body.iter(TEXT + "a")]
    web = [link for link in links if link.startswith("http")]
    layout.links = list(dict.fromkeys([*web, *find_links(layout.text())]))
    layout.number_lines()
    return layout


def _title(package: Package) -> str:
    root = package.xml("meta.xml")
    found = root.find(".//{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return (found.text or "").strip()[:300] if found is not None else ""


class _Styles:
    """Looks and list levels by style name."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._elements = {}
        self.levels: dict[str, dict[int, _Level]] = {}
        for root in roots:
            for style in root.iter(STYLE + "style"):
                self._elements[style.get(STYLE + "name", "")] = style
            for style in root.iter(TEXT + "list-style"):
                self.levels[style.get(STYLE + "name", "")] = dict(map(_level, style))

    def look(self, name: str | None, outer: _Look, depth: int = 0) -> _Look:
        """The look of a style over that of its surroundings."""
        element = self._elements.get(name or "")
        if element is None or depth > 20:
            return outer
        look = self.look(element.get(STYLE + "parent-style-name"), outer, depth + 1)
        properties = element.find(STYLE + "text-properties")
        if properties is None:
            return look
        line = properties.get(STYLE + "text-line-through-style") or properties.get(
            STYLE + "text-line-through-type"
        )
        if line:
            look = replace(look, strike=look.strike if look.strike is Strike.DELETED else _strike(line))
        weight = properties.get(FO + "font-weight")
        if weight:
            look = replace(look, bold=weight == "bold" or weight in ("600", "700", "800", "900"))
        display = properties.get(TEXT + "display")
        return replace(look, hidden=display == "none") if display else look


def _strike(line: str) -> Strike | None:
    return None if line == "none" else Strike.PROPERTY


def _level(element: etree._Element) -> tuple[int, _Level]:
    def number(name: str) -> int:
        value = element.get(TEXT + name, "1")
        return int(value) if value.isdecimal() and len(value) < 7 else 1

    is_number = element.tag == TEXT + "list-level-style-number"
    form = _FORMS.get(element.get(STYLE + "num-format", ""), "") if is_number else "bullet"
    prefix, suffix = element.get(STYLE + "num-prefix", ""), element.get(STYLE + "num-suffix", "")
    return number("level"), _Level(form, prefix, suffix, number("start-value"), number("display-levels"))


class _Reader:
    def __init__(self, content: etree._Element, styles: etree._Element | None) -> None:
        self._styles = _Styles([root for root in (styles, content) if root is not None])
        self.notes: list[Block] = []
        self._after: list[Block] = []
        self._lists: dict[str, list[int]] = {}
        self._deleted = {}
        for region in content.iter(TEXT + "changed-region"):
            deletion = region.find(TEXT + "deletion")
            if deletion is not None:
                self._deleted[region.get(TEXT + "id", "")] = deletion

    def marginal(self, styles: etree._Element | None, kind: str) -> list[Block]:
        """Headers or footers of the page styles; what several print alike comes once."""
        margins = styles.iter(STYLE + kind, f"{STYLE}{kind}-first") if styles is not None else ()
        return distinct(block for margin in margins for block in self.blocks(margin))

    def blocks(self, parent: etree._Element, look: _Look = _Look(), depth: int = 0) -> list[Block]:
        out: list[Block] = []
        if depth > _DEEPEST:
            return out
        for child in parent:
            if child.tag in (TEXT + "p", TEXT + "h"):
                out += self._paragraph(child, look, depth)
            elif child.tag == TEXT + "list":
                out += self._list(child, look, _List(), depth + 1)
            elif child.tag == TABLE + "table":
                out.append(self._table(child, look, depth))
            elif child.tag == TEXT + "change":
                if (gone := self._deleted.get(child.get(TEXT + "change-id", ""))) is not None:
                    out += self.blocks(gone, replace(look, strike=Strike.DELETED), depth + 1)
            elif child.tag not in _SKIPPED:
                out += self.blocks(child, look, depth + 1)
        return out

    def _paragraph(
        self, element: etree._Element, look: _Look, depth: int, number: str = "", **row: int
    ) -> list[Block]:
        own = self._styles.look(element.get(TEXT + "style-name"), look)
        pieces = Pieces()
        if number:
            pieces.add(number + " ", look.strike)
        self._inline(element, own, pieces, depth)
        level = element.get(TEXT + "outline-level", "1") if element.tag == TEXT + "h" else "0"
        rows = pieces.rows(
            heading=int(level) if level.isdecimal() and len(level) == 1 else 1,
            indent=row.get("indent", 0),
            bullet=bool(row.get("bullet", 0)),
        )
        after, self._after = self._after, []
        return [*rows, *after]

    def _list(self, element: etree._Element, look: _Look, outer: _List, depth: int) -> list[Block]:
        style = element.get(TEXT + "style-name") or outer.style
        level = len(outer.counters) + 1
        kind = self._styles.levels.get(style, {}).get(level, _Level("bullet"))
        resumed = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
        count = self._lists.get(style, [0])[-1] if resumed and level == 1 else kind.start - 1
        out: list[Block] = []
        for item in element:
            if item.tag not in (TEXT + "list-item", TEXT + "list-header") or depth > _DEEPEST:
                continue
            start = item.get(TEXT + "start-value", "")
            count = (
                int(start)
                if start.isdecimal() and len(start) < 7
                else count + (item.tag == TEXT + "list-item")
            )
            here = _List(style, [*outer.counters, count])
            number = self._number(here, kind) if item.tag == TEXT + "list-item" else ""
            marked = False
            for child in item:
                if child.tag in (TEXT + "p", TEXT + "h"):
                    bullet = kind.form == "bullet" and not marked
                    out += self._paragraph(
                        child, look, depth, "" if marked else number, indent=2 * level, bullet=bullet
                    )
                    marked = True
                elif child.tag == TEXT + "list":
                    out += self._list(child, look, here, depth + 1)
        self._lists[style] = [count]
        return out

    def _number(self, here: _List, kind: _Level) -> str:
        if kind.form in ("", "bullet"):
            return ""
        levels = self._styles.levels.get(here.style, {})
        first = max(0, len(here.counters) - kind.shown)
        parts = [
            printed_number(count, levels.get(place + 1, kind).form or "decimal")
            for place, count in enumerate(here.counters)
            if place >= first
        ]
        return kind.prefix + ".".join(parts) + kind.suffix

    def _table(self, element: etree._Element, look: _Look, depth: int) -> Table:
        table: Table = []
        for line in element.iter(TABLE + "table-row"):
            if next(line.iterancestors(TABLE + "table")) is not element:
                continue
            row: list[list[Row]] = []
            for cell in line:
                if cell.tag in (TABLE + "table-cell", TABLE + "covered-table-cell"):
                    row.append(flatten(self.blocks(cell, look, depth + 1)))
            table.append(row)
        return table

    def _inline(self, parent: etree._Element, look: _Look, pieces: Pieces, depth: int) -> None:
        _text(parent.text, look, pieces)
        for child in parent:
            if depth <= _DEEPEST:
                self._child(child, look, pieces, depth + 1)
            _text(child.tail, look, pieces)

    def _child(self, child: etree._Element, look: _Look, pieces: Pieces, depth: int) -> None:
        tag = child.tag
        if tag == TEXT + "span":
            self._inline(child, self._styles.look(child.get(TEXT + "style-name"), look), pieces, depth)
        elif tag == TEXT + "s":
            count = child.get(TEXT + "c", "1")
            pieces.add(" " * min(int(count), 200) if count.isdecimal() and len(count) < 5 else " ")
        elif tag in (TEXT + "tab", TEXT + "line-break"):
            pieces.add("\t" if tag == TEXT + "tab" else "\n")
        elif tag == TEXT + "note":
            note = child.find(TEXT + "note-body")
            self.notes += self.blocks(note, depth=depth) if note is not None else []
        elif tag == TEXT + "change":
            if (gone := self._deleted.get(child.get(TEXT + "change-id", ""))) is not None:
                for paragraph in gone.iter(TEXT + "p", TEXT + "h"):
                    self._inline(paragraph, replace(look, strike=Strike.DELETED), pieces, depth)
        elif tag in (DRAW + "frame", DRAW + "custom-shape", DRAW + "g"):
            found = self.blocks(child, depth=depth)
            self._after += found
        elif tag not in _SKIPPED and isinstance(tag, str):
            self._inline(child, look, pieces, depth)


def _text(text: str | None, look: _Look, pieces: Pieces) -> None:
    if text and not look.hidden:
        pieces.add(
            " ".join(text.split(" ")) if "\n" not in text else " ".join(text.split("\n")),
            look.strike,
            look.bold,
        )
