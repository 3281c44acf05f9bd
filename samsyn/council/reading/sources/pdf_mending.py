"""PDF files cut short: a new end for what is left, so that PDFium finds the objects again."""

from __future__ import annotations

import re

_OBJECT = rb"(\d{1,7})\s+(\d{1,5})\s+obj\b[^\0]{0,400}?/Type\s*/"
_CATALOG = re.compile(_OBJECT + rb"Catalog\b")
_PAGE = re.compile(rb"(\d{1,7})\s+(\d{1,5})\s+obj\b(?:(?!endobj)[^\0]){0,400}?/Type\s*/Page\b")
_MOST = 5000
# Above any number a real file uses, below what PDFium accepts.
_NEW = 4_000_000


def with_new_trailer(data: bytes) -> bytes | None:
    """The bytes with an end that names the catalogue, or one made of the pages left; None without either."""
    found = _CATALOG.search(data)
    if found and b"/Type/Pages" in data.replace(b"/Type /Pages", b"/Type/Pages"):
        return data + _trailer(int(found.group(1)), int(found.group(2)))
    pages = list(dict.fromkeys((int(page.group(1)), int(page.group(2))) for page in _PAGE.finditer(data)))[
        :_MOST
    ]
    if not pages:
        return None
    kids = b" ".join(b"%d %d R" % page for page in pages)
    tree = b"\n%d 0 obj\n<</Type/Pages/Kids[%s]/Count %d>>\nendobj\n" % (_NEW, kids, len(pages))
    root = b"%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (_NEW + 1, _NEW)
    return data + tree + root + _trailer(_NEW + 1, 0)


def _trailer(number: int, generation: int) -> bytes:
    return b"\nendstream\nendobj\ntrailer\n<</Root %d %d R>>\nstartxref\n0\n%%%%EOF\n" % (number, generation)
