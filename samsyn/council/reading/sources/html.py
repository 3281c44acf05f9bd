"""HTML, whatever its file is called: the main text with headings, lists, tables and struck words."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace

from lxml import etree

from samsyn.council.reading.errors import Damaged
from samsyn.council.reading.layout import Layout, Strike
from samsyn.council.reading.limits import Budget

from .flow import Block, Flow, Pieces, Row, Table, flatten
from .text import decode

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding=[\"']([\w-]+)", re.I)
_CLASS = re.compile(r"\.([\w-]+)\s*(?:,|$)")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SKIPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "aside",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "object",
        "embed",
        "iframe",
        "canvas",
        "audio",
        "video",
        "footer",
        "input",
        "select",
        "option",
        "textarea",
        "button",
        "datalist",
        "dialog",
        "menu",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "body",
        "html",
        "form",
        "fieldset",
        "blockquote",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "address",
        "figure",
        "figcaption",
        "center",
        "details",
        "summary",
        "legend",
        "hgroup",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "caption",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True, slots=True)
class _Look:
    """What an element inherits from those around it."""

    strike: Strike | None = None
    bold: bool = False
    keep_space: bool = False
    depth: int = 0
    indent: int = 0


def parse(data: bytes) -> etree._Element:
    """The tree, never fetching anything. Raises Damaged if nothing is left to parse."""
    if declared := _CHARSET.search(data[:4096]):
        name = (declared.group(1) or declared.group(2)).decode("ascii", "replace")
        try:
            text = data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1") else name, "replace")
        except (LookupError, ValueError):
            text = decode(data)
        if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = decode(data)
    else:
        text = decode(data)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = etree.fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Damaged("Webbsidan är skadad eller tom. Filen är sparad; hämta den på nytt.") from error
    if tree is None:
        raise Damaged("Webbsidan är skadad eller tom. Filen är sparad; hämta den på nytt.")
    return tree


def read(data: bytes, budget: Budget) -> Layout:
    tree = parse(data)
    flow = Flow(budget)
    flow.place(_Reader(tree, budget).blocks(_main(tree)))
    title = " ".join("".join(tree.xpath("string((//title)[1])")).split())[:300]
    links = [link for link in tree.xpath("//a/@href") if link.startswith(("http://", "https://"))]
    layout = Layout("text/html", flow.done(), list(dict.fromkeys(map(str, links))), title=title)
    layout.number_lines()
    return layout


def _main(tree: etree._Element) -> etree._Element:
    """The page's own main part, if it says so once and holds most of the words."""
    found = tree.xpath("//main | //*[@role='main']")
    outer = [one for one in found if not any(parent in found for parent in one.iterancestors())]
    body = tree.find("body")
    whole = tree if body is None else body
    if len(outer) == 1 and len("".join(outer[0].itertext())) > 100:
        main: etree._Element = outer[0]
        return main
    return whole


class _Reader:
    def __init__(self, tree: etree._Element, budget: Budget) -> None:
        sheets = " ".join("".join(style.itertext()) for style in tree.iter("style"))
        rules = [rule.partition("{") for rule in sheets[:500_000].split("}") if "line-through" in rule]
        self._struck = {name for rule in rules for name in _CLASS.findall(rule[0].strip())}
        self._deepest = budget.limits.xml_depth

    def blocks(self, element: etree._Element) -> list[Block]:
        out: list[Block] = []
        pieces = Pieces()
        self._walk(element, _Look(), pieces, out)
        out += pieces.rows()
        return out

    def _walk(self, element: etree._Element, look: _Look, pieces: Pieces, out: list[Block]) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SKIPPED or _hidden(element):
            return
        if look.depth > self._deepest:
            pieces.add(_SPACES.sub(" ", " ".join(element.itertext())), look.strike, look.bold)
            return
        look = self._look(element, tag, look)
        if tag == "br":
            pieces.add("\n")
        elif tag == "table" and (table := self._table(element, look)) is not None:
            out += pieces.rows(indent=look.indent)
            out.append(table)
        elif tag in _HEADINGS or tag in _BLOCKS or tag in ("li", "pre", "hr", "table"):
            out += pieces.rows(indent=look.indent)
            self._inside(element, look, pieces, out)
            out += pieces.rows(indent=look.indent, heading=_HEADINGS.get(tag, 0), bullet=tag == "li")
        else:
            self._inside(element, look, pieces, out)

    def _inside(self, element: etree._Element, look: _Look, pieces: Pieces, out: list[Block]) -> None:
        self._text(element.text, look, pieces)
        for child in element:
            self._walk(child, look, pieces, out)
            self._text(child.tail, look, pieces)

    @staticmethod
    def _text(text: str | None, look: _Look, pieces: Pieces) -> None:
        if text:
            text = text.replace("\r\n", "\n") if look.keep_space else _SPACES.sub(" ", text)
            pieces.add(text, look.strike, look.bold)

    def _look(self, element: etree._Element, tag: str, look: _Look) -> _Look:
        style = (element.get("style") or "").lower()
        strike = look.strike
        classes = element.get("class")
        if (
            tag in ("s", "strike", "del")
            or "line-through" in style
            or (self._struck and classes and not self._struck.isdisjoint(classes.split()))
        ):
            strike = strike or Strike.MARKUP
        bold = look.bold or tag in ("b", "strong", "th") or tag in _HEADINGS
        bold = bold or bool(re.search(r"font-weight:\s*(?:bold|[6-9]00)", style))
        indent = look.indent + (2 if tag in ("ul", "ol", "blockquote", "dd") else 0)
        return replace(
            look,
            strike=strike,
            bold=bold,
            keep_space=look.keep_space or tag == "pre",
            depth=look.depth + 1,
            indent=indent,
        )

    def _table(self, element: etree._Element, look: _Look) -> Table | None:
        """Rows of cells, or None if the table only places other things on the page."""
        lines = element.xpath("./tr | ./thead/tr | ./tbody/tr | ./tfoot/tr")
        if element.xpath(".//table") or not any(len(line.xpath("./td | ./th")) > 1 for line in lines):
            return None
        table: Table = []
        for line in lines:
            inner = self._look(line, "tr", look)
            row: list[list[Row]] = []
            for cell in line.xpath("./td | ./th"):
                out: list[Block] = []
                pieces = Pieces()
                self._walk(cell, replace(inner, indent=0), pieces, out)
                row.append(flatten([*out, *pieces.rows()]))
                span = cell.get("colspan", "1")
                row += [[] for _ in range(min(int(span), 50) - 1)] if span.isdecimal() else []
            table.append(row)
        return table


def _hidden(element: etree._Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style and re.search(r"display:\s*none|visibility:\s*hidden", style, re.I))
