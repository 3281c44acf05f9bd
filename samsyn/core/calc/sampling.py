"""Drawing so that nobody can pick: the seed is published, and the same seed draws the same."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from heapq import nsmallest


def draw(seed: bytes, numbers: Iterable[int], count: int, purpose: str) -> list[int]:
    """`count` of the numbers, or all: those with the smallest SHA-256(seed ‖ purpose ‖ 0 ‖ number in 8
    bytes). `purpose` keeps one draw from telling of another."""
    start = seed + purpose.encode() + b"\0"
    return nsmallest(count, numbers, key=lambda number: sha256(start + number.to_bytes(8, "big")).digest())
