"""Pictures of a document's pages, for marking facts where they stand. Formats without pages have none."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from .errors import Damaged
from .limits import DEFAULT, Limits
from .sniff import IMAGES, PDF, sniff
from .sources.image import load, page_size
from .sources.pdf import open_pdf
from .sources.pdfium import pdfium

_ENCODINGS = {"image/png": ".png", "image/webp": ".webp"}
_WIDEST = 4000


def sizes(data: bytes, limits: Limits = DEFAULT) -> list[tuple[float, float]]:
    """Width and height in points of each page as shown; empty for formats without pages. Raises ReadError."""
    kind = sniff(data)
    if kind == PDF:
        document = open_pdf(data)
        try:
            return [document.get_page_size(index) for index in range(min(len(document), limits.pages))]
        finally:
            document.close()
    if kind in IMAGES:
        return [page_size(pixels) for pixels in load(data, limits.pixels)]
    return []


def render(
    data: bytes, page: int, width: int, media_type: str = "image/png", limits: Limits = DEFAULT
) -> bytes | None:
    """Page `page` (from 1) as an image `width` pixels wide; None if there is none. Raises ReadError."""
    kind = sniff(data)
    width = max(16, min(width, _WIDEST))
    pixels = None
    if kind == PDF:
        pixels = _pdf(data, page, width, limits)
    elif kind in IMAGES:
        found = (image for number, image in enumerate(load(data, limits.pixels), 1) if number == page)
        pixels = _resized(next(found, None), width)
    return None if pixels is None else _encoded(pixels, _ENCODINGS[media_type])


def _pdf(data: bytes, page: int, width: int, limits: Limits) -> NDArray[np.uint8] | None:
    document = open_pdf(data)
    try:
        if not 1 <= page <= len(document):
            return None
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        scale = min(width / max(wide, 1.0), (limits.pixels / max(wide * high, 1.0)) ** 0.5)
        bitmap = sheet.render(scale=scale)
        pixels = np.asarray(bitmap.to_numpy()[:, :, :3], dtype=np.uint8).copy()
        bitmap.close()
        sheet.close()
        return pixels
    except pdfium.PdfiumError as error:
        raise Damaged("Sidan är skadad och kan inte visas. Filen är sparad.") from error
    finally:
        document.close()


def _resized(image: NDArray[np.uint8] | None, width: int) -> NDArray[np.uint8] | None:
    if image is None:
        return None
    height = max(1, round(image.shape[0] * width / image.shape[1]))
    way = cv2.INTER_AREA if width < image.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(image, (width, height), interpolation=way), dtype=np.uint8)


def _encoded(pixels: NDArray[np.uint8], ending: str) -> bytes:
    """The encoded picture; a page without colour is stored grey, at a third of the size."""
    if pixels.ndim == 3 and not np.any(pixels.max(axis=2) - pixels.min(axis=2) > 8):
        pixels = np.ascontiguousarray(pixels[:, :, 1])
    options = [cv2.IMWRITE_WEBP_QUALITY, 85] if ending == ".webp" else [cv2.IMWRITE_PNG_COMPRESSION, 6]
    _, data = cv2.imencode(ending, pixels, options)
    return data.tobytes()
