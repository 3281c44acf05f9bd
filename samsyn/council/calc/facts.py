"""What is held to be true of a document: the machine's reading with people's corrections laid over it.

A fact has a key that stays the same when the document is read again, so a correction finds its fact also
after a better reader has been there. What a person said always wins; what the machine no longer sees is kept
as theirs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz

from samsyn.council.calc.words import fold

Row = dict[str, Any]
Record = dict[str, Any]

HEADER = (
    "organisation",
    "body",
    "kind",
    "sharing",
    "date",
    "start",
    "end",
    "place",
    "mode",
    "chair",
    "secretary",
    "adjusters",
    "adjournments",
    "adjusted",
    "posted",
    "unposted",
    "paragraph_range",
    "previous_meeting",
    "next_meeting",
)
PEOPLE = ("called", "present", "absent", "uncertain", "presenters")
LISTS = (*PEOPLE, "items", "mentioned")
# Read for help only: nobody has to confirm who was called or which dates are mentioned.
UNREVIEWED = frozenset({"called", "mentioned"})
SURE, LIKELY = 0.9, 0.6
_SAME_NAME = 90.0
_EDGE = re.compile(r"[^\w]+")


class Action(StrEnum):
    CONFIRM = "confirm"
    SET = "set"
    REJECT = "reject"
    ADD = "add"


class Status(StrEnum):
    MACHINE = "machine"
    CONFIRMED = "confirmed"
    SET = "set"
    ADDED = "added"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """A correction by a person.

    `value` is what was said: a header value, or the changed fields of a row ("list" moves it). `was` is the
    machine's value at that time, for rows with "list".
    """

    key: str
    action: Action
    value: Any = None
    was: Any = None
    ident: int = 0
    by: str = ""


@dataclass(slots=True)
class Fact:
    """`group` is "header" or a list of the record. `value` is None for a header fact that was rejected."""

    key: str
    group: str
    value: Any
    confidence: float | None
    source: Row | None
    status: Status = Status.MACHINE
    machine: Any = None
    change: Change | None = None
    lost: bool = False

    @property
    def open(self) -> bool:
        """Waits for a person."""
        return self.status is Status.MACHINE and self.group not in UNREVIEWED

    @property
    def sure(self) -> bool:
        return self.sure_from(SURE)

    def sure_from(self, least: float) -> bool:
        return self.confidence is not None and self.confidence >= least and self.group != "uncertain"


@dataclass(slots=True)
class Effective:
    """The record as it now holds, in the same form, and the facts it is made of, rejected ones among them."""

    record: Record
    facts: list[Fact] = field(default_factory=list)

    @property
    def open(self) -> int:
        return sum(fact.open for fact in self.facts)

    @property
    def reviewed(self) -> int:
        return sum(fact.group not in UNREVIEWED for fact in self.facts)

    @property
    def doubtful(self) -> int:
        return sum(fact.open and not fact.sure for fact in self.facts)

    @property
    def least(self) -> float:
        """The lowest confidence among open facts; 1 if nothing is open."""
        return min(
            (f.confidence or 0.0 for f in self.facts if f.open and f.group in ("header", *PEOPLE)),
            default=1.0,
        )


def normal(name: str) -> str:
    """A name for comparing: case, marks at the edges and doubled blanks do not count; å and a do."""
    return " ".join(_EDGE.sub(" ", name.casefold()).split())


def row_key(group: str, row: Mapping[str, Any]) -> str:
    """The key without its ordinal: "person:present:karin östh", "item:27", "item:övriga frågor"."""
    if group in PEOPLE:
        return f"person:{group}:{normal(row.get('name') or row.get('name_as_written') or '?')}"
    if group == "items":
        return f"item:{row.get('number') or normal(row.get('title') or '?')[:60]}"
    return f"mention:{row.get('kind')}:{row.get('date') or normal(row.get('text') or '?')[:60]}"


def machine_facts(record: Record) -> Iterator[Fact]:
    """The facts of a reading, in the order of the record."""
    stated = record.get("facts") or {}
    for name in HEADER:
        value = record.get(name)
        if value in (None, [], ""):
            continue
        note = stated.get(name) or {}
        yield Fact(name, "header", value, note.get("confidence"), note.get("source"), machine=value)
    for group in LISTS:
        seen: Counter[str] = Counter()
        for row in record.get(group) or []:
            key = row_key(group, row)
            seen[key] += 1
            value = {**row, "list": group}
            yield Fact(
                f"{key}:{seen[key]}", group, value, row.get("confidence"), row.get("source"), machine=value
            )


def effective(record: Record, changes: Iterable[Change]) -> Effective:
    """Lay the changes (oldest first; the last for each key counts) over the machine's record."""
    facts = list(machine_facts(record))
    by_key = {fact.key: fact for fact in facts}
    latest = {change.key: change for change in changes}
    lost = [change for key, change in latest.items() if key not in by_key]
    for key, change in latest.items():
        if key in by_key:
            _apply(by_key[key], change)
    for change in lost:
        fact = _resembling(facts, change)
        if fact is not None and change.action is not Action.ADD:
            _apply(fact, change)
        elif change.action is not Action.REJECT:
            facts.append(_kept(change))
    return Effective(_compose(record, facts), facts)


def _apply(fact: Fact, change: Change) -> None:
    fact.change = change
    if change.action is Action.REJECT:
        fact.status = Status.REJECTED
        return
    fact.value = _said(change, fact.value)
    fact.status = Status.SET if change.action is Action.SET else Status.CONFIRMED
    if fact.group != "header":
        fact.group = fact.value.get("list", fact.group)


def _said(change: Change, now: Any) -> Any:
    """What the person holds true. A confirmation holds what stood there when it was confirmed."""
    if not isinstance(change.was, dict) or "list" not in change.was:
        return change.was if change.action is Action.CONFIRM else change.value
    # Where it stands on the page is the newest reading's business.
    row = {**change.was, **(change.value or {})}
    return {**row, "source": now["source"]} if now and now.get("source") else row


def _kept(change: Change) -> Fact:
    """A fact that only a person has seen, or that the machine no longer sees."""
    value = change.value if change.action is Action.ADD else _said(change, None)
    is_row = isinstance(value, dict) and "list" in value
    status = {Action.ADD: Status.ADDED, Action.SET: Status.SET}.get(change.action, Status.CONFIRMED)
    return Fact(
        change.key,
        value["list"] if is_row else "header",
        value,
        None,
        value.get("source") if is_row else None,
        status,
        change=change,
        lost=change.action is not Action.ADD,
    )


def _resembling(facts: list[Fact], change: Change) -> Fact | None:
    """The fact that a lost key must have meant: the same name spelt a little otherwise, or in another
    list."""
    was = change.was
    if not isinstance(was, dict) or "list" not in was:
        return None
    wanted = _label(was["list"], was)
    same_kind = PEOPLE if was["list"] in PEOPLE else (was["list"],)
    best: tuple[float, Fact] | None = None
    for fact in facts:
        if fact.change is not None or fact.group not in same_kind:
            continue
        if change.action is Action.REJECT and fact.group != was["list"]:
            continue
        # Presenting and attending are two facts about one person.
        if (fact.group == "presenters") != (was["list"] == "presenters"):
            continue
        likeness = fuzz.ratio(wanted, _label(fact.group, fact.value)) + (fact.group == was["list"])
        if likeness >= _SAME_NAME and (best is None or likeness > best[0]):
            best = (likeness, fact)
    return best[1] if best else None


def _label(group: str, row: Mapping[str, Any]) -> str:
    text = row.get("name") if group in PEOPLE else row.get("title") or row.get("text")
    return fold(normal(text or ""))


def _compose(record: Record, facts: list[Fact]) -> Record:
    """The record form again, from the facts that hold."""
    out = deepcopy({key: value for key, value in record.items() if key not in LISTS})
    for group in LISTS:
        out[group] = []
    for fact in facts:
        holds = fact.status is not Status.REJECTED
        if fact.group == "header":
            empty: Any = [] if fact.key in ("adjusters", "adjournments") else None
            out[fact.key] = deepcopy(fact.value) if holds else empty
        elif holds:
            row = {key: value for key, value in fact.value.items() if key != "list"}
            out[fact.group].append(deepcopy(row))
    return out
