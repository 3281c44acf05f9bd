"""Words of a PDF page that carries text: where each stands on the page as shown, and whether it is bold."""

from __future__ import annotations

import re
from ctypes import addressof, c_char, c_float
from dataclasses import dataclass

from samsyn.council.reading.characters import take_strokes, tidy
from samsyn.council.reading.layout import Box, Strike, Word

from . import pdfium as fast
from .pdfium import pdfium

# PDFium writes U+FFFE (older: U+0002) for a hyphen that ends a line, and leaves the line break out.
_WORD = re.compile(r"[^\s\ufffe\x02]+[\ufffe\x02]?|[\ufffe\x02]")
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
_TURNED = 0.35  # radians


@dataclass(frozen=True, slots=True)
class Frame:
    """How points of the file become points of the shown page: crop box, rotation in quarter turns."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box, shown. Accepts corners in any order."""
        if self.turns == 0:
            box = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        elif self.turns == 1:
            box = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.turns == 2:
            box = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        else:
            box = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        return Box(min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))

    def upright(self, quarter: int) -> Frame:
        """The frame in which text lying `quarter` turns clockwise on the unrotated page stands upright."""
        return Frame(self.left, self.bottom, self.right, self.top, -quarter % 4)


def frame_of(page: pdfium.PdfPage) -> Frame:
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation() // 90 % 4)


class PageText:
    """The text of one page as PDFium sees it; `close` frees it."""

    def __init__(self, page: pdfium.PdfPage, fonts: dict[int, bool]) -> None:
        self._page = page.get_textpage()
        self._at = fast.address(self._page)
        self._fonts = fonts
        self.text = self._read()

    def _read(self) -> str:
        count = self._page.count_chars()
        if count <= 0:
            return ""
        text = str(self._page.get_text_range())
        if len(text) == count:
            return text
        # Characters without a code are left out of the text, so places must be counted one by one.
        codes = (fast.char_code(self._at, index) for index in range(count))
        return "".join(chr(code) if 0 < code < 0x110000 else " " for code in codes)

    def close(self) -> None:
        self._page.close()

    def quarter(self) -> int:
        """Quarter turns, clockwise, by which most of the text lies on the unrotated page."""
        votes = [0, 0, 0, 0]
        starts = [match.start() for match in _WORD.finditer(self.text)]
        for start in starts[:: max(1, len(starts) // 24)]:
            votes[self._quarter_at(start)] += 1
        return votes.index(max(votes))

    def _quarter_at(self, index: int) -> int:
        angle = fast.char_angle(self._at, index)
        return round(angle / 1.5707963) % 4 if angle >= 0 else 0

    def words(self, frame: Frame, quarter: int) -> list[Word]:
        """Words lying at `quarter` turns and inside the page; margin notes and watermarks lie otherwise."""
        found = list(_WORD.finditer(self.text))
        boxes = self._boxes([match.span() for match in found])
        words = []
        width, height = frame.size
        for place, match in enumerate(found):
            x0, y0, x1, y1 = self._bounds(boxes, place * 8)
            word = match.group()
            if word[-1] in "\ufffe\x02":
                word = word[:-1] + "-"
            if x1 - x0 < y1 - y0 or quarter:
                start = match.start()
                angle = fast.char_angle(self._at, start)
                off = abs((angle - quarter * 1.5707963 + 3.1415927) % 6.2831853 - 3.1415927)
                if off > _TURNED and len(word) > 1:
                    continue
            text, struck = take_strokes(word)
            text = tidy(text, drawn=True)
            box = frame.box(x0, y0, x1, y1)
            inside = -1 <= (box.x0 + box.x1) / 2 <= width + 1 and -1 <= (box.y0 + box.y1) / 2 <= height + 1
            if text and inside and box.x1 > box.x0:
                made = Word(text, box, bold=self._is_bold(match.start()))
                if struck:
                    made.strike, made.p_struck = Strike.MARKUP, struck
                words.append(made)
        return words

    def _boxes(self, spans: list[tuple[int, int]]) -> list[float]:
        """Boxes (left, top, right, bottom) of each span's first and last character: eight numbers a span."""
        buffer = (c_float * (8 * len(spans)))()
        target, at, box = addressof(buffer), self._at, fast.char_box
        for start, end in spans:
            box(at, start, target)
            box(at, end - 1, target + 16)
            target += 32
        return list(buffer)

    @staticmethod
    def _bounds(boxes: list[float], at: int) -> tuple[float, float, float, float]:
        left, top, right, bottom, left2, top2, right2, bottom2 = boxes[at : at + 8]
        if right2 <= left2 and top2 <= bottom2:  # a generated hyphen has no box
            left2, top2, right2, bottom2 = left, top, right, bottom
        return min(left, left2), min(bottom, bottom2), max(right, right2), max(top, top2)

    def _is_bold(self, index: int) -> bool:
        thing = fast.char_object(self._at, index)
        font = fast.object_font(thing) if thing else None
        if not font:
            return False
        bold = self._fonts.get(font)
        if bold is None:
            name = (c_char * 128)()
            fast.font_name(font, addressof(name), 128)
            bold = self._fonts[font] = bool(_BOLD.search(name.value.decode("latin-1")))
        return bold
