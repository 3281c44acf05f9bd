"""The words of an FTS5 index as they lie on its pages, those marked as deleted too: its own vocabulary hides
them, and a word is not gone while a page still spells it.

The format is told in the comments of SQLite's ext/fts5/fts5_index.c. Pages lie in the table `<name>_data`."""

from __future__ import annotations

from collections.abc import Iterator

FIRST = 1 << 37  # smaller ids are averages and structure
_ROWIDS = 1 << 36  # this bit marks an index of rowids


def is_leaf(page: int) -> bool:
    return page >= FIRST and not page & _ROWIDS


def terms(leaf: bytes) -> Iterator[str]:
    """The words on one page. A word is written as how much of the one before it keeps, and the rest."""
    at, place = 0, int.from_bytes(leaf[2:4], "big")
    before = b""
    first = True
    while place < len(leaf):
        step, place = _number(leaf, place)
        at += step
        kept, start = (0, at) if first else _number(leaf, at)
        length, start = _number(leaf, start)
        before = before[:kept] + leaf[start : start + length]
        first = False
        yield before[1:].decode("utf-8", "replace")  # the first byte says which index: there is only one


def _number(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where the next thing begins."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
