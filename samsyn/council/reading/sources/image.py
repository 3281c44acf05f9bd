"""Images of pages: PNG, JPEG, TIFF of many pages, WebP, BMP. Sizes are read before anything is unpacked."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from samsyn.council.reading.errors import Damaged, TooLarge
from samsyn.council.reading.layout import Layout, Notice
from samsyn.council.reading.limits import Budget
from samsyn.council.reading.sniff import JPEG, TIFF, sniff

from .messages import ONCE
from .scan import Scan, read_scan

_A4 = (595.3, 841.9)


def read(data: bytes, budget: Budget) -> Layout:
    layout = Layout(sniff(data), [])
    for number, pixels in enumerate(load(data, budget.limits.pixels), 1):
        if number > budget.limits.scanned_pages or (budget.out_of_time and number > 1):
            message = (
                f"Bilden har fler sidor; de första {number - 1} är lästa. Dela upp den för att läsa resten."
            )
            layout.notices.append(Notice("limit_reached", message))
            break
        budget.start_page()
        page, notices = read_scan(Scan(pixels, *page_size(pixels)), number, budget)
        layout.pages.append(page)
        told = {notice.code for notice in layout.notices} & ONCE
        layout.notices += [notice for notice in notices if notice.code not in told]
    if not layout.pages:
        raise Damaged("Bilden är skadad och går inte att öppna. Den är sparad; hämta den på nytt.")
    layout.number_lines()
    return layout


def page_size(pixels: NDArray[np.uint8]) -> tuple[float, float]:
    """Width and height in points of a picture taken to be an A4 sheet, the way it lies."""
    height, width = pixels.shape[:2]
    long = _A4[1] / max(height, width)
    return width * long, height * long


def load(data: bytes, most: int) -> Iterator[NDArray[np.uint8]]:
    """Pixels (grey or BGR) of each page. Raises Damaged, or TooLarge before unpacking over `most` pixels."""
    kind = sniff(data)
    sizes = list(_tiff_sizes(data)) if kind == TIFF else [_size(data, kind)]
    for size in sizes:
        if size is not None and size[0] * size[1] > most:
            raise TooLarge(
                f"Bilden är {size[0]} × {size[1]} punkter, fler än som läses. Den är sparad; förminska den."
            )
    raw = np.frombuffer(data, np.uint8)
    for index in range(len(sizes)):
        try:
            if kind == TIFF:
                fine, found = cv2.imdecodemulti(raw, cv2.IMREAD_ANYCOLOR, range=(index, index + 1))
                image = found[0] if fine and found else None
            else:
                image = cv2.imdecode(raw, cv2.IMREAD_ANYCOLOR)
        except cv2.error:
            image = None
        if image is None or min(image.shape[:2]) < 8:
            if index:
                return
            raise Damaged("Bilden är skadad och går inte att öppna. Den är sparad; hämta den på nytt.")
        yield np.asarray(image, dtype=np.uint8)


def _size(data: bytes, kind: str) -> tuple[int, int] | None:
    """Width and height as the head of the file states them, None if it does not."""
    try:
        if data[:4] == b"\x89PNG":
            return struct.unpack(">II", data[16:24])
        if kind == JPEG:
            return _jpeg_size(data)
        if data[:2] == b"BM":
            width, height = struct.unpack("<ii", data[18:26])
            return abs(width), abs(height)
        return _webp_size(data)
    except struct.error as error:
        raise Damaged("Bilden är skadad och går inte att öppna. Den är sparad; hämta den på nytt.") from error


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker in (0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += (
            2
            if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8
            else 2 + int.from_bytes(data[at + 2 : at + 4])
        )
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[12:16] == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _tiff_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Sizes of the pages of a TIFF; a chain of directories that bites its own tail ends."""
    order = "<" if data[:2] == b"II" else ">"
    seen: set[int] = set()
    try:
        (at,) = struct.unpack(order + "I", data[4:8])
        while at and at not in seen and len(seen) < 1000:
            seen.add(at)
            (count,) = struct.unpack(order + "H", data[at : at + 2])
            tags = {}
            for entry in range(at + 2, at + 2 + 12 * count, 12):
                tag, kind = struct.unpack(order + "HH", data[entry : entry + 4])
                size = 2 if kind == 3 else 4
                if tag in (256, 257):
                    value = data[entry + 8 : entry + 8 + size]
                    (tags[tag],) = struct.unpack(order + ("H" if size == 2 else "I"), value)
            yield tags.get(256, 0), tags.get(257, 0)
            (at,) = struct.unpack(order + "I", data[at + 2 + 12 * count : at + 6 + 12 * count])
    except struct.error:
        return
