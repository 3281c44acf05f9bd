"""What DOCX styles and lists say of a paragraph: heading level, struck or bold by inheritance, its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"(?:heading|rubrik)\s*([1-9])$", re.I)


def toggle(properties: etree._Element | None, name: str) -> bool | None:
    """Whether a property such as `strike` is on, off (`w:val="0"`) or not stated."""
    mark = properties.find(W + name) if properties is not None else None
    return None if mark is None else (mark.get(VAL) or "1").lower() not in _OFF


def struck(properties: etree._Element | None) -> bool | None:
    """Single or double strike, as stated by run properties."""
    stated = [on for name in ("strike", "dstrike") if (on := toggle(properties, name)) is not None]
    return any(stated) if stated else None


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all it inherits. `numbering` is (numId, level) as text, or None."""

    strike: bool = False
    bold: bool = False
    hidden: bool = False
    heading: int = 0
    numbering: tuple[str, str] | None = None


PLAIN = Style()


class Styles:
    def __init__(self, root: etree._Element | None) -> None:
        found = root.iterfind(f"{W}style") if root is not None else ()
        self._elements = {style.get(f"{W}styleId", ""): style for style in found}
        self._made: dict[str, Style] = {}
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.default = Style(strike=bool(struck(defaults)), bold=bool(toggle(defaults, "b")))
        for name, style in self._elements.items():
            kind = style.get(f"{W}type")
            if kind == "paragraph" and (style.get(f"{W}default") or "0") in ("1", "true"):
                self.default = self.get(name)

    def get(self, name: str | None, depth: int = 0) -> Style:
        """The style by its id, or the plain one. A chain that bites its own tail ends after 20 links."""
        element = self._elements.get(name or "")
        if element is None or depth > 20:
            return PLAIN
        if name not in self._made:
            based = element.find(f"{W}basedOn")
            parent = self.get(based.get(VAL), depth + 1) if based is not None else PLAIN
            self._made[name or ""] = _made(element, parent)
        return self._made[name or ""]


def _made(element: etree._Element, parent: Style) -> Style:
    runs, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
    label = element.find(f"{W}name")
    name = (label.get(VAL) if label is not None else "") or ""
    heading = _HEADING.match(name)
    level = int(heading.group(1)) if heading else 1 if name.lower() in ("title", "rubrik") else parent.heading
    strike, bold, hidden = struck(runs), toggle(runs, "b"), toggle(runs, "vanish")
    return Style(
        strike=parent.strike if strike is None else strike,
        bold=parent.bold if bold is None else bold,
        hidden=parent.hidden if hidden is None else hidden,
        heading=outline_level(paragraph) or level,
        numbering=numbering_of(paragraph) or parent.numbering,
    )


def outline_level(paragraph: etree._Element | None) -> int:
    """The outline level that paragraph properties state, 1-9, or 0."""
    mark = paragraph.find(f"{W}outlineLvl") if paragraph is not None else None
    value = mark.get(VAL, "") if mark is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def numbering_of(paragraph: etree._Element | None) -> tuple[str, str] | None:
    mark = paragraph.find(f"{W}numPr") if paragraph is not None else None
    if mark is None:
        return None
    number, level = mark.find(f"{W}numId"), mark.find(f"{W}ilvl")
    value = level.get(VAL, "0") if level is not None else "0"
    return (number.get(VAL, "0") if number is not None else "", value)


@dataclass(slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts list items as Word does, so that "§ 12" and "1.1" made by automatic numbering are not lost."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        abstract = {}
        for element in root.iterfind(f"{W}abstractNum"):
            levels = {}
            for level in element.iterfind(f"{W}lvl"):
                levels[_int(level.get(f"{W}ilvl"))] = _level(level)
            abstract[element.get(f"{W}abstractNumId")] = _List(levels)
        for element in root.iterfind(f"{W}num"):
            link = element.find(f"{W}abstractNumId")
            base = abstract.get(link.get(VAL)) if link is not None else None
            if base is not None:
                self._lists[element.get(f"{W}numId", "")] = _overridden(element, base)

    def next(self, number: str, level: str) -> tuple[str, bool, int]:
        """The printed number of the next item, whether it is a bullet, and how deep it stands."""
        depth = min(_int(level), 8)
        made = self._lists.get(number)
        if made is None or depth not in made.levels:
            return "", False, depth
        here = made.levels[depth]
        if here.form == "bullet":
            return "", True, depth
        made.counters[depth] = made.counters.get(depth, here.start - 1) + 1
        for deeper in [place for place in made.counters if place > depth]:
            del made.counters[deeper]
        if here.form == "none":
            return "", False, depth
        return (
            re.sub(r"%([1-9])", lambda match: self._printed(made, int(match.group(1)) - 1), here.text),
            False,
            depth,
        )

    @staticmethod
    def _printed(made: _List, depth: int) -> str:
        level = made.levels.get(depth, _Level())
        return printed_number(made.counters.get(depth, level.start), level.form)


def _int(value: str | None) -> int:
    return int(value) if value and value.isdecimal() and len(value) < 7 else 0


def _level(element: etree._Element) -> _Level:
    def value(name: str, default: str) -> str:
        mark = element.find(W + name)
        return mark.get(VAL, default) if mark is not None else default

    start = value("start", "1")
    return _Level(value("numFmt", "decimal"), value("lvlText", ""), _int(start) if start.isdecimal() else 1)


def _overridden(element: etree._Element, base: _List) -> _List:
    """Lists with the same abstract list count together, unless this one restarts."""
    levels = dict(base.levels)
    restart = False
    for override in element.iterfind(f"{W}lvlOverride"):
        depth = _int(override.get(f"{W}ilvl"))
        if (level := override.find(f"{W}lvl")) is not None:
            levels[depth] = _level(level)
        if (start := override.find(f"{W}startOverride")) is not None and depth in levels:
            old = levels[depth]
            levels[depth] = _Level(old.form, old.text, _int(start.get(VAL)))
            restart = True
    return _List(levels, {} if restart else base.counters)


def printed_number(number: int, form: str) -> str:
    """A counter as a list prints it: decimal, letters or Roman."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter[:5].upper() if form == "upperLetter" else letter[:5]
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        roman, rest = "", number
        for value, sign in _ROMAN:
            roman += sign * (rest // value)
            rest %= value
        return roman if form == "lowerRoman" else roman.upper()
    return f"{number:02d}" if form == "decimalZero" else str(number)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
