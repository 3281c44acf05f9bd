"""The header as facts: each value with how sure, how found, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .rows import Row


@dataclass(slots=True)
class Fact:
    """A header value with how sure the reader is, how it was found, and where it stands."""

    value: Any
    confidence: float
    method: str
    row: Row | None = None


@dataclass(slots=True)
class Header:
    """The facts found, by field name, and warnings as (code, message, row)."""

    facts: dict[str, Fact] = field(default_factory=dict)
    warnings: list[tuple[str, str, Row | None]] = field(default_factory=list)

    def put(self, name: str, value: Any, confidence: float, method: str, row: Row | None = None) -> None:
        """Set a fact unless it is already known or there is nothing to set."""
        if value not in (None, "", []) and name not in self.facts:
            self.facts[name] = Fact(value, round(confidence, 2), method, row)

    def value(self, name: str) -> Any:
        fact = self.facts.get(name)
        return fact.value if fact else None
