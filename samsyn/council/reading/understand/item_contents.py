"""A contents list before the items: titles by number, which help to find and mend the headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agenda import Candidate
from .rows import Row
from .text import join_wrapped


def contents_titles(rows: Sequence[Row], found: list[Candidate], chain: list[int]) -> dict[str, str]:
    """Titles by number from a contents list before the first item. Numbers there stand on the title's first line, or, where
    wrapped titles are centred on their number, on the middle one; which of both is told by what adds up."""
    if not chain:
        return {}
    first = found[chain[0]][0]
    used = set(chain)
    listed = [one for i, one in enumerate(found) if i not in used and one[0] < first]
    if len(listed) < 2 or len(listed) < 0.5 * len(chain):
        return {}
    start = listed[0][0]
    while (
        start > 0
        and not rows[start - 1].furniture
        and rows[start - 1].page == rows[start].page
        and rows[start].gap < 1.2
        and _could_be_upper(rows[start - 1])
    ):
        start -= 1
    start = max(start, listed[0][0] - 4)
    numbers = {at: (number, rest) for at, _, number, rest in listed}
    return _centred(rows, start, first, numbers) or _topped(rows, start, first, numbers)


def _could_be_upper(row: Row) -> bool:
    return (
        len(row.cells) == 1
        and len(row.text) > 18
        and not re.search(
            r"^\d{4}-\d\d-\d\d|protokoll$|innehåll|ärendelista|dagordning|föredragningslista|^ärende",
            row.text,
            re.I,
        )
    )


def _tokens(
    rows: Sequence[Row], start: int, end: int, numbers: dict[int, tuple[str, str]]
) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    last = max(numbers)
    for at in range(start, min(end, last + 4)):
        row = rows[at]
        if row.furniture or not row.text:
            continue
        if at in numbers:
            out.append(("§" + numbers[at][0], strip_leader(numbers[at][1])))
        elif at > last and (row.gap > 1.0 or row.page != rows[last].page):
            break
        else:
            out.append(("", strip_leader(row.text)))
    return out


def strip_leader(text: str) -> str:
    """A contents line without dotted leaders and page number."""
    return re.sub(r"\s*(?:\.{3,}|…|_{3,})\s*\d*\s*$", "", text).strip()


def _centred(
    rows: Sequence[Row], start: int, end: int, numbers: dict[int, tuple[str, str]]
) -> dict[str, str]:
    tokens = _tokens(rows, start, end, numbers)
    titles: dict[str, str] = {}
    upper: list[str] = []
    at = 0
    while at < len(tokens):
        mark, text = tokens[at]
        if not mark:
            upper.append(text)
            at += 1
            continue
        lower = [one for m, one in tokens[at + 1 : at + 1 + len(upper)] if not m]
        if len(lower) != len(upper) or (not text and not upper):
            return {}
        titles[mark[1:]] = join_wrapped([*upper, text, *lower])
        at += 1 + len(lower)
        upper = []
    return {} if upper else titles


def _topped(rows: Sequence[Row], start: int, end: int, numbers: dict[int, tuple[str, str]]) -> dict[str, str]:
    titles: dict[str, list[str]] = {}
    mark = ""
    for name, text in _tokens(rows, start, end, numbers):
        if name:
            mark = name[1:]
            titles[mark] = [text] if text else []
        elif mark:
            titles[mark].append(text)
    return {number: join_wrapped(parts) for number, parts in titles.items()}
