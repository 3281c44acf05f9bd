"""The plain text of a document, page by page, kept beside the originals: for search where a record has no
items, and
for showing files that have no pages of their own."""

from __future__ import annotations

from typing import Any

from samsyn.core.models import Document


def text_of(document: Document) -> str:
    return ""


def is_ocr(record: dict[str, Any]) -> bool:
    return False
