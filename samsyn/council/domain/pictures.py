"""Images of a document's pages, drawn in the sandbox and kept on disk by the original's hash."""

from __future__ import annotations

import json

from samsyn.core import store
from samsyn.core.errors import Hidden
from samsyn.core.models import Document
from samsyn.council.domain import cache, reader
from samsyn.council.reading.errors import ReadError

MEDIA_TYPE = "image/webp"
WIDTH = 1240
_DRAWN = ("application/pdf", "image/")


def sizes(document: Document) -> list[tuple[float, float]]:
    """Width and height of each page in points; empty for files without pages of their own."""
    if not document.original.media_type.startswith(_DRAWN):
        return []
    target = cache.path("pages", document.original_id, "sizes.json")
    found = json.loads(cache.keep(target, lambda: json.dumps(_sizes(document)).encode()))
    return [(width, height) for width, height in found]


def _sizes(document: Document) -> list[tuple[float, float]]:
    try:
        return reader.drawing().sizes(_bytes(document))
    except ReadError:
        return []


def page(document: Document, number: int) -> bytes:
    """One page (from 1) as an image. Raises Hidden if there is no such page or it cannot be drawn."""
    pages = sizes(document)
    if not 1 <= number <= len(pages):
        raise Hidden
    target = cache.path("pages", document.original_id, f"{number}-{WIDTH}.webp")
    return cache.keep(target, lambda: _draw(document, number))


def _draw(document: Document, number: int) -> bytes:
    try:
        image = reader.drawing().render(_bytes(document), number, WIDTH, MEDIA_TYPE)
    except ReadError as error:
        raise Hidden from error
    if image is None:
        raise Hidden
    return image


def _bytes(document: Document) -> bytes:
    with store.open(document.original_id) as source:
        return source.read()
