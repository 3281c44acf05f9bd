"""What an item of the agenda is, and the heaviest rising chain of numbers among candidates for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .rows import Row

Candidate = tuple[
    int, tuple[int, ...], str, str
]  # row, number as figures, number as text, the rest of the row


@dataclass(slots=True)
class Head:
    """Where an item begins: the index of its first row, its number and title, and how many rows the heading takes.
    `body` holds the rows of its text where they are not simply those that follow (a table's text column)."""

    at: int
    number: str | None
    title: str
    taken: int = 1
    registry: str | None = None
    confidence: float = 0.95
    presenters: list[str] = field(default_factory=list)
    attendance: bool = False
    body: list[Row] | None = None


@dataclass(slots=True)
class Scheme:
    """One way of seeing the items, and how well it fits."""

    name: str
    heads: list[Head]
    score: float


def best_chain(
    found: list[tuple[int, tuple[int, ...]]], rows: Sequence[Row], weights: list[float]
) -> list[int]:
    """Indexes of the candidates on the heaviest rising chain. Steps of one cost nothing, gaps a little; a candidate gains by
    the text between it and the next candidate, so the body beats the contents list."""
    best: list[float] = []
    back: list[int] = []
    ends = [at for at, _ in found[1:]] + [len(rows)]
    worth = [
        weight + min(2.0, 0.12 * (end - at - 1))
        for weight, (at, _), end in zip(weights, found, ends, strict=True)
    ]
    for i, (_, number) in enumerate(found):
        top, link = worth[i], -1
        for j in range(max(0, i - 250), i):
            step = _step(found[j][1], number)
            if step is None:
                continue
            gain = best[j] + worth[i] - step
            if gain > top:
                top, link = gain, j
        best.append(top)
        back.append(link)
    if not best:
        return []
    at = max(range(len(best)), key=best.__getitem__)
    chain = []
    while at >= 0:
        chain.append(at)
        at = back[at]
    return chain[::-1]


def _step(before: tuple[int, ...], after: tuple[int, ...]) -> float | None:
    """The cost of going from one number to the next, None if it does not rise."""
    if after <= before:
        return None
    if len(before) == len(after) == 1:
        gap = after[0] - before[0]
        return 0.0 if gap == 1 else (0.5 + 0.15 * gap if gap <= 12 else None)
    if after[: len(before)] == before and len(after) == len(before) + 1:
        return 0.0 if after[-1] == 1 else 1.5
    shared = min(len(before), len(after))
    if (
        len(after) <= len(before)
        and after[: len(after) - 1] == before[: len(after) - 1]
        and after[-1] == before[len(after) - 1] + 1
    ):
        return 0.0
    return 1.2 if after[:shared] > before[:shared] and after[0] - before[0] <= 3 else None
