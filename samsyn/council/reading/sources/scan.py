"""A page that is an image becomes words: cleaned, read by OCR, turned upright, its strokes matched."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from samsyn.council.reading.layout import Box, Method, Notice, Page, Strike, Word
from samsyn.council.reading.limits import Budget

from . import ocr
from .lines import build_lines
from .messages import BY_HAND, NO_SWEDISH, PAGE_TIMEOUT, TURNED
from .scan_image import Cleaned, Image, clean, hangs_together, is_blank
from .strokes import FULL, Stroke, mark_struck

_DOUBTFUL = 0.6
_SURE = {Strike.SCAN: 0.95, Strike.PEN: 0.6}
_BY_HAND = 0.55
_LEAST_DPI, _MOST_DPI = 150, 300


class Scan(NamedTuple):
    """Pixels (grey, or BGR for colour) of a page of `width` x `height` points."""

    pixels: NDArray[np.uint8]
    width: float
    height: float

    @property
    def dpi(self) -> int:
        return max(50, min(1200, int(self.pixels.shape[1] / max(self.width, 1.0) * 72 + 0.5)))


def read_scan(scan: Scan, number: int, budget: Budget) -> tuple[Page, list[Notice]]:
    """The page and what must be told of it. Raises Unavailable without Tesseract."""
    page = Page(number, scan.width, scan.height, method=Method.OCR)
    gray, color, dpi = _prepared(scan)
    if is_blank(gray):
        return page, []
    notices = []
    if ocr.language() != ocr.WANTED:
        notices.append(Notice("ocr_low_quality", NO_SWEDISH, number))
    cleaned = clean(gray, dpi, color)
    found = ocr.run(cleaned.image, dpi, budget.page_seconds)
    if (found.confidence < _DOUBTFUL or found.sideways) and (
        turns := ocr.orientation(gray, dpi, budget.page_seconds)
    ):
        turned = np.ascontiguousarray(np.rot90(gray, -turns))
        other = clean(turned, dpi)
        again = ocr.run(other.image, dpi, budget.page_seconds)
        if again.confidence > found.confidence or (found.sideways and not again.sideways):
            cleaned, found = other, again
            if turns % 2:
                page.width, page.height = page.height, page.width
            page.real = False
            notices.append(Notice("rotated_page", TURNED, number))
    if found.timed_out:
        notices.append(Notice("unreadable_page", PAGE_TIMEOUT, number))
    page.lines = build_lines(_struck_words(found.words, cleaned, 72 / dpi))
    if any(word.strike is Strike.PEN for line in page.lines for word in line.words):
        notices.append(Notice("hand_drawn_strike", BY_HAND, number))
    return page, notices


def mark_scanned(scan: Scan, words: list[Word]) -> bool:
    """Mark words of a text layer (boxes in points) that are struck in the picture; whether any is by hand.

    The layer's boxes follow the picture as it lies, so its skew is not taken out before matching."""
    gray, color, dpi = _prepared(scan)
    cleaned = clean(gray, dpi, color, straighten=False)
    scale = dpi / 72
    for word in words:
        word.box = _scaled(word.box, scale)
    _struck_words(words, cleaned, 1 / scale)
    return any(word.strike is Strike.PEN for word in words)


def grey(scan: Scan) -> tuple[Image, int]:
    """Grey pixels and dots per inch of a scan, brought to a size that OCR reads well."""
    gray, _, dpi = _prepared(scan)
    return gray, dpi


def _prepared(scan: Scan) -> tuple[Image, NDArray[np.uint8] | None, int]:
    """Grey pixels, colour pixels if there is colour, and dots per inch, brought to what OCR reads well."""
    pixels, dpi = scan.pixels, scan.dpi
    wanted = min(max(dpi, _LEAST_DPI), _MOST_DPI)
    if abs(wanted - dpi) > 10:
        way = cv2.INTER_CUBIC if wanted > dpi else cv2.INTER_AREA
        pixels = np.asarray(
            cv2.resize(pixels, None, fx=wanted / dpi, fy=wanted / dpi, interpolation=way), np.uint8
        )
        dpi = wanted
    if pixels.ndim == 2:
        return pixels.copy(), None, dpi
    gray = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY), dtype=np.uint8)
    small = pixels[::8, ::8]
    has_color = bool(np.count_nonzero(small.max(axis=2) - small.min(axis=2) > 70))
    return gray, pixels if has_color else None, dpi


def _struck_words(words: list[Word], cleaned: Cleaned, scale: float) -> list[Word]:
    """Words and strokes in points; a stroke in a scan is less sure than one in a file."""
    by_hand = _by_hand(words, cleaned)
    for word in words:
        word.box = _scaled(word.box, scale)
    strokes = [Stroke(_scaled(stroke.box, scale), stroke.kind, stroke.pen) for stroke in cleaned.strokes]
    mark_struck(words, [stroke for stroke in strokes if stroke.kind is Strike.PEN])
    mark_struck(words, [stroke for stroke in strokes if stroke.kind is Strike.SCAN])
    for word in words:
        if word.strike and word.p_struck >= FULL:
            word.p_struck = round(word.p_struck * _SURE[word.strike], 3)
        elif id(word) in by_hand:
            word.strike, word.p_struck = Strike.PEN, _BY_HAND
        else:  # a level run of a letter or two
            word.strike, word.p_struck = None, 0.0
    return words


def _by_hand(words: list[Word], cleaned: Cleaned) -> set[int]:
    """Words that a pen seems to go through. If much of the page hangs together, it is poor print."""
    long = [word for word in words if sum(char.isalpha() for char in word.text) >= 4]
    found = {id(word) for word in long if hangs_together(cleaned.ink, word.box)}
    return found if len(found) <= 0.15 * len(long) + 3 else set()


def _scaled(box: Box, scale: float) -> Box:
    return Box(box.x0 * scale, box.y0 * scale, box.x1 * scale, box.y1 * scale)
