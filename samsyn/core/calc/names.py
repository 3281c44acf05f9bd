"""Names as people sort them."""

from __future__ import annotations

PARTICLES = frozenset({"af", "av", "da", "de", "den", "der", "di", "du", "la", "le", "van", "von"})


def sort_name(name: str) -> str:
    """'Noor El-Amin' -> 'El-Amin, Noor'; particles stay with the surname ('von Essen, Carl')."""
    parts = name.split()
    if len(parts) < 2:
        return name.strip()
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in PARTICLES:
        start -= 1
    return f"{' '.join(parts[start:])}, {' '.join(parts[:start])}"
