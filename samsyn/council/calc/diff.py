"""What differs between two readings of one document, field by field."""

from __future__ import annotations

from typing import Any, NamedTuple

from samsyn.council.calc.facts import Record, machine_facts

# Where and how sure changes with every reader; it is no difference in what the document says.
_IGNORED = frozenset({"confidence", "source", "list"})


class Difference(NamedTuple):
    """`before` is None for what is new, `after` for what is gone; else both are the differing fields."""

    key: str
    group: str
    before: Any
    after: Any


def differences(before: Record, after: Record) -> list[Difference]:
    """In the order of the new record; what is gone stands last."""
    old = {fact.key: fact for fact in machine_facts(before)}
    found: list[Difference] = []
    for fact in machine_facts(after):
        known = old.pop(fact.key, None)
        if known is None:
            found.append(Difference(fact.key, fact.group, None, _plain(fact.value)))
        elif _plain(known.value) != _plain(fact.value):
            found.append(Difference(fact.key, fact.group, *_changed(known.value, fact.value)))
    found += [Difference(fact.key, fact.group, _plain(fact.value), None) for fact in old.values()]
    return found


def _plain(value: Any) -> Any:
    return {k: v for k, v in value.items() if k not in _IGNORED} if isinstance(value, dict) else value


def _changed(before: Any, after: Any) -> tuple[Any, Any]:
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before, after
    names = [n for n in {**before, **after} if n not in _IGNORED and before.get(n) != after.get(n)]
    return {n: before.get(n) for n in names}, {n: after.get(n) for n in names}
