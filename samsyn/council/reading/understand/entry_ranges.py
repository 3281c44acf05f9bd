"""Parts of the meeting that a person took part in: §-ranges, clock times, points of the agenda."""

from __future__ import annotations

import re

from .entry import Entry
from .text import clean, key

_SECTIONS = re.compile(
    r"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+|beslutar\s+|tjänstgör(?:ande)?\s+|vid\s+|under\s+|del\s+av\s+)?(?P<mode>fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|t\.?\s?o\.?\s?m\.?|tom\.?|till\s+och\s+med|till|ej|jäv|inte)?\s*"
    r"(?:§+|paragraf(?:erna)?)\s*(?P<range>\d+[a-z]?(?:\s*(?:[-–—,]|och|samt|to?m|t\.o\.m\.)\s*(?:§+\s*)?\d+[a-z]?)*(?P<open>\s*[-–—](?=\s*(?:[),;]|$)))?)\s*\)?",
    re.I,
)


_CLOCK = r"(?:kl(?:ockan|\.)?\s*)?([01]?\d|2[0-4])[.:]([0-5]\d)"


_UNTIL = re.compile(
    rf"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+)?(?:t\.?\s?o\.?\s?m\.?|tom\.?|till(?:\s+och\s+med)?|lämnade(?:\s+mötet)?|gick|avvek|-)\s*{_CLOCK}\s*\)?",
    re.I,
)


_FROM = re.compile(
    rf"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+)?(?:fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|anlände|kom|ankom|anslöt|ansluter)\s*{_CLOCK}\s*\)?",
    re.I,
)


_BETWEEN = re.compile(
    rf"[,;]?\s*\(?\s*(?:närvarande\s+|deltar\s+|deltog\s+)?(?:mellan\s+|från\s+)?{_CLOCK}\s*(?:[-–—]|till|och)\s*{_CLOCK}\s*\)?",
    re.I,
)


_POINT = r"(?:punkt|p\.|ärende|item|punkten)\s*(?P<n>[A-ZÅÄÖ]\b|\d+[a-z]?\b)"


_FROM_POINT = re.compile(
    rf"[,;]?\s*\(?\s*(?:fr\.?\s?o\.?\s?m\.?|från(?:\s+och\s+med)?|anlände(?:\s+(?:vid|till|under))?|kom(?:\s+(?:vid|till|under))?)\s+{_POINT}\s*\)?",
    re.I,
)


_UNTIL_POINT = re.compile(
    rf"[,;]?\s*\(?\s*(?:t\.?\s?o\.?\s?m\.?|tom\.?|till(?:\s+och\s+med)?|lämnade(?:\s+(?:vid|efter|under))?)\s+{_POINT}\s*\)?",
    re.I,
)


POINTS = re.compile(
    r"^(?:punkt(?:erna)?|p\.|§+|ärende|pkt\.?|punkt/er)\s*(?P<points>[A-ZÅÄÖ0-9][\w.]*(?:\s*(?:[-–,&]|och|samt)\s*(?:§\s*)?[A-ZÅÄÖ0-9][\w.]{0,3}(?![\wåäö]))*)\s*[,.]?\s*",
    re.I,
)


def take_ranges(text: str, entry: Entry) -> str:
    """Cut §-ranges, clock times and "från punkt B" out of the text into the entry."""
    match = _SECTIONS.search(text)
    while match:
        mode = key(match["mode"] or "").replace(" ", "")
        numbers = re.sub(
            r"\s*(?:och|samt)\s*",
            ", ",
            re.sub(r"\s*[–—-]\s*|\s*t\.?o\.?m\.?\s*", "-", match["range"].replace("§", "")),
        )
        numbers = re.sub(r"\s*,\s*", ", ", numbers).strip(" -")
        if mode.startswith("fr") or (match["open"] and not mode):
            entry.from_ = f"§ {numbers}"
        elif mode in {"tom", "till", "tillochmed"}:
            entry.until = f"§ {numbers}"
        elif mode in {"ej", "jäv", "inte"}:
            entry.recused_at = numbers
        else:
            entry.paragraphs = f"{entry.paragraphs}, {numbers}" if entry.paragraphs else numbers
        if "tjänstgör" in match[0]:
            entry.role = "substitute_serving"
        text = text[: match.start()] + " " + text[match.end() :]
        match = _SECTIONS.search(text)
    for pattern in (_BETWEEN, _UNTIL, _FROM):
        if match := pattern.search(text):
            hours = match.groups()
            if pattern is not _UNTIL:
                entry.from_ = f"{int(hours[0]):02d}:{hours[1]}"
            if pattern is not _FROM:
                entry.until = f"{int(hours[-2]):02d}:{hours[-1]}"
            text = text[: match.start()] + " " + text[match.end() :]
    for pattern in (_FROM_POINT, _UNTIL_POINT):
        if match := pattern.search(text):
            if pattern is _FROM_POINT:
                entry.from_ = f"punkt {match['n']}"
            else:
                entry.until = f"punkt {match['n']}"
            text = text[: match.start()] + " " + text[match.end() :]
    return clean(text)


def expand_points(text: str) -> list[str]:
    """The points one by one: "A-E, G och H" as ["A", "B", …]; "4, 5" as ["4", "5"]."""
    out: list[str] = []
    for part in re.split(r"\s*(?:,|&|och|samt)\s*", text.replace("–", "-")):
        ends = [end.strip(" §.") for end in part.split("-")]
        if len(ends) == 2 and all(len(end) == 1 and end.isalpha() for end in ends):
            out += [chr(code) for code in range(ord(ends[0]), ord(ends[1]) + 1)]
        elif len(ends) == 2 and all(end.isdigit() for end in ends) and int(ends[1]) - int(ends[0]) < 40:
            out += [str(number) for number in range(int(ends[0]), int(ends[1]) + 1)]
        elif ends[0]:
            out.append(part.strip(" §."))
    return out
