"""The meeting object that both the file and its gold are made from.

A family builds one `Meeting`, lays it out as blocks, and `gold` turns the same object into the record form.
"""

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

SCHEMA = "samsyn.record/1"


@dataclass(frozen=True)
class Person:
    """Somebody made up. `title` is what stands after the name: post, organisation or both, as printed."""

    name: str
    party: str | None = None
    title: str | None = None

    def __str__(self) -> str:
        return self.name


@dataclass
class Row:
    """One line of attendance: a person in a role for all or a part of the meeting."""

    person: Person
    role: str = "serving"
    office: str | None = None
    remote: bool | None = None
    substitute_for: str | None = None
    paragraphs: str | None = None
    start: str | None = None
    until: str | None = None
    reason: str | None = None
    written: str | None = None
    alternatives: dict[str, list[str]] = field(default_factory=dict)

    def gold(self) -> dict[str, Any]:
        """The row as the record form writes it."""
        party = self.person.party
        return {
            "name": self.person.name,
            "name_as_written": self.written or self.person.name,
            "party": party.upper() if party else None,
            "title": self.person.title,
            "office": self.office,
            "role": self.role,
            "remote": self.remote,
            "substitute_for": self.substitute_for,
            "paragraphs": self.paragraphs,
            "from": self.start,
            "until": self.until,
            "reason": self.reason,
            "p_absent": None,
            **({"alternatives": self.alternatives} if self.alternatives else {}),
        }


@dataclass
class Item:
    """One matter of the agenda. `presenters` are people, `units` presenters that are no people."""

    title: str
    number: str | None = None
    registry_no: str | None = None
    text: list[str] = field(default_factory=list)
    decision: str | None = None
    presenters: list[Person] = field(default_factory=list)
    units: list[str] = field(default_factory=list)

    def gold(self) -> dict[str, Any]:
        """The item as the record form writes it; `text` is left out, as the form allows."""
        return {
            "number": self.number,
            "title": self.title,
            "registry_no": self.registry_no,
            "decision": self.decision,
            "presenters": [p.name for p in self.presenters] + self.units,
        }


@dataclass
class Next:
    """The next meeting as announced. `text` is the phrase in the document."""

    text: str
    date: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    year_inferred: bool = False


@dataclass
class Meeting:
    """What happened, which is also what the document says. Dates are ISO, clocks HH:MM."""

    kind: str | None = None
    organisation: str | None = None
    body: str | None = None
    sharing: str | None = None
    date: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    mode: str | None = None
    chair: Person | None = None
    secretary: Person | None = None
    adjusters: list[Person] = field(default_factory=list)
    adjournments: list[tuple[str, str, str]] = field(default_factory=list)
    adjusted: str | None = None
    posted: str | None = None
    unposted: str | None = None
    paragraph_range: str | None = None
    previous: dict[str, str | None] | None = None
    next: Next | None = None
    called: list[Row] = field(default_factory=list)
    present: list[Row] = field(default_factory=list)
    absent: list[Row] = field(default_factory=list)
    uncertain: list[Row] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    alternatives: dict[str, list[str | None]] = field(default_factory=dict)

    def by_role(self, *roles: str) -> list[Row]:
        """Rows of `present` that have one of the roles."""
        return [r for r in self.present if r.role in roles]

    def settle(self) -> None:
        """Fill in what follows from the rest: who is remote, and the office of those who adjust."""
        rows = self.called + self.present + self.absent + self.uncertain
        stated = self.mode is not None or any(r.remote is not None for r in rows)
        adjusters = {p.name for p in self.adjusters}
        for row in self.present:
            if stated and row.remote is None:
                row.remote = self.mode == "remote"
            if row.office is None and row.person.name in adjusters:
                row.office = "adjuster"

    def presenters(self) -> list[dict[str, Any]]:
        """One row for each person who presents, with the numbers (or titles) of their items."""
        rows: dict[str, dict[str, Any]] = {}
        for item in self.items:
            for person in item.presenters:
                row = rows.setdefault(person.name, {**Row(person, "presenter").gold(), "items": []})
                row["items"].append(item.number or item.title)
        return list(rows.values())

    def gold(self, *, file: str, data: bytes, media_type: str, pages: int) -> dict[str, Any]:
        """The whole gold object for the bytes that were made from this meeting."""
        self.settle()
        return {
            "schema": SCHEMA,
            "file": file,
            "sha256": hashlib.sha256(data).hexdigest(),
            "media_type": media_type,
            "pages": pages,
            **{
                k: getattr(self, k)
                for k in ("kind", "organisation", "body", "sharing", "date", "start", "end", "place", "mode")
            },
            "chair": self.chair.name if self.chair else None,
            "secretary": self.secretary.name if self.secretary else None,
            "adjusters": [p.name for p in self.adjusters],
            "adjournments": [{"from": a, "until": b, "text": text} for a, b, text in self.adjournments],
            **{k: getattr(self, k) for k in ("adjusted", "posted", "unposted", "paragraph_range")},
            "previous_meeting": self.previous,
            "next_meeting": asdict(self.next) if self.next else None,
            **{k: [r.gold() for r in getattr(self, k)] for k in ("called", "present", "absent", "uncertain")},
            "presenters": self.presenters(),
            "items": [i.gold() for i in self.items],
            "warnings": [],
            "error": None,
            **({"alternatives": self.alternatives} if self.alternatives else {}),
        }
