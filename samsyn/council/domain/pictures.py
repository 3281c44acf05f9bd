"""Images of a document's pages, drawn in the sandbox and kept on disk by the original's hash."""

from __future__ import annotations

from samsyn.core.errors import Hidden
from samsyn.core.models import Document

MEDIA_TYPE = "image/png"


def has_pages(document: Document) -> bool:
    return False


def sizes(document: Document) -> list[tuple[float, float]]:
    return []


def page(document: Document, number: int) -> bytes:
    raise Hidden
