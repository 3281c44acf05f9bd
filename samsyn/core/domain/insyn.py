"""Insyn: who has seen what about me and my documents. Anybody may ask, each about what is their own.

An entry shows organisation, purpose, time and act, and a pseudonym; who that is, only the officer of the same
organisation may know. Each comes with its proof, which holds without this installation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from samsyn.core import guard, keys
from samsyn.core.domain.checkpoints import prove
from samsyn.core.errors import Hidden
from samsyn.core.models import Account, Document, LedgerEntry

MOST = 500  # objects asked about at once: the newest
# What an account sees of others' acts with what is its own.
ACTS = ("view", "combine", "disclose", "export", "deny", "collect", "change", "erase", "decide")

Own = Callable[[Account], list[int]]
_own: list[tuple[str, Own]] = []


def is_own(kind: str) -> Callable[[Own], Own]:
    """A room says which of its objects are an account's own: about the person, or brought by them. Only what
    the account may see."""

    def register(own: Own) -> Own:
        _own.append((kind, own))
        return own

    return register


@is_own("core.person")
def _person(account: Account) -> list[int]:
    return [account.person_id] if account.person_id is not None else []


@is_own("core.document")
def _brought(account: Account) -> list[int]:
    rows = Document.objects.filter(guard.labels_q(account), created_by=account, removed_at=None)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:MOST])


def about(account: Account) -> QuerySet[LedgerEntry]:
    """Others' acts with what is the account's own, newest first."""
    found = _about(account) & ~Q(who=keys.pseudonym_of(account.pk))
    return LedgerEntry.objects.filter(found).order_by("-seq")


def by(account: Account) -> QuerySet[LedgerEntry]:
    """What stands in the ledger of the account's own looks and acts, newest first."""
    return LedgerEntry.objects.filter(who=keys.pseudonym_of(account.pk)).order_by("-seq")


def _about(account: Account) -> Q:
    condition = Q(kind="core.account", object=keys.pseudonym_of(account.pk))
    for kind, own in _own:
        numbers = own(account)
        if numbers:
            condition |= Q(kind=kind, object__in=[str(number) for number in numbers])
    return condition & Q(act__in=ACTS)


def proof(account: Account, seq: int) -> dict[str, Any]:
    """That this entry is in the log. Raises Hidden unless it is about the account's own, or its own act."""
    own = _about(account) | Q(who=keys.pseudonym_of(account.pk))
    if not LedgerEntry.objects.filter(own, seq=seq).exists():
        raise Hidden
    return prove(seq)
