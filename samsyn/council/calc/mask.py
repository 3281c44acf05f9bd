"""Personal identity numbers must never leave the original: they are masked in all that is made from it."""

from __future__ import annotations

import re
from typing import Any

DOT = "•"
# Year, month 01-12, day 01-31 (61-91 for co-ordination numbers), sign, four digits. Registry and organisation
# numbers have other months; a number without a sign must have the right check digit.
_NUMBER = re.compile(
    r"(?<![\d.,/-])(?:19|20)?(\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01]))(\s?[-+–]\s?|\s|)(\d{4})(?![\d-])"
)


def mask(text: str) -> str:
    """The text with each digit of a personal identity number made a dot: positions stay what they were."""
    return _NUMBER.sub(lambda m: _dots(m[0]) if m[2].strip() or _checks(m[1] + m[3]) else m[0], text)


def _dots(number: str) -> str:
    return "".join(DOT if char.isdigit() else char for char in number)


def mask_all(value: Any) -> Any:
    """The same for every string in lists and dicts, so for a whole record."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, list):
        return [mask_all(one) for one in value]
    if isinstance(value, dict):
        # A hash is not text, and its digits must stay.
        return {key: one if key == "sha256" else mask_all(one) for key, one in value.items()}
    return value


def _checks(ten: str) -> bool:
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(ten))
    return sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0
