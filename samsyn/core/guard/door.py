"""The door itself: rows of a model that a person may meet, a decision about one object, and insisting."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet

from samsyn.core.errors import Hidden, Refused, SamsynError
from samsyn.core.models import Account, Body, Job, Organisation, Person, Place, Role, Seat

from . import words
from .labels import NOTHING, VIEW, Decision, decide, labels_for, limits_of
from .standing import Standing, standing

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

M = TypeVar("M", bound=Model)

# --- things without a label ---------------------------------------------------------------------------------
Rule = Callable[[Standing, str], Q]


def _network(who: Standing, action: str) -> Q:
    """What the network shares, such as bodies and places: seen by all who belong, changed by
    administrators."""
    return Q() if (who.belongs if action == VIEW else who.rules) else NOTHING


def _own(field: str) -> Rule:
    def rule(who: Standing, action: str) -> Q:  # noqa: ARG001 - yours is yours, whatever you do
        return NOTHING if who.account is None else Q(**{field: who.account})

    return rule


_RULES: dict[type[Model], Rule] = {
    Organisation: _network,
    Body: _network,
    Seat: _network,
    Person: _network,
    Place: _network,
    Account: _own("pk"),
    Role: _own("account"),
    Job: _own("requester"),
}


def add_rule(model: type[Model], rule: Rule) -> None:
    """For a model without a label. A model with neither rule, label nor `guard_prefix` is seen by nobody."""
    _RULES[model] = rule


# --- the door -----------------------------------------------------------------------------------------------
def scope(account: Account | AnonymousUser | None, model: type[M], action: str = VIEW) -> QuerySet[M]:
    """The rows of `model` on which the account may do `action`."""
    return model._default_manager.filter(_condition(standing(account), model, action))


def _condition(who: Standing, model: type[Model], action: str) -> Q:
    rule = _RULES.get(model)
    if rule is not None:
        return rule(who, action)
    prefix = getattr(model, "guard_prefix", None)
    if prefix is None:
        raise LookupError(f"no guard rule for {model.__name__}")
    return labels_for(who, prefix, action)


def may(account: Account | AnonymousUser | None, action: str, obj: Model) -> Decision:
    """May the account do `action` on this object, saved or not, and why."""
    who = standing(account)
    model = type(obj)
    if model not in _RULES:
        return _of_label(who, action, _labelled(obj))
    if model._default_manager.filter(_condition(who, model, action), pk=obj.pk).exists():
        return Decision(True, words.ROLE, "rule", True)
    return Decision(False, words.NO_ROLE, "rule")


def _of_label(who: Standing, action: str, labelled: Any) -> Decision:
    key = labelled.terms_id
    limits = limits_of([key]).get(key)
    if key is not None and limits is None:
        return Decision(False, words.NO_ACTION, "nothing")
    return decide(
        who,
        action,
        level=labelled.level,
        organisation=labelled.organisation_id,
        circle=labelled.circle_id,
        limits=limits,
    )


def _labelled(obj: Model) -> Any:
    """Walk `guard_prefix` from the object to the row that carries the label."""
    prefix = getattr(obj, "guard_prefix", None)
    if prefix is None:
        raise LookupError(f"no guard rule for {type(obj).__name__}")
    found: Any = obj
    for step in filter(None, prefix.split("__")):
        found = getattr(found, step)
    return found


def not_found(account: Account | AnonymousUser | None, row: Model | None) -> SamsynError:
    """What to raise for a row that the account's own list does not hold: Refused with the reason if it may
    know that it exists (an embargo, another purpose), else Hidden. What is not there is asked about as often
    as what is, or the time would tell."""
    if row is None or _labelled(row).terms_id is None:
        limits_of([0])
    decision = may(account, VIEW, row) if row is not None else None
    return Refused(decision.reason) if decision is not None and decision.told else Hidden()


def require(account: Account | AnonymousUser | None, action: str, obj: Model) -> None:
    """Raise Hidden if the account may not even see the object, Refused (with the reason) if it may not do
    this, or may know that it exists and why it is hidden."""
    decision = may(account, action, obj)
    if decision:
        return
    if decision.told or (action != VIEW and may(account, VIEW, obj)):
        raise Refused(decision.reason)
    raise Hidden
