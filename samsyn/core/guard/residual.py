"""From what the policies leave open about a thing to a condition the database understands.

Only the forms named here are known. Anything else (a newer Cedar, a policy of a new kind) makes the whole
list empty and rings the alarm: a part left out could be the one that forbids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import F, Q, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from samsyn.core.calc.labels import LEVELS
from samsyn.core.models import Terms

from . import policy
from .standing import Standing

NOTHING = Q(pk__in=())


class Unknown(Exception):
    """A form that is not known here."""


@dataclass(frozen=True, slots=True)
class Row:
    """A condition on the labelled row itself: a lookup without its prefix, and its value."""

    lookup: str
    value: Any
    negated: bool = False


@dataclass(frozen=True, slots=True)
class OfTerms:
    """A condition on the row's terms; `absent` is the answer for a row that has none. True is any terms,
    False no terms at all. Two of these make one of these, so that the database is asked about terms once."""

    holds: Q | bool
    absent: bool


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Node, ...]
    every: bool  # all of them, or any


@dataclass(frozen=True, slots=True)
class Among:
    """An OfTerms when all is put together: the terms that are meant, as SQL, so that it is worded once."""

    sql: str
    values: tuple[Any, ...]
    absent: bool


Node = Row | OfTerms | Among | Both | bool


# --- the door -----------------------------------------------------------------------------------------------
def condition(who: Standing, action: str, prefix: str) -> Q:
    """Rows on which the standing may do `action`; `prefix` leads to the labelled row."""
    found = _node(who, action)
    if isinstance(found, bool):
        return Q() if found else NOTHING
    return _q(found, prefix)


@lru_cache(maxsize=4096)
def _node(who: Standing, action: str) -> Node:
    left = policy.residuals(who, action)
    if isinstance(left, bool):
        return left
    try:
        permits = [_conditions(said) for effect, said in left if effect == "permit"]
        forbids = [_conditions(said, negated=True) for effect, said in left if effect == "forbid"]
    except Unknown as unknown:
        policy.alarm(f"a list met a form of policy it does not know ({unknown})")
        return False
    return _worded(_both([_both(permits, every=False), *forbids], every=True))


def _conditions(said: list[Any], *, negated: bool = False) -> Node:
    parts = []
    for one in said:
        if one.get("kind") not in ("when", "unless"):
            raise Unknown("kind of condition")
        parts.append(_read(one["body"], negated=negated != (one["kind"] == "unless")))
    return _both(parts, every=not negated)


# --- reading ------------------------------------------------------------------------------------------------
def _read(node: dict[str, Any], *, negated: bool) -> Node:
    """Negations go down to the leaves, where each column's answer to them is known."""
    form, said = _only(node)
    if form in ("&&", "||"):
        parts = [_read(said["left"], negated=negated), _read(said["right"], negated=negated)]
        return _both(parts, every=(form == "&&") != negated)
    if form == "!":
        return _read(said["arg"], negated=not negated)
    if form == "Value" and isinstance(said, bool):
        return said != negated
    if form == "has":
        return _has((*_path(said["left"]), said["attr"]), negated=negated)
    if form == ".":
        return _leaf("", _path(node), None, negated=negated)
    if form in ("==", "<"):
        return _leaf(form, _path(said["left"]), _value(said["right"]), negated=negated)
    if form in ("contains", "containsAny"):
        return _contains(form, said, negated=negated)
    raise Unknown(form)


def _contains(form: str, said: dict[str, Any], *, negated: bool) -> Node:
    """A known set that holds the thing's attribute, or the thing's set that holds what is known."""
    if "Set" in said["left"] or "Value" in said["left"]:
        if form != "contains":
            raise Unknown(form)
        return _leaf("in", _path(said["right"]), _value(said["left"]), negated=negated)
    return _leaf(form, _path(said["left"]), _value(said["right"]), negated=negated)


def _only(node: dict[str, Any]) -> tuple[str, Any]:
    if not isinstance(node, dict) or len(node) != 1:
        raise Unknown("more than one form in a node")
    return next(iter(node.items()))


def _path(node: dict[str, Any]) -> tuple[str, ...]:
    form, said = _only(node)
    if form == ".":
        return (*_path(said["left"]), said["attr"])
    if form == "unknown" and said == [{"Value": "resource"}]:
        return ()
    raise Unknown(f"path by {form}")


def _value(node: dict[str, Any]) -> Any:
    """A word, a number or an entity's key; a list of them for a set."""
    form, said = _only(node)
    if form == "Set":
        return [_value(one) for one in said]
    if form != "Value":
        raise Unknown(f"value by {form}")
    if isinstance(said, list):
        return [_value({"Value": one}) for one in said]
    if isinstance(said, dict):
        return int(said["__entity"]["id"])
    return said


# --- leaves -------------------------------------------------------------------------------------------------
_OPTIONAL = {("terms", "gate"): "gate", ("terms", "gateOwner"): "gate", ("terms", "expires"): "expires"}


def _has(path: tuple[str, ...], *, negated: bool) -> Node:
    if path == ("terms",):
        return OfTerms(not negated, negated)
    if path == ("circle",):
        return Row("circle__isnull", negated)
    if path in _OPTIONAL:
        return OfTerms(Q(**{f"{_OPTIONAL[path]}__isnull": negated}), False)
    raise Unknown("has " + ".".join(path))


def _leaf(form: str, path: tuple[str, ...], value: Any, *, negated: bool) -> Node:
    if path in (("level",), ("organisation",), ("circle",)) and form in ("in", "=="):
        values = tuple(value) if form == "in" else (value,)
        if path == ("level",) and set(LEVELS) <= set(values):
            return not negated
        return Row(f"{path[0]}__in", values, negated) if values else negated
    if path[:1] == ("terms",) and len(path) == 2:
        found = _of_terms(form, path[1], value)
        return OfTerms(~found if negated else found, False) if isinstance(found, Q) else found != negated
    raise Unknown(f"{form} of {'.'.join(path)}")


def _of_terms(form: str, name: str, value: Any) -> Q | bool:
    match form, name:
        case "", "named":
            return ~Q(audience="")
        case "", "anyPurpose":
            return Q(purposes="")
        case "", "held":
            return Q(embargoed=True, released_at=None)
        case "containsAny", "audience":
            return _any(_word("audience", one) for one in value)
        case "contains", "purposes":
            return _word("purposes", value)
        case "in", "gate":
            return Q(gate__in=value) if value else False
        case "in", "gateOwner":
            return Q(gate__organisation__in=value) if value else False
        case "<", "expires":
            return Q(expires__lt=date.fromordinal(value))
    raise Unknown(f"{form} of terms.{name}")


def _word(field: str, word: str) -> Q:
    """Is the word in the list between commas? Not by LIKE: for a pattern that is handed over apart SQLite
    plans the query anew each time, which takes longer than to answer it."""
    return Q(GreaterThan(StrIndex(F(field), Value(f",{word},")), 0))


def _any(parts: Iterable[Q]) -> Q | bool:
    every = list(parts)
    return reduce(or_, every) if every else False


# --- putting together ---------------------------------------------------------------------------------------
def _both(parts: Iterable[Node], *, every: bool) -> Node:
    """All or any of them. Django would take an empty condition for "no condition", so true and false are kept
    apart until the end."""
    rows: list[Node] = []
    terms: OfTerms | None = None
    for part in parts:
        if isinstance(part, bool):
            if part != every:
                return part
        elif isinstance(part, OfTerms):
            terms = part if terms is None else _joined(terms, part, every=every)
        elif isinstance(part, Both) and part.every == every:
            rows += part.parts
        else:
            rows.append(part)
    inner = [one for one in rows if isinstance(one, OfTerms)]
    for one in inner:
        terms = one if terms is None else _joined(terms, one, every=every)
    rows = [one for one in rows if not isinstance(one, OfTerms)]
    if terms is not None:
        if isinstance(terms.holds, bool) and terms.holds == terms.absent:
            if terms.holds != every:
                return terms.holds
        else:
            rows.append(terms)
    if not rows:
        return every
    return rows[0] if len(rows) == 1 else Both(tuple(rows), every)


def _joined(one: OfTerms, other: OfTerms, *, every: bool) -> OfTerms:
    absent = one.absent and other.absent if every else one.absent or other.absent
    if isinstance(one.holds, bool):
        return OfTerms(other.holds if one.holds == every else one.holds, absent)
    if isinstance(other.holds, bool):
        return OfTerms(one.holds if other.holds == every else other.holds, absent)
    return OfTerms(one.holds & other.holds if every else one.holds | other.holds, absent)


def _worded(node: Node) -> Node:
    """Terms as SQL, and what asks about them last: most rows have none, and are decided before."""
    if isinstance(node, OfTerms):
        if isinstance(node.holds, bool):
            return Among("", (), node.absent) if not node.holds else node
        rows = Terms.objects.filter(node.holds).order_by().values("pk")
        return Among(*rows.query.sql_with_params(), node.absent)
    if isinstance(node, Both):
        parts = [_worded(part) for part in node.parts]
        return Both(tuple(sorted(parts, key=lambda part: not isinstance(part, Row))), node.every)
    return node


def _q(node: Node, prefix: str) -> Q:
    if isinstance(node, Row):
        found = Q(**{f"{prefix}{node.lookup}": node.value})
        return ~found if node.negated else found
    if isinstance(node, Among | OfTerms):
        return _terms_q(node, f"{prefix}terms")
    if isinstance(node, bool):
        raise AssertionError("true and false end before this")
    return Q(*(_q(part, prefix) for part in node.parts), _connector=Q.AND if node.every else Q.OR)


def _terms_q(node: Among | OfTerms, field: str) -> Q:
    without = Q(**{f"{field}__isnull": True})
    if isinstance(node, OfTerms) or not node.sql:  # any terms at all, or none
        return ~without if isinstance(node, OfTerms) else without
    such = Q(**{f"{field}__in": RawSQL(node.sql, node.values)})  # noqa: S611 - as Django words it; values apart
    return without | such if node.absent else ~without & such
