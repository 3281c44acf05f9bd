"""The label's algebra, without a database: what is derived from several things may be seen by nobody who may
not see each of them, and what a change of label widens.

An audience is a set of clauses, each a set of parties ("o:3" an organisation, "b:2" a body's table, "a:7" an
account, MEMBER, ANYONE). A person must be met by every clause, by any of its parties. So the intersection of
two audiences is the union of their clauses, exactly, whoever sits where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce

# From the widest to the strictest.
LEVELS = ("public", "network", "limited", "limited_org", "room")
PURPOSES = ("prevention", "incident", "follow_up", "oversight", "disclosure")
ANYONE, MEMBER = "anyone", "member"

Clause = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a label says beyond level, owner and circle: the content of a row of Terms.

    audience    parties; empty: those the level means
    purposes    of PURPOSES; empty: any
    held        an embargo that has not been released
    until       the embargo's first possible day, or None
    gate        the body (its key) that must have decided first, or None
    gate_owner  the organisation of that body
    matter      what it decides
    expires     the last day it is shown, or None
    """

    audience: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    held: bool = False
    until: date | None = None
    gate: int | None = None
    gate_owner: int | None = None
    matter: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Embargo:
    """Held for all but `owner`'s writers, and `gate`'s table. `until` None: no day is set."""

    owner: int
    until: date | None
    gate: int | None
    matter: str


@dataclass(frozen=True, slots=True)
class Label:
    """A label in full: of one thing, or derived from many."""

    level: str
    audience: frozenset[Clause]
    purposes: frozenset[str]
    embargoes: frozenset[Embargo] = frozenset()
    expires: date | None = None


def label(level: str, organisation: int, circle: int | None, limits: Limits | None = None) -> Label:
    """The label of one thing as its row says it."""
    said = limits or Limits()
    held = (
        frozenset({Embargo(organisation, said.until, said.gate, said.matter)}) if said.held else frozenset()
    )
    return Label(
        level,
        _clauses(level, organisation, circle, said.audience),
        said.purposes or frozenset(PURPOSES),
        held,
        said.expires,
    )


def _clauses(level: str, organisation: int, circle: int | None, named: Clause) -> frozenset[Clause]:
    own, table = {f"o:{organisation}"}, {f"b:{circle}"} if circle is not None else set()
    of_level: dict[str, set[str]] = {
        "public": {ANYONE},
        "network": {MEMBER},
        "limited": own | table,
        "limited_org": own,
        "room": table,
    }
    if not named:
        return frozenset({frozenset(of_level[level])})
    if level in ("limited", "room"):  # who is named takes the place of whom the level means
        return frozenset({named})
    return frozenset({frozenset(of_level[level]), named})


# --- deriving -----------------------------------------------------------------------------------------------
def derive(labels: Iterable[Label]) -> Label:
    """The label of what is made from all of these. Raises TypeError for none: nothing comes of nothing."""
    return reduce(_both, labels)


def _both(one: Label, other: Label) -> Label:
    days = [day for day in (one.expires, other.expires) if day is not None]
    return Label(
        max(one.level, other.level, key=LEVELS.index),
        one.audience | other.audience,
        one.purposes & other.purposes,
        one.embargoes | other.embargoes,
        min(days) if days else None,
    )


# --- comparing ----------------------------------------------------------------------------------------------
def widened(before: Label, after: Label) -> list[str]:
    """What of the label a change makes wider: of "level", "audience", "purposes", "embargo", "expires".
    Empty: it is the same or stricter, and one person may do it."""
    found = {
        "level": LEVELS.index(after.level) < LEVELS.index(before.level),
        "audience": not all(any(_narrower(new, old) for new in after.audience) for old in before.audience),
        "purposes": not after.purposes <= before.purposes,
        "embargo": not all(any(_as_strict(new, old) for new in after.embargoes) for old in before.embargoes),
        "expires": before.expires is not None and (after.expires is None or after.expires > before.expires),
    }
    return [name for name, wider in found.items() if wider]


def _narrower(new: Clause, old: Clause) -> bool:
    """Whoever meets `new` meets `old`. A role belongs to an organisation, so who sits anywhere is a
    member."""
    return all(
        party in old or ANYONE in old or (MEMBER in old and party[:2] in ("o:", "b:")) for party in new
    )


def _as_strict(new: Embargo, old: Embargo) -> bool:
    if new.owner != old.owner:
        return False
    same_gate = old.gate is None or (new.gate, new.matter) == (old.gate, old.matter)
    no_earlier = old.until is None or (new.until is not None and new.until >= old.until)
    # A gate's table sees what it is to decide on, so a gate put where none was lets more people in.
    return same_gate and no_earlier and (new.gate is None or new.gate == old.gate)
