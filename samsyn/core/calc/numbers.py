"""Numbers as they come in an address or a form."""

from __future__ import annotations

_DIGITS = 15  # more than any table has rows, and less than a database or `int` refuses


def is_key(text: str) -> bool:
    """May it be the primary key of something? Then `int(text)` is safe, and safe to ask a database for."""
    return text.isdecimal() and len(text) <= _DIGITS
