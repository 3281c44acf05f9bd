"""The boxes of the start page "I dag". A room adds its own; the core knows none of them.

@start.box(order=20)
def waiting(account: Account) -> start.Box | None:   # None: nothing to say today
    return Box("council/_waiting.html", {"count": 3})
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .models import Account


@dataclass(frozen=True, slots=True)
class Box:
    """A template and what it needs. `levels` are the labels of the lines it shows, for the ledger."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    levels: Sequence[str] = ()


Maker = Callable[[Account], Box | None]
_makers: list[tuple[int, Maker]] = []


def box(*, order: int = 100) -> Callable[[Maker], Maker]:
    """Lower numbers stand higher on the page."""

    def register(maker: Maker) -> Maker:
        _makers.append((order, maker))
        _makers.sort(key=lambda pair: pair[0])
        return maker

    return register


def boxes(account: Account) -> list[Box]:
    return [found for _order, maker in _makers if (found := maker(account)) is not None]
