"""A person as written in one place of a list."""

from __future__ import annotations

from dataclasses import dataclass, field

from samsyn.council.reading.layout import Word

from .rows import Row


@dataclass(slots=True)
class Entry:
    """A person as written in one place."""

    name: str
    as_written: str
    row: Row
    words: list[Word]
    party: str | None = None
    offices: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    role: str | None = None
    remote: bool | None = None
    replaces: str | None = None
    replaced_office: str | None = None
    replaced_party: str | None = None
    replaced_by: str | None = None
    paragraphs: str | None = None
    from_: str | None = None
    until: str | None = None
    points: list[str] = field(default_factory=list)
    absent: bool = False
    recused_at: str | None = None
    bracketed: bool = True
    by_range: str | None = None
    plain: bool = True
    starred: bool = False
