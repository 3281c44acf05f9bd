"""How much of a machine one document may use. Over a limit: an error, or the pages so far and a notice."""

from __future__ import annotations

import time
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
    output: int = 64 * MB


DEFAULT = Limits()


class Budget:
    """The limits of one document being read, and the clock that started with it."""

    __slots__ = ("_characters", "_end", "limits")

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self._end = time.monotonic() + limits.seconds
        self._characters = 0

    @property
    def out_of_time(self) -> bool:
        return time.monotonic() > self._end

    @property
    def page_seconds(self) -> float:
        """Time the next page may take: never beyond the document's own end."""
        return max(0.1, min(self.limits.page_seconds, self._end - time.monotonic()))

    def spend(self, characters: int) -> None:
        """Count text that a source is about to keep. Raises TooLarge beyond the limit."""
        self._characters += characters
        if self._characters > self.limits.characters:
            raise TooLarge(
                "Dokumentet innehåller för mycket text. Filen är sparad; dela upp den och läs in delarna."
            )
