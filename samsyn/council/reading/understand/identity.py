"""Personal identity numbers: found so that they can be hidden and flagged; never kept in a record."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = re.compile(r"(?<!\d)(?<!\d-)(?:(19|20)?(\d{2})(\d{2})(\d{2}))\s?([-–+]?)\s?(\d{4})(?!\d|-\d|\.\d)")


MASK = "[personnummer dolt]"


_UNTOUCHED = frozenset({"sha256", "file"})


def find_numbers(text: str) -> list[tuple[int, int]]:
    """Where personal or co-ordination numbers stand. With a separator a possible birthday is enough (a misread digit must not
    let one through); without one the check digit must hold, too. Form: Skatteverket, personnummer (10 or 12 digits)."""
    out = []
    for match in _NUMBER.finditer(text):
        month, day = int(match[3]), int(match[4])
        if not (1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)):
            continue
        if match[5] or luhn(match[2] + match[3] + match[4] + match[6]):
            out.append((match.start(), match.end()))
    return out


def luhn(digits: str) -> bool:
    """Whether ten digits satisfy the check-digit rule (ISO/IEC 7812-1, weights 2 1 2 1 …)."""
    total = 0
    for place, char in enumerate(digits):
        product = int(char) * (2 - place % 2)
        total += product - 9 if product > 9 else product
    return total % 10 == 0


def hide(text: str) -> str:
    """The text with each number replaced."""
    for start, end in reversed(find_numbers(text)):
        text = text[:start] + MASK + text[end:]
    return text


def hide_all(value: Any, name: str = "") -> Any:
    """A record with the numbers hidden in every text but hashes, file names and links that carry none."""
    if isinstance(value, str):
        return (
            value
            if name in _UNTOUCHED and not ("-" in value and find_numbers(value))
            else hide(value)
            if any(map(str.isdigit, value))
            else value
        )
    if isinstance(value, list):
        return [hide_all(one, name) for one in value]
    if isinstance(value, dict):
        return {key: hide_all(one, str(key)) for key, one in value.items()}
    return value
