"""The policy for labelled things, asked in three ways: about one label (`decide`), as a condition for a query
(`labels_q`, `labels_for`), and once more about rows that a query has given (`seen`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from samsyn.core.calc.labels import Limits
from samsyn.core.models import Account, Terms

from . import policy, residual, words
from .standing import Standing, standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

Asked = TypeVar("Asked", bound=QuerySet[Any, Any])
R = TypeVar("R", bound=Mapping[str, Any])

VIEW = "view"
NOTHING = residual.NOTHING


@dataclass(frozen=True, slots=True)
class Decision:
    """`reason` in words for the person; `policy` its name for the ledger; `told`: the refused may know that
    the thing exists."""

    allowed: bool
    reason: str | Promise
    policy: str = ""
    told: bool = False

    def __bool__(self) -> bool:
        return self.allowed


def decide(
    who: Standing,
    action: str,
    *,
    level: str,
    organisation: int,
    circle: int | None,
    limits: Limits | None = None,
) -> Decision:
    """The policies' answer about one label. It follows from what is given alone, so it may be kept."""
    return _decide(who, action, level, organisation, circle, limits)


@lru_cache(maxsize=50_000)
def _decide(
    who: Standing, action: str, level: str, organisation: int, circle: int | None, limits: Limits | None
) -> Decision:
    if who.account is None:
        return Decision(False, words.SIGN_IN, "signed_in")
    asked = (level, organisation, circle, limits)
    if action != VIEW:
        seen = _decide(who, VIEW, *asked)
        if not seen:
            return seen
    answer = policy.ask(who, action, *asked)
    if answer.allowed:
        by = next(one for one in answer.deciding if one.effect == "permit")
        return Decision(True, words.why(by.reason, limits), by.name, True)
    if not answer.deciding:
        return Decision(False, words.missing(action, level), "nothing")
    by = next((one for one in answer.deciding if not one.told), answer.deciding[0])
    told = by.told and policy.would_permit(who, action, *asked)
    return Decision(False, words.why(by.reason, limits), by.name, told)


def limits_of(keys: Iterable[int | None]) -> dict[int, Limits]:
    """What terms say, by their keys: one query, and none where there are no terms."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    return {row.pk: row.limits() for row in Terms.objects.filter(pk__in=wanted).select_related("gate")}


def seen(who: Standing, rows: Iterable[R], action: str = VIEW) -> list[R]:
    """Those of the rows (with `level`, `organisation_id`, `circle_id`, `terms_id`) that the standing may see,
    judged once more one by one: what leaves is text, and a label may change between two questions."""
    kept = list(rows)
    terms = limits_of(row["terms_id"] for row in kept)
    return [row for row in kept if _judged(who, action, row, terms)]


def _judged(who: Standing, action: str, row: Mapping[str, Any], terms: Mapping[int, Limits]) -> bool:
    key = row["terms_id"]
    if key is not None and key not in terms:  # gone since: nobody can say what they were
        return False
    limits = terms[key] if key is not None else None
    return _decide(who, action, row["level"], row["organisation_id"], row["circle_id"], limits).allowed


# --- for queries --------------------------------------------------------------------------------------------
def labels_q(account: Account | AnonymousUser | None, prefix: str = "", action: str = VIEW) -> Q:
    """The label policy as a condition, for use inside any query; `prefix` leads to the labelled row
    ("document__")."""
    return labels_for(standing(account), prefix, action)


def labels_for(who: Standing, prefix: str = "", action: str = VIEW) -> Q:
    """The same of a standing: it depends on nothing else, so a query made of it may be kept."""
    if who.account is None:
        return NOTHING
    allowed = residual.condition(who, VIEW, prefix)
    return allowed if action == VIEW else allowed & residual.condition(who, action, prefix)


def worded(make: Callable[[Standing], Asked]) -> Callable[[Standing], Asked]:
    """Keeps the question a standing asks, never its answer: each call gets a fresh copy that goes to the
    database. To word a query takes Django longer than to answer it. `make` may use the standing alone."""
    kept = lru_cache(maxsize=256)(make)

    @wraps(make)
    def query(who: Standing) -> Asked:
        return kept(who).all()

    return query
