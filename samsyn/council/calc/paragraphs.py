"""From a record to the paragraphs that are searched: each item's text and decision, the people, or the
whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

MAX_WORDS = 400
_BREAK = re.compile(r"\n\s*\n|\f")


class Paragraph(NamedTuple):
    """`item` is the index in the record's items, or None. The heading is searched with each first
    paragraph."""

    item: int | None
    heading: str
    text: str


def paragraphs(record: dict[str, Any], full_text: str = "") -> list[Paragraph]:
    """In document order. Without items, the whole text is cut at its blank lines."""
    found: list[Paragraph] = []
    for index, item in enumerate(record.get("items") or []):
        heading = f"{item.get('number') or ''} {item.get('title') or ''}".strip()
        parts = [*_cut(item.get("text") or ""), *_cut(_decision(item))]
        found += [Paragraph(index, heading, part) for part in parts or [heading] if part]
    if not any(item.get("text") for item in record.get("items") or []):
        found += [Paragraph(None, "", part) for part in _cut(full_text)]
    people = "\n".join(_people(record))
    if people:
        found.append(Paragraph(None, "Deltagare", people))
    return found


def _decision(item: dict[str, Any]) -> str:
    """Unless the text already holds it."""
    decision = item.get("decision") or ""
    return "" if decision and decision in (item.get("text") or "") else decision


def _people(record: dict[str, Any]) -> Iterator[str]:
    words = {
        "present": "Närvarande",
        "absent": "Frånvarande",
        "uncertain": "Osäkert om närvarande",
        "presenters": "Föredragande",
    }
    for group, word in words.items():
        names = list(dict.fromkeys(row.get("name") or "" for row in record.get(group) or []))
        if names:
            yield f"{word}: {', '.join(filter(None, names))}"


def _cut(text: str) -> Iterator[str]:
    """Paragraphs of at most 400 words; single line breaks are the print's, not the writer's."""
    for piece in _BREAK.split(text):
        words = piece.replace("\x00", "").split()
        for start in range(0, len(words), MAX_WORDS):
            yield " ".join(words[start : start + MAX_WORDS])


def section_sign(number: str, paragraph_range: str) -> str:
    """ "§ " before an item's number where the record numbers by § (it then has a range of them), else ""."""
    return "§ " if paragraph_range and number[:1].isdigit() and "." not in number else ""
