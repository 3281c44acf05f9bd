"""What is done to a scanned page before OCR: set straight, strokes through words found and taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from samsyn.council.reading.layout import Box, Strike

from .strokes import Stroke

cv2.setNumThreads(1)  # the sandbox runs a page per core

Image = NDArray[np.uint8]
Rows = NDArray[np.int64]

_MM = 1 / 25.4
_SHORTEST = 3.2  # mm; letters have no level stroke this long
_THICKEST = 0.8
_NEAR = 1.1
_RULE = 8.0
_BOTH_SIDES = 0.3
_STEEPEST = 3.0


class Line(NamedTuple):
    """A level line in pixels: its columns, and first and last row in each."""

    columns: Rows
    top: Rows
    bottom: Rows


@dataclass(slots=True)
class Cleaned:
    """The grey page for OCR, its ink (255), the strokes taken out of both, and the degrees it was turned."""

    image: Image
    ink: Image
    strokes: list[Stroke]
    angle: float


def clean(
    gray: Image, dpi: int, color: NDArray[np.uint8] | None = None, *, straighten: bool = True
) -> Cleaned:
    """Straighten the page, find and erase its level strokes; in `color` (BGR) a pen stands out."""
    gray = _even_light(gray)
    angle = _skew(gray) if straighten else 0.0
    gray = _rotate(gray, angle, 255) if abs(angle) >= 0.05 else gray.copy()
    strokes = _colored(gray, color, angle, dpi) if color is not None else []
    ink = _binary(gray)
    strokes += _level_strokes(gray, ink, dpi)
    return Cleaned(gray, ink, strokes, angle)


def is_blank(gray: Image) -> bool:
    """Whether a page holds nothing but paper: its darkest parts are few and faint."""
    margin = [side // 40 for side in gray.shape]
    inner = gray[margin[0] : -margin[0] or None : 2, margin[1] : -margin[1] or None : 2]
    paper = float(np.median(inner))
    return bool(np.count_nonzero(inner < paper - 60) < 0.0003 * inner.size)


def _even_light(gray: Image) -> Image:
    """Take shadows of photographed pages away; leave flat scans as they are."""
    small = cv2.resize(gray, None, fx=1 / 16, fy=1 / 16, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 9)
    if float(paper.std()) < 14:
        return gray
    wide = cv2.resize(paper, (gray.shape[1], gray.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(gray, np.maximum(wide, 40), scale=250), dtype=np.uint8)


def _binary(gray: Image) -> Image:
    _, ink = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return np.asarray(ink, dtype=np.uint8)


def _rotate(image: Image, angle: float, fill: int) -> Image:
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(fill, fill, fill)
    )
    return np.asarray(turned, dtype=np.uint8)


def _skew(gray: Image) -> float:
    """Degrees by which the page must be turned for its lines to lie level: the rows' ink then varies most."""
    scale = 500 / max(gray.shape)
    small = _binary(np.asarray(cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)))

    def sharpness(angle: float) -> float:
        rows = _rotate(small, angle, 0).sum(axis=1, dtype=np.float64)
        return float(np.square(np.diff(rows)).sum())

    coarse = max(np.arange(-_STEEPEST, _STEEPEST + 0.1, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.4, coarse + 0.41, 0.1), key=sharpness)
    return float(fine) if sharpness(float(fine)) > 1.02 * sharpness(0.0) else 0.0


def _level_strokes(gray: Image, ink: Image, dpi: int) -> list[Stroke]:
    """Level lines found by opening; those with ink close above and below go through words. All are erased."""
    mm = dpi * _MM
    length = max(8, int(_SHORTEST * mm))
    thick = cv2.dilate(ink, np.ones((2, 1), np.uint8))
    level = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    outlines, _ = cv2.findContours(level, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    near = max(3, int(_NEAR * mm))
    strokes = []
    for outline in outlines[:4000]:
        x, y, width, height = cv2.boundingRect(outline)
        part = level[y : y + height, x : x + width] > 0
        area = int(np.count_nonzero(part))
        if area / width - 1 > _THICKEST * mm or height > 3 * _THICKEST * mm + width * 0.03:
            continue
        if width < 1.2 * _text_height(ink, x, y, width, height, int(8 * mm)):
            continue  # the bar of a big letter
        top = part.argmax(axis=0) + y
        bottom = y + height - 1 - part[::-1].argmax(axis=0)
        columns = np.arange(x, x + width)
        top, bottom = _straight(columns, top, bottom)
        both = float(
            (_any(ink, columns, top - near, top) & _any(ink, columns, bottom + 1, bottom + near + 1)).mean()
        )
        if both >= _BOTH_SIDES:
            strokes.append(Stroke(Box(x, float(top.mean()), x + width, float(bottom.mean())), Strike.SCAN))
        elif width < _RULE * mm:
            continue
        _erase(gray, ink, Line(columns, top, bottom), dpi)
    return strokes


def _text_height(ink: Image, x: int, y: int, width: int, height: int, reach: int) -> int:
    """Height of the ink that hangs together, row by row, around a line."""
    first = max(0, y - reach)
    rows = np.asarray(ink[first : y + height + reach, x : x + width].any(axis=1), dtype=bool)
    at = min(y - first + height // 2, len(rows) - 1)
    empty = np.flatnonzero(~rows)
    over, under = empty[empty < at], empty[empty > at]
    return int((under[0] if len(under) else len(rows)) - (over[-1] if len(over) else -1) - 1)


def _straight(columns: Rows, top: Rows, bottom: Rows) -> tuple[Rows, Rows]:
    """First and last row of a line in each column, with the steps of its slope evened out."""
    fit = np.polynomial.Polynomial.fit(columns, (top + bottom) / 2, 2 if len(columns) > 300 else 1)
    middle = fit(columns)
    half = max(1.0, float(np.percentile(bottom - top + 1, 40)) / 2 - 0.5)
    return np.floor(middle - half).astype(np.int64), np.ceil(middle + half).astype(np.int64)


def _any(ink: Image, columns: Rows, first: Rows, last: Rows) -> NDArray[np.bool_]:
    """For each column, whether there is ink between its own first and last row."""
    rows = ink.shape[0]
    found = np.zeros(len(columns), dtype=bool)
    for offset in range(int((last - first).max())):
        found |= ink[np.clip(first + offset, 0, rows - 1), columns] > 0
    return found


def _erase(gray: Image, ink: Image, line: Line, dpi: int) -> None:
    """Paint a line over, except in columns where a letter's stroke comes in from above and goes out below."""
    columns, top, bottom = line
    rows = ink.shape[0]
    above = ink[np.clip(top - 1, 0, rows - 1), columns]
    below = ink[np.clip(bottom + 1, 0, rows - 1), columns]
    # The diagonal of an s leaves the line some pixels beside where it came in.
    lean = np.ones((1, 2 * max(1, round(dpi / 100)) + 1), np.uint8)
    crossed = (cv2.dilate(above[None], lean)[0] > 0) & (cv2.dilate(below[None], lean)[0] > 0)
    columns, top, bottom = columns[~crossed], top[~crossed], bottom[~crossed]
    for offset in range(int((bottom - top).max(initial=0)) + 1):
        inside = top + offset <= bottom
        at = np.clip(top[inside] + offset, 0, rows - 1)
        gray[at, columns[inside]] = 255
        ink[at, columns[inside]] = 0


def _colored(gray: Image, color: NDArray[np.uint8], angle: float, dpi: int) -> list[Stroke]:
    """Strokes of a coloured pen: wide, low patches of strong colour, erased from the grey page."""
    spread = color.max(axis=2) - color.min(axis=2)
    mask = np.where(spread > 70, 255, 0).astype(np.uint8)
    if not 0 < np.count_nonzero(mask) < 0.02 * mask.size:
        return []
    if abs(angle) >= 0.05:
        mask = _rotate(mask, angle, 0)
    mm = dpi * _MM
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, max(3, int(0.8 * mm))), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    strokes = []
    for number in range(1, min(len(stats), 500)):
        x, y, width, height, _ = (int(value) for value in stats[number])
        if width < 5 * mm or height > 0.5 * width or height > 6 * mm:
            continue
        part = labels[y : y + height, x : x + width] == number
        strokes += _pieces(part, x, y, max(4, int(2 * mm)))
        gray[y : y + height, x : x + width][cv2.dilate(part.astype(np.uint8), np.ones((3, 3))) > 0] = 255
    return strokes


def _pieces(part: NDArray[np.bool_], x: int, y: int, step: int) -> list[Stroke]:
    strokes = []
    for left in range(0, part.shape[1], step):
        rows = np.nonzero(part[:, left : left + step])[0]
        if len(rows) and rows.max() - rows.min() < 2 * step:
            middle = y + float(rows.mean())
            box = Box(x + left, middle - 1, x + min(left + step, part.shape[1]), middle + 1)
            strokes.append(Stroke(box, Strike.PEN, pen=True))
    return strokes


def hangs_together(ink: Image, box: Box) -> bool:
    """Whether all letters of a word are joined at mid-height, as by a pen: letters of print stand apart."""
    y0, y1 = max(0, int(box.y0)), int(box.y1) + 1
    x0, x1 = max(0, int(box.x0)), int(box.x1) + 1
    height = y1 - y0
    band = ink[y0 + height // 5 : y1 - height // 6, x0:x1]
    if band.size == 0 or float(np.mean(band.any(axis=0))) < 0.97:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(ink[y0:y1, x0:x1]), connectivity=8)
    return bool(stats[1:, cv2.CC_STAT_WIDTH].max(initial=0) >= 0.93 * (x1 - x0))
