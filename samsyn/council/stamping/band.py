"""The band itself: a dark strip with two lines of light text, drawn by pdfium into a page."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import pypdfium2 as pdfium
import pypdfium2.raw as raw

HEIGHT = 34.0  # points, on a page of any width
_SIZES = (10.5, 8.0)  # of the first line and the others
_MARGIN, _TOP = 12.0, 14.0
_GROUND, _INK = (40, 40, 40), (255, 255, 255)
_FONTS = ("Helvetica-Bold", "Helvetica")

# A page is turned as it is shown: (a, b, c, d) takes the band's right and up to the page's.
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


def drawable(text: str) -> str:
    """What the fonts every PDF reader has can write; å, ä and ö are among it, other signs become "?"."""
    return text.encode("cp1252", "replace").decode("cp1252")


def stamp(document: pdfium.PdfDocument, lines: Sequence[str]) -> None:
    """Every page becomes higher by a band above what it shows. Nothing of the page is covered."""
    fonts = [raw.FPDFText_LoadStandardFont(document, name.encode()) for name in _FONTS]
    for index in range(len(document)):
        page = document[index]
        _stamp_page(document, page, fonts, lines)
        page.close()
    for font in fonts:
        raw.FPDFFont_Close(font)


def strip(lines: Sequence[str], width: float) -> pdfium.PdfDocument:
    """A document of one page that is nothing but a band, to be drawn as a picture."""
    document = pdfium.PdfDocument.new()
    fonts = [raw.FPDFText_LoadStandardFont(document, name.encode()) for name in _FONTS]
    page = document.new_page(width, HEIGHT)
    _draw(document, page, fonts, lines, width, (1, 0, 0, 1, 0, 0))
    page.close()
    return document


def _stamp_page(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, fonts: list[object], lines: Sequence[str]
) -> None:
    turn = page.get_rotation()
    left, bottom, right, top = page.get_cropbox()
    width = top - bottom if turn in (90, 270) else right - left
    corner = {0: (left, top), 90: (left, bottom), 180: (right, bottom), 270: (right, top)}[turn]
    page_box = {
        0: (left, bottom, right, top + HEIGHT),
        90: (left - HEIGHT, bottom, right, top),
        180: (left, bottom - HEIGHT, right, top),
        270: (left, bottom, right + HEIGHT, top),
    }[turn]
    media = page.get_mediabox()
    page.set_mediabox(*map(min, media[:2], page_box[:2]), *map(max, media[2:], page_box[2:]))
    page.set_cropbox(*page_box)
    _draw(document, page, fonts, lines, width, (*_TURNS[turn], *corner))


def _draw(
    document: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    fonts: list[object],
    lines: Sequence[str],
    width: float,
    place: tuple[float, ...],
) -> None:
    ground = raw.FPDFPageObj_CreateNewRect(0, 0, width, HEIGHT)
    raw.FPDFPageObj_SetFillColor(ground, *_GROUND, 255)
    raw.FPDFPath_SetDrawMode(ground, raw.FPDF_FILLMODE_WINDING, 0)
    _insert(page, ground, place)
    up = HEIGHT - _TOP
    for number, line in enumerate(lines):
        first = min(number, 1)
        text = raw.FPDFPageObj_CreateTextObj(document, fonts[first], _SIZES[first])
        written = (drawable(line) + "\0").encode("utf-16-le")
        raw.FPDFText_SetText(text, ctypes.cast(ctypes.create_string_buffer(written), raw.FPDF_WIDESTRING))
        raw.FPDFPageObj_SetFillColor(text, *_INK, 255)
        raw.FPDFPageObj_Transform(text, *_fitted(text, width - 2 * _MARGIN), up)
        _insert(page, text, place)
        up -= _SIZES[1] + 3
    raw.FPDFPage_GenerateContent(page)


def _fitted(text: object, width: float) -> tuple[float, ...]:
    """Made narrower where the page is too narrow for the line, and moved from the edge."""
    edges = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(text, *edges)
    scale = min(1.0, width / max(edges[2].value, 1.0))
    return (scale, 0, 0, 1, _MARGIN)


def _insert(page: pdfium.PdfPage, thing: object, place: tuple[float, ...]) -> None:
    raw.FPDFPageObj_Transform(thing, *place)
    raw.FPDFPage_InsertObject(page, thing)
