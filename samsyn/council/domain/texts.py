"""The plain text of a document as the reader laid it out, kept beside the originals.

Search needs it where a record has no items, and the document page where a file has no pages of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from samsyn.core import store
from samsyn.core.models import Document
from samsyn.council.calc.mask import mask
from samsyn.council.domain import cache, reader
from samsyn.council.reading.errors import ReadError

_LETTERS = re.compile(r"[a-zåäö]", re.IGNORECASE)
_MARKED = re.compile(r"[åäö]", re.IGNORECASE)
# Swedish has å, ä or ö in about every 20th letter. A page of text with hardly any has lost them.
_LEAST, _ENOUGH = 0.012, 400


def text_of(document: Document) -> str:
    """Pages are joined by form feeds. Personal identity numbers are masked, digit by digit, so spans
    still fit."""
    target = cache.path("text", document.original_id, "layout.txt")
    return cache.keep(target, lambda: _make(document)).decode()


def kept(document: Document) -> str:
    """The same if it has been made before, else nothing: for places where there is no time to make it."""
    found = cache.kept(cache.path("text", document.original_id, "layout.txt"))
    return found.decode() if found else ""


def prepare(document: Document, record: dict[str, Any]) -> None:
    """Make the text ready if search will need it. Scans are left out: that would be a second OCR."""
    if needed(record) and not record.get("error"):
        text_of(document)


def needed(record: dict[str, Any]) -> bool:
    """Does the record leave the text out? A scan's text is not worth a second OCR."""
    has_text = any(item.get("text") or item.get("decision") for item in record.get("items") or [])
    scanned = any((row.get("source") or {}).get("method") == "ocr" for row in _rows(record))
    return not has_text and not scanned


def _make(document: Document) -> bytes:
    """Empty if it cannot be made: it is only shown and searched, never relied on."""
    with store.open(document.original_id) as source, reader.pool(1) as pool:
        try:
            text = pool.text(source.read())
        except ReadError:
            return b""
    return mask(text.replace("\x00", "")).encode()


def is_ocr(record: dict[str, Any]) -> bool:
    """Was the text made by OCR, so that å, ä and ö may be missing from it?"""
    methods = [str((row.get("source") or {}).get("method") or "") for row in _rows(record)]
    if any(method.startswith("ocr") for method in methods):
        return True
    text = " ".join(
        f"{item.get('title') or ''} {item.get('text') or ''}" for item in record.get("items") or []
    )
    letters = len(_LETTERS.findall(text))
    return letters >= _ENOUGH and len(_MARKED.findall(text)) / letters < _LEAST


def _rows(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for group in ("items", "present", "absent", "uncertain"):
        yield from record.get(group) or []
