"""Which PDF pages are pictures of text. Apart from the reading of pictures, since OpenCV is slow to load."""

from __future__ import annotations

import re

from samsyn.council.reading.layout import Page

from .pdf_drawing import Drawing
from .text import looks_like_ocr

_FEW = 12
_SOME = 150
_CURVES = 120
_ODD = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")


def _covered(drawing: Drawing, page: Page) -> float:
    """The share of the page that its largest image covers."""
    area = max(page.width * page.height, 1.0)
    return max(((box.x1 - box.x0) * (box.y1 - box.y0) / area for box in drawing.images), default=0.0)


def lies_over_picture(drawing: Drawing, page: Page) -> bool:
    """Whether the page's text is invisible and over a picture: somebody else's OCR, with the picture kept."""
    return drawing.hidden_text and _covered(drawing, page) > 0.5


def needs_ocr(text: str, drawing: Drawing, page: Page) -> bool:
    """Whether the page shows a picture of text with hardly any characters, or none that mean anything.

    An OCR layer that lost its å, ä and ö is no better than none."""
    if not drawing.images and drawing.paths <= _CURVES and not _ODD.search(text):
        return False
    marks = "".join(text.split())
    if lies_over_picture(drawing, page):
        return looks_like_ocr(text)
    share = _covered(drawing, page)
    if len(marks) < _FEW:
        return share > 0.04 or drawing.paths > _CURVES
    if len(_ODD.findall(marks)) * 3 > len(marks):
        return True
    return len(marks) < _SOME and share > 0.6
