"""What an account is today, for which purpose it is here, and one reading of both per request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from samsyn.core.assurance import needed
from samsyn.core.calc.labels import LEVELS
from samsyn.core.models import Account, Purpose, Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

WRITERS = frozenset({Role.Kind.REVIEWER, Role.Kind.SECRETARY, Role.Kind.ADMIN})


@dataclass(frozen=True, slots=True)
class Standing:
    """Primary keys of organisations and bodies it belongs to, writes and rules in, oversees the looks of; the
    levels it has signed in surely enough for; the purpose it has stated (of Purpose); the day it is. All that
    the policies know of an account.

    `administers` is where it has the administrator's role. That role rules and writes in administrator mode
    only (domain/admin_mode.py); without it an administrator sees and may what any member does."""

    account: int | None = None
    organisations: frozenset[int] = frozenset()
    circles: frozenset[int] = frozenset()
    writes: frozenset[int] = frozenset()
    rules: frozenset[int] = frozenset()
    administers: frozenset[int] = frozenset()
    oversees: frozenset[int] = frozenset()
    sure: frozenset[str] = frozenset(LEVELS)
    purpose: str = Purpose.PREVENTION.value
    day: date = date.min

    @property
    def belongs(self) -> bool:
        return bool(self.organisations)

    @property
    def parties(self) -> frozenset[str]:
        """Itself and what it belongs to, as an audience names them."""
        named = {f"a:{self.account}"} if self.account is not None else set()
        named |= {f"o:{one}" for one in self.organisations}
        return frozenset(named | {f"b:{one}" for one in self.circles})


NOBODY = Standing()
_memory: ContextVar[dict[int, Standing] | None] = ContextVar("guard_memory", default=None)
_purpose: ContextVar[str] = ContextVar("guard_purpose", default=Purpose.PREVENTION.value)


@contextmanager
def remembering() -> Iterator[None]:
    """Within (one request), an account's standing is read from the database once."""
    token = _memory.set({})
    try:
        yield
    finally:
        _memory.reset(token)


@contextmanager
def acting_for(purpose: str) -> Iterator[str]:
    """Within, whoever asks is here for `purpose`, which is given back. An unknown word counts as the first of
    the list."""
    stated = purpose if purpose in Purpose.values else Purpose.PREVENTION.value
    token = _purpose.set(stated)
    forget()
    try:
        yield stated
    finally:
        _purpose.reset(token)
        forget()


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
        return _read(account)
    if account.pk not in known:
        known[account.pk] = _read(account)
    return known[account.pk]


@lru_cache(maxsize=1)
def _roles_on(day: date) -> QuerySet[Role, tuple[int, int | None, str]]:
    """The question, not its answer: every request asks it, and to word it takes longer than to answer it."""
    return Role.objects.filter(Role.valid_on(day)).values_list("organisation_id", "body_id", "kind")


def _read(account: Account | AnonymousUser) -> Standing:
    today = timezone.localdate()
    rows = list(_roles_on(today).filter(account_id=account.pk or 0))
    step, session = getattr(account, "assurance", 0), getattr(account, "signed_in", None)
    administers = frozenset(organisation for organisation, _body, kind in rows if kind == Role.Kind.ADMIN)
    rules = administers if session is None or session.admin else frozenset()  # jobs and commands have no mode
    return Standing(
        account=account.pk,
        organisations=frozenset(organisation for organisation, _body, _kind in rows),
        circles=frozenset(body for _organisation, body, _kind in rows if body is not None),
        writes=rules | {one for one, _body, kind in rows if kind in WRITERS - {Role.Kind.ADMIN}},
        rules=rules,
        administers=administers,
        oversees=frozenset(organisation for organisation, _body, kind in rows if kind == Role.Kind.OVERSIGHT),
        sure=frozenset(level for level in LEVELS if needed(level) <= step),
        purpose=_purpose.get(),
        day=today,
    )
