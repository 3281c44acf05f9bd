"""What the paper as a whole makes doubtful: two meetings in one file, two languages, text out of order, one name in two
spellings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from .agenda import Scheme
from .dates import find_dates
from .facts import Header
from .labels import match_label
from .profiles import Profile
from .rows import Row

_ENGLISH = re.compile(r"\b(?:the|and|of|was|were|that|with|from|this|will|be|is)\b", re.I)
_SWEDISH = re.compile(r"\b(?:och|att|det|som|för|är|av|den|med|till|inte|har)\b", re.I)
_LISTS = frozenset(("present", "serving", "called"))
_SECTION = re.compile(r"^§\s*(\d{1,3})\b")
_NUMBERED = re.compile(r"^(\d{1,2})[.)]?\s+[A-ZÅÄÖ]")
_TWO_WORDS = re.compile(r"(?=\b([A-ZÅÄÖ][\w-]+) ([A-ZÅÄÖ][\w-]+))")
_ENOUGH = 15  # function words of a language before it counts as one of the paper's


def misgivings(
    rows: Sequence[Row],
    text: str,
    header: Header,
    scheme: Scheme,
    profile: Profile,
    listed: Sequence[str],
) -> Iterator[tuple[str, str, Row | None]]:
    """Warnings as (code, message, row)."""
    if again := _second_meeting(rows, header, scheme, profile):
        yield (
            "several_documents",
            "Filen ser ut att innehålla flera möten. Det första är läst; dela upp filen.",
            again,
        )
    english, swedish = len(_ENGLISH.findall(text[:40_000])), len(_SWEDISH.findall(text[:40_000]))
    if min(english, swedish) >= _ENOUGH and min(english, swedish) > 0.2 * max(english, swedish):
        yield "mixed_languages", "Texten är på både svenska och engelska; läs igenom uppgifterna.", None
    if row := _out_of_order(rows, scheme):
        yield (
            "text_order_doubtful",
            "Ärendenas nummer kommer i oordning; texten kan stå i fel ordning i filen.",
            row,
        )
    for one, other in _spelled_two_ways(text, listed):
        yield "name_spelled_two_ways", f"Samma person kan vara skriven på två sätt: {one} och {other}.", None
    mode = header.facts.get("mode")
    if mode is not None and mode.method == "people":
        yield "mode_from_facts", "Mötesformen är härledd: några deltog på distans.", mode.row


def _second_meeting(rows: Sequence[Row], header: Header, scheme: Scheme, profile: Profile) -> Row | None:
    """The row of a second list of people after matters of the first meeting, near the date of another day."""
    if not scheme.heads:
        return None
    for at in range(scheme.heads[0].at + 1, len(rows)):
        row = rows[at]
        match = None if row.furniture or len(row.text) > 400 else match_label(row.cells[0].text, profile)
        if match is None or not match.marked or match.kind not in _LISTS:
            continue
        around = " ".join(one.text for one in rows[max(0, at - 12) : at])
        if any(found.date.isoformat() != header.value("date") for found in find_dates(around)) and _titled(
            rows, at
        ):
            return row
    return None


def _titled(rows: Sequence[Row], at: int) -> bool:
    """Whether a paper begins shortly before: its kind stands alone on a line."""
    near = rows[max(0, at - 12) : at]
    return any(
        re.match(r"\W*(?:\w*protokoll|\w*anteckningar|minutes|notes)\b.{0,60}$", row.text, re.I)
        for row in near
    )


def _out_of_order(rows: Sequence[Row], scheme: Scheme) -> Row | None:
    """A numbered heading that comes after a higher one, where most of the paper's numbers could not be put in a row."""
    pattern = {"section": _SECTION, "numbered": _NUMBERED}.get(scheme.name)
    if pattern is None:
        return None
    found = [
        (int(match[1]), row)
        for row in rows
        if not row.furniture and not row.bullet and len(row.text) < 120 and (match := pattern.match(row.text))
    ]
    numbers = {number for number, _ in found}
    if len(numbers) < 4 or len(scheme.heads) >= 0.6 * len(numbers):
        return None
    return next((row for (before, _), (after, row) in pairwise(found) if after < before), None)


def _spelled_two_ways(text: str, listed: Sequence[str]) -> list[tuple[str, str]]:
    """A listed name and the same first name in the text with a last name that a slip of a letter or two tells apart; a
    genitive is no slip. Five pairs at most."""
    known: dict[str, list[str]] = {}
    for name in listed:
        if len(name.split()) == 2:
            known.setdefault(name.split()[0], []).append(name.split()[1])
    pairs: dict[tuple[str, str], None] = {}
    for match in _TWO_WORDS.finditer(text[:60_000]):
        first, last = match[1], match[2]
        for other in known.get(first, ()):
            if (
                last == other
                or len(last) < 5
                or last in known[first]
                or last.rstrip("s") == other.rstrip("s")
            ):
                continue
            slip = Levenshtein.distance(last, other, score_cutoff=2)
            if slip == 1 or (slip == 2 and sorted(last) == sorted(other)):
                pairs[f"{first} {other}", f"{first} {last}"] = None
    return list(pairs)[:5]
