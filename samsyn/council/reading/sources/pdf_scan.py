"""PDF pages that are pictures: their pixels, as the scan was stored where possible, and their words."""

from __future__ import annotations

from ctypes import addressof, byref, c_float, c_uint, c_void_p, cast, create_string_buffer

import cv2
import numpy as np
from numpy.typing import NDArray

from samsyn.council.reading.layout import Notice, Page, Word
from samsyn.council.reading.limits import Budget

from . import pdfium as fast
from .pdfium import pdfium, raw
from .scan import Scan, grey, mark_scanned, read_scan

_MOST_DPI = 300
_USUAL_DPI = 200


class ScannedPage:
    """The picture of one page."""

    def __init__(self, page: pdfium.PdfPage, budget: Budget) -> None:
        self._page = page
        self._budget = budget

    def read(self, number: int) -> tuple[Page, list[Notice]]:
        """The page by OCR. Raises Unavailable."""
        return read_scan(self._scan(), number, self._budget)

    def mark(self, words: list[Word]) -> bool:
        """Mark words of a text layer that are struck in the picture; whether any seems struck by hand."""
        return mark_scanned(self._scan(), words)

    def picture(self) -> tuple[NDArray[np.uint8], int]:
        """Grey pixels as OCR would get them without any cleaning, and dots per inch: what to compare with."""
        return grey(self._scan())

    def _scan(self) -> Scan:
        width, height = self._page.get_size()
        image = self._only_image()
        pixels = _jpeg(image, self._budget.limits.pixels) if image is not None else None
        if pixels is None:
            pixels = self._rendered(image, width, height)
        return Scan(pixels, width, height)

    def _only_image(self) -> int | None:
        """The one image that fills the page upright, if that is all there is."""
        handle = fast.address(self._page)
        if fast.count_objects(handle) != 1 or self._page.get_rotation():
            return None
        thing: int = fast.get_object(handle, 0)
        if fast.object_type(thing) != raw.FPDF_PAGEOBJ_IMAGE:
            return None
        numbers = (c_float * 6)()
        fast.object_matrix(thing, addressof(numbers))
        a, b, c, d, e, f = numbers
        left, bottom, right, top = self._page.get_bbox()
        level = abs(b) < 0.01 and abs(c) < 0.01 and a > 0 and d > 0
        fills = max(abs(e - left), abs(f - bottom), abs(e + a - right), abs(f + d - top)) < 2
        return thing if level and fills else None

    def _rendered(self, image: int | None, width: float, height: float) -> NDArray[np.uint8]:
        dpi = float(_USUAL_DPI)
        if image is not None:
            across, down = c_uint(), c_uint()
            if (
                raw.FPDFImageObj_GetImagePixelSize(_pointer(image), byref(across), byref(down))
                and across.value
            ):
                dpi = min(max(across.value / max(width, 1.0) * 72, 150.0), float(_MOST_DPI))
        most = min(self._budget.limits.pixels, 25_000_000)
        scale = min(dpi / 72, (most / max(width * height, 1.0)) ** 0.5)
        bitmap = self._page.render(scale=scale)
        pixels = bitmap.to_numpy()[:, :, :3].copy()
        bitmap.close()
        return np.asarray(pixels, dtype=np.uint8)


def _pointer(address: int) -> object:
    return cast(c_void_p(address), raw.FPDF_PAGEOBJECT)


def _jpeg(image: int, most: int) -> NDArray[np.uint8] | None:
    """Pixels of a JPEG scan as it is stored, or None if it is stored in another way."""
    thing = _pointer(image)
    name = create_string_buffer(64)
    if raw.FPDFImageObj_GetImageFilterCount(thing) != 1:
        return None
    raw.FPDFImageObj_GetImageFilter(thing, 0, name, 64)
    across, down = c_uint(), c_uint()
    raw.FPDFImageObj_GetImagePixelSize(thing, byref(across), byref(down))
    if name.value != b"DCTDecode" or not 0 < across.value * down.value <= most:
        return None
    length = raw.FPDFImageObj_GetImageDataRaw(thing, None, 0)
    data = create_string_buffer(length)
    raw.FPDFImageObj_GetImageDataRaw(thing, data, length)
    pixels = cv2.imdecode(np.frombuffer(data.raw, np.uint8), cv2.IMREAD_UNCHANGED)
    # A CMYK or inverted JPEG is left to PDFium, which knows the colours of PDF.
    if pixels is None or (pixels.ndim == 3 and pixels.shape[2] != 3):
        return None
    return np.asarray(pixels, dtype=np.uint8)
