"""Who may do what, said a second time: written from the sentences in docs/design/labels.md, in plain Python
over plain values. It imports nothing of the product, so that it cannot share its mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Chair:
    """A role: where, at which body's table (None: no table), of which kind, from and until which day."""

    organisation: int
    body: int | None
    kind: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Someone:
    number: int
    chairs: tuple[Chair, ...] = ()
    shut: bool = False


@dataclass(frozen=True)
class Sheet:
    """A labelled thing. `named` are pairs such as ("organisation", 3)."""

    level: str
    owner: int
    circle: int | None
    named: frozenset[tuple[str, int]] = frozenset()
    purposes: frozenset[str] = frozenset()
    embargo: bool = False
    gate: int | None = None
    gate_owner: int | None = None
    released: bool = False
    last_day: date | None = None
    extra: dict[str, object] = field(default_factory=dict, compare=False)


def allowed(someone: Someone, action: str, sheet: Sheet, purpose: str, today: date) -> bool:
    if someone.shut:
        return False
    chairs = [
        c for c in someone.chairs if (c.start is None or c.start <= today) and (not c.end or c.end >= today)
    ]
    if not sees(someone, chairs, sheet, purpose, today):
        return False
    if action == "view":
        return True
    under_embargo = sheet.embargo and not sheet.released
    if action == "export":
        return not under_embargo
    if action in ("change", "relabel", "confirm"):
        return writes(chairs, sheet.owner)
    if action == "open":
        return under_embargo and sheet.gate is not None and writes(chairs, sheet.gate_owner)
    if action == "destroy":
        return any(c.organisation == sheet.owner and c.kind == "admin" for c in chairs)
    raise ValueError(action)


def writes(chairs: list[Chair], organisation: int | None) -> bool:
    return any(
        c.organisation == organisation and c.kind in ("reviewer", "secretary", "admin") for c in chairs
    )


def sees(someone: Someone, chairs: list[Chair], sheet: Sheet, purpose: str, today: date) -> bool:
    of_owner = any(c.organisation == sheet.owner for c in chairs)
    at_table = sheet.circle is not None and any(c.body == sheet.circle for c in chairs)
    is_named = any(
        (what == "account" and someone.number == which)
        or (what == "organisation" and any(c.organisation == which for c in chairs))
        or (what == "body" and any(c.body == which for c in chairs))
        for what, which in sheet.named
    )
    if sheet.named and not is_named:
        return False
    if sheet.level == "network" and not chairs:
        return False
    if sheet.level == "limited_org" and not of_owner:
        return False
    if sheet.level == "limited" and not (of_owner or at_table or is_named):
        return False
    if sheet.level == "room" and not (at_table or is_named):
        return False
    if sheet.purposes and purpose not in sheet.purposes:
        return False
    rules = any(c.organisation == sheet.owner and c.kind == "admin" for c in chairs)
    if sheet.last_day is not None and today > sheet.last_day and not rules:
        return False
    if sheet.embargo and not sheet.released:
        decides = sheet.gate is not None and any(c.body == sheet.gate for c in chairs)
        if not decides and not writes(chairs, sheet.owner):
            return False
    return True
