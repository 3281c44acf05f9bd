"""How much of a machine one document may use. Over a limit: an error, or the pages so far and a notice."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from .errors import TooLarge

MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds of wall time. Past `seconds` a source stops between pages;
    the sandbox kills at `seconds + grace`. `memory` is the address space of the child process."""

    bytes: int = 200 * MB
    pages: int = 2000
    scanned_pages: int = 300
    seconds: float = 300.0
    page_seconds: float = 60.0
    grace: float = 15.0
    memory: int = 2000 * MB
    pixels: int = 40_000_000
    zip_total: int = 200 * MB
    zip_ratio: int = 200
    zip_entries: int = 5000
    xml_depth: int = 200
    characters: int = 20_000_000
    words: int = 1_500_000
    output: int = 64 * MB


DEFAULT = Limits()


class Budget:
    """The limits of one document being read, and the clock that started with it."""

    __slots__ = ("_characters", "_end", "_on_step", "_words", "limits")

    def __init__(self, limits: Limits = DEFAULT, on_step: Callable[[float], None] = lambda _: None) -> None:
        """`on_step` hears how many seconds the next step may take, so that a sandbox can hold it to them."""
        self.limits = limits
        self._on_step = on_step
        self._end = time.monotonic() + limits.seconds
        self._characters = self._words = 0

    @property
    def out_of_time(self) -> bool:
        return time.monotonic() > self._end

    def start_page(self) -> None:
        """To be called before each page, where there are pages."""
        self._on_step(self.limits.page_seconds)

    def start_understanding(self) -> None:
        self._on_step(self.limits.seconds)

    @property
    def page_seconds(self) -> float:
        """Time the next page may take: never beyond the document's own end."""
        return max(0.1, min(self.limits.page_seconds, self._end - time.monotonic()))

    def spend(self, characters: int, words: int = 0) -> None:
        """Count text that a source keeps. Raises TooLarge beyond the limits."""
        self._characters += characters
        self._words += words
        if self._characters > self.limits.characters or self._words > self.limits.words:
            raise TooLarge(
                "Dokumentet innehåller för mycket text. Filen är sparad; dela upp den och läs in delarna."
            )
