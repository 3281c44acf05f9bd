"""One door: every list and every object a person meets passes here. The policy inside may change, the door
stays.

`scope` narrows a query, `may` answers about one object and says why, `require` insists.
What a rule needs to know about an account is its `Standing`, read once per request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .errors import Hidden, Refused
from .models import Account, Body, Job, Level, Organisation, Person, Place, Role, Seat

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

M = TypeVar("M", bound=Model)
Asked = TypeVar("Asked", bound=QuerySet[Any, Any])

VIEW = "view"
WRITERS = frozenset({Role.Kind.REVIEWER, Role.Kind.SECRETARY, Role.Kind.ADMIN})
NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Decision:
    allowed: bool
    reason: str | Promise

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account is today: primary keys of organisations and bodies it belongs to, writes and rules
    in."""

    account: int | None = None
    organisations: frozenset[int] = frozenset()
    circles: frozenset[int] = frozenset()
    writes: frozenset[int] = frozenset()
    rules: frozenset[int] = frozenset()

    @property
    def belongs(self) -> bool:
        return bool(self.organisations)


NOBODY = Standing()
_memory: ContextVar[dict[int, Standing] | None] = ContextVar("guard_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within (one request), an account's standing is read from the database once."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


def forget() -> None:
    """Call after changing roles within a request."""
    known = _memory.get()
    if known is not None:
        known.clear()


def standing(account: Account | AnonymousUser | None) -> Standing:
    """Today's standing. Nobody, a closed account and one that is not active have none."""
    if account is None or account.pk is None or not account.is_active or getattr(account, "closed_at", None):
        return NOBODY
    known = _memory.get()
    if known is None:
        return _read(account.pk)
    if account.pk not in known:
        known[account.pk] = _read(account.pk)
    return known[account.pk]


@lru_cache(maxsize=1)
def _roles_on(day: date) -> QuerySet[Role, tuple[int, int | None, str]]:
    """The question, not its answer: every request asks it, and to word it takes longer than to answer it."""
    return Role.objects.filter(Role.valid_on(day)).values_list("organisation_id", "body_id", "kind")


def _read(pk: int) -> Standing:
    rows = list(_roles_on(timezone.localdate()).filter(account_id=pk))
    return Standing(
        account=pk,
        organisations=frozenset(organisation for organisation, _body, _kind in rows),
        circles=frozenset(body for _organisation, body, _kind in rows if body is not None),
        writes=frozenset(organisation for organisation, _body, kind in rows if kind in WRITERS),
        rules=frozenset(organisation for organisation, _body, kind in rows if kind == Role.Kind.ADMIN),
    )


# --- labels -------------------------------------------------------------------------------------------------
def decide(who: Standing, action: str, *, level: str, organisation: int, circle: int | None) -> Decision:
    """The policy for a labelled thing, in words. `labels_for` says the same to the database; a test compares
    them."""
    seen = _may_see(who, level, organisation, circle)
    if action == VIEW or not seen:
        return seen
    if organisation in who.writes:
        return Decision(True, _("Du får ändra i den organisation som äger handlingen."))
    return Decision(
        False, _("Bara granskare och sekreterare i den organisation som äger handlingen får ändra.")
    )


def _may_see(who: Standing, level: str, organisation: int, circle: int | None) -> Decision:
    if who.account is None:
        return Decision(False, _("Du behöver logga in."))
    if level == Level.PUBLIC:
        return Decision(True, _("Handlingen är öppen."))
    if level == Level.NETWORK:
        return Decision(who.belongs, _("Handlingen delas med dem som har en roll i samverkan."))
    inside = circle is not None and circle in who.circles
    if level == Level.LIMITED:
        return Decision(
            inside or organisation in who.organisations,
            _("Handlingen delas med organisationen som äger den och den krets den hör till."),
        )
    if level == Level.LIMITED_ORG:
        return Decision(
            organisation in who.organisations, _("Handlingen delas inom organisationen som äger den.")
        )
    return Decision(inside, _("Handlingen delas bara med mötets deltagare."))


def labels_q(account: Account | AnonymousUser | None, prefix: str = "", action: str = VIEW) -> Q:
    """The label policy as a condition, for use inside any query; `prefix` leads to the labelled row
    ("document__")."""
    return labels_for(standing(account), prefix, action)


def labels_for(who: Standing, prefix: str = "", action: str = VIEW) -> Q:
    """The same of a standing: it depends on nothing else, so a query made of it may be kept."""
    if who.account is None:
        return NOTHING
    level, organisation, circle = f"{prefix}level", f"{prefix}organisation__in", f"{prefix}circle__in"
    allowed = Q(**{level: Level.PUBLIC})
    if who.belongs:
        own = sorted(who.organisations)
        allowed |= Q(**{level: Level.NETWORK}) | Q(
            **{f"{level}__in": (Level.LIMITED, Level.LIMITED_ORG), organisation: own}
        )
    if who.circles:
        allowed |= Q(**{f"{level}__in": (Level.LIMITED, Level.ROOM), circle: sorted(who.circles)})
    if action == VIEW:
        return allowed
    return allowed & Q(**{organisation: sorted(who.writes)})


def worded(make: Callable[[Standing], Asked]) -> Callable[[Standing], Asked]:
    """Keeps the question a standing asks, never its answer: each call gets a fresh copy that goes to the
    database. To word a query takes Django longer than to answer it. `make` may use the standing alone."""
    kept = lru_cache(maxsize=256)(make)

    @wraps(make)
    def query(who: Standing) -> Asked:
        return kept(who).all()

    return query


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
        labelled = _labelled(obj)
        return decide(
            who,
            action,
            level=labelled.level,
            organisation=labelled.organisation_id,
            circle=labelled.circle_id,
        )
    if model._default_manager.filter(_condition(who, model, action), pk=obj.pk).exists():
        return Decision(True, _("Din roll tillåter det."))
    return Decision(False, _("Ingen av dina roller tillåter det."))


def _labelled(obj: Model) -> Any:
    """Walk `guard_prefix` from the object to the row that carries the label."""
    prefix = getattr(obj, "guard_prefix", None)
    if prefix is None:
        raise LookupError(f"no guard rule for {type(obj).__name__}")
    found: Any = obj
    for step in filter(None, prefix.split("__")):
        found = getattr(found, step)
    return found


def require(account: Account | AnonymousUser | None, action: str, obj: Model) -> None:
    """Raise Hidden if the account may not even see the object, Refused (with the reason) if it may not do
    this."""
    decision = may(account, action, obj)
    if decision:
        return
    if action != VIEW and may(account, VIEW, obj):
        raise Refused(decision.reason)
    raise Hidden
