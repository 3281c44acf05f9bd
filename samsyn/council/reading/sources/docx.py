"""DOCX from its XML: struck runs with inherited toggles, tracked deletions apart, numbered lists, tables."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace

from lxml import etree

from samsyn.council.reading.errors import Damaged
from samsyn.council.reading.layout import Layout, Strike
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import DOCX

from .docx_styles import PLAIN, VAL, Numbering, Style, Styles, W, numbering_of, outline_level, struck, toggle
from .flow import Block, Flow, Pieces, Row, Table, distinct, flatten
from .package import Package
from .text import find_links

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "word/document.xml"
_DEEPEST = 120
_CONTAINERS = frozenset(
    W + name
    for name in (
        "hyperlink", "smartTag", "fldSimple", "sdt", "sdtContent", "ins", "moveTo", "customXml", "body",
        "footnote", "endnote", "hdr", "ftr", "dir", "bdo",
    )
)  # fmt: skip
_DELETIONS = frozenset({W + "del", W + "moveFrom"})
_TEXTS = {
    W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-", W + "ptab": "\t",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    style: Style = PLAIN
    deleted: bool = False


def read(data: bytes, budget: Budget) -> Layout:
    package = Package(data, budget)
    main = package.xml(_MAIN)
    body = main.find(f"{W}body") if main is not None else None
    if body is None:
        raise Damaged("Dokumentet saknar innehåll. Det är sparat; hämta det på nytt eller spara om det.")
    relations = _relations(package)
    reader = _Reader(package)
    flow = Flow(budget)
    for kind in ("header", "footer"):
        blocks = reader.parts(sorted(target for rel, target in relations if rel == kind))
        if kind == "header":
            flow.place(blocks)
            flow.place(reader.blocks(body))
            flow.place(reader.notes())
        else:
            flow.place(blocks)
    layout = Layout(DOCX, flow.done(), title=_title(package))
    links = [target for rel, target in relations if rel == "hyperlink" and target.startswith("http")]
    layout.links = list(dict.fromkeys([*links, *find_links(layout.text())]))
    layout.number_lines()
    return layout


def _relations(package: Package) -> list[tuple[str, str]]:
    """Kind and target of each relation of the main part; parts as full names."""
    root = package.xml("word/_rels/document.xml.rels")
    found = []
    for relation in root.iter(_REL) if root is not None else ():
        kind, target = relation.get("Type", "").rsplit("/", 1)[-1], relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("word", target)).removeprefix("/")
        found.append((kind, target))
    return found


def _title(package: Package) -> str:
    root = package.xml("docProps/core.xml")
    found = root.find("{http://purl.org/dc/elements/1.1/}title") if root is not None else None
    return (found.text or "").strip()[:300] if found is not None else ""


class _Reader:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(package.xml("word/styles.xml"))
        self._numbering = Numbering(package.xml("word/numbering.xml"))
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[Block] = []

    def parts(self, names: list[str]) -> list[Block]:
        """Blocks of headers or footers; what several of them print alike comes once."""
        roots = (self._package.xml(name) for name in dict.fromkeys(names))
        return distinct(block for root in roots if root is not None for block in self.blocks(root))

    def notes(self) -> list[Block]:
        """Footnotes and endnotes that the text refers to."""
        out: list[Block] = []
        for kind in ("footnote", "endnote"):
            wanted = {number for which, number in self._notes if which == kind}
            root = self._package.xml(f"word/{kind}s.xml") if wanted else None
            for note in root if root is not None else ():
                if note.get(f"{W}id") in wanted:
                    out += self.blocks(note)
        return out

    def blocks(self, parent: etree._Element, deleted: bool = False, depth: int = 0) -> list[Block]:
        out: list[Block] = []
        if depth > _DEEPEST:
            return out
        for child in parent:
            if child.tag == W + "p":
                out += self._paragraph(child, deleted)
                out += self._boxes
                self._boxes = []
            elif child.tag == W + "tbl":
                out.append(self._table(child, deleted, depth))
            elif child.tag in _CONTAINERS:
                out += self.blocks(child, deleted, depth + 1)
            elif child.tag in _DELETIONS:
                out += self.blocks(child, True, depth + 1)
        return out

    def _table(self, element: etree._Element, deleted: bool, depth: int) -> Table:
        table: Table = []
        for line in element.iter(W + "tr"):
            if next(line.iterancestors(W + "tbl")) is not element:
                continue
            gone = deleted or line.find(f"{W}trPr/{W}del") is not None
            row: list[list[Row]] = []
            for cell in line.iter(W + "tc"):
                if next(cell.iterancestors(W + "tr")) is not line:
                    continue
                properties = cell.find(f"{W}tcPr")
                merged = properties.find(W + "vMerge") if properties is not None else None
                span = properties.find(W + "gridSpan") if properties is not None else None
                if merged is not None and merged.get(VAL) != "restart":
                    row.append([])
                else:
                    row.append(flatten(self.blocks(cell, gone, depth + 1)))
                wide = span.get(VAL, "1") if span is not None else "1"
                row += [[] for _ in range(min(int(wide), 50) - 1)] if wide.isdecimal() else []
            table.append(row)
        return table

    def _paragraph(self, element: etree._Element, deleted: bool) -> list[Row]:
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self._styles.get(named.get(VAL)) if named is not None else self._styles.default
        pieces = Pieces()
        numbering = numbering_of(properties)
        if numbering and not numbering[0] and style.numbering:
            numbering = (style.numbering[0], numbering[1])
        number, bullet, level = "", False, 0
        if (chosen := numbering or style.numbering) and chosen[0] not in ("", "0") and _has_text(element):
            number, bullet, level = self._numbering.next(*chosen)
        if number:
            pieces.add(number + " ", Strike.DELETED if deleted else None)
        self._inline(element, _Look(style, deleted), pieces, 0)
        heading = outline_level(properties) or style.heading
        return pieces.rows(indent=2 * level + 2 * bullet, heading=heading, bullet=bullet)

    def _inline(self, parent: etree._Element, look: _Look, pieces: Pieces, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == W + "r":
                self._run(child, look, pieces)
            elif child.tag in _DELETIONS:
                self._inline(child, replace(look, deleted=True), pieces, depth + 1)
            elif child.tag in _CONTAINERS:
                self._inline(child, look, pieces, depth + 1)
            elif child.tag == _MC + "AlternateContent" and (choice := child.find(_MC + "Choice")) is not None:
                self._inline(choice, look, pieces, depth + 1)

    def _run(self, run: etree._Element, look: _Look, pieces: Pieces) -> None:
        properties = run.find(f"{W}rPr")
        named = properties.find(f"{W}rStyle") if properties is not None else None
        own = self._styles.get(named.get(VAL)) if named is not None else PLAIN
        hidden = toggle(properties, "vanish")
        if (look.style.hidden or own.hidden) if hidden is None else hidden:
            return
        stated, bold = struck(properties), toggle(properties, "b")
        # Toggles of a paragraph style and a character style cancel each other out.
        on = look.style.strike != own.strike if stated is None else stated
        strike = Strike.DELETED if look.deleted else Strike.PROPERTY if on else None
        heavy = look.style.bold != own.bold if bold is None else bold
        for child in run:
            if child.tag in (W + "t", W + "delText"):
                gone = child.tag == W + "delText"
                pieces.add(child.text or "", Strike.DELETED if gone else strike, heavy)
            elif child.tag in _TEXTS:
                pieces.add(_TEXTS[child.tag])
            elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
                kind = child.tag.removeprefix(W).removesuffix("Reference")
                self._notes.append((kind, child.get(f"{W}id", "")))
            elif child.tag in (W + "drawing", W + "pict", W + "object", _MC + "AlternateContent"):
                self._text_boxes(child, look.deleted)

    def _text_boxes(self, element: etree._Element, deleted: bool) -> None:
        """Text boxes stand after the paragraph that anchors them. A fallback says the same once more."""
        choice = element.find(_MC + "Choice")
        inner = element if choice is None else choice
        boxes = [box for box in inner.iter(W + "txbxContent") if _outermost(box, inner)]
        for box in boxes[:500]:
            found = self.blocks(box, deleted, depth=box.xpath("count(ancestor::*)"))
            self._boxes += found


def _outermost(box: etree._Element, within: etree._Element) -> bool:
    for parent in box.iterancestors():
        if parent is within:
            return True
        if parent.tag in (W + "txbxContent", _MC + "Fallback"):
            return False
    return True


def _has_text(element: etree._Element) -> bool:
    return any(text.text and not text.text.isspace() for text in element.iter(W + "t", W + "delText"))
