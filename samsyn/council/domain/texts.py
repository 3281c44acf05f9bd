"""The plain text of a document as the reader laid it out, kept beside the originals.

Search needs it where a record has no items, and the document page where a file has no pages of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from samsyn.core.models import Document

_LETTERS = re.compile(r"[a-zåäö]", re.IGNORECASE)
_MARKED = re.compile(r"[åäö]", re.IGNORECASE)
# Swedish has å, ä or ö in about every 20th letter. A page of text with hardly any has lost them.
_LEAST, _ENOUGH = 0.012, 400


def text_of(document: Document) -> str:
    return ""


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
