"""Accounts: made with a password that holds and a place to belong, closed but never deleted."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.guard import forget
from samsyn.core.models import Account, Body, Organisation, Person, Role, Session


@transaction.atomic
def create(
    username: str,
    password: str,
    *,
    name: str,
    organisation: Organisation,
    body: Body | None = None,
    kind: str = Role.Kind.READER,
) -> Account:
    """An account for the person `name` with one role. Raises Conflict if the user name is taken, Invalid if
    the password is too weak or there is no such role."""
    if Account.objects.filter(username__iexact=username).exists():
        raise Conflict(_("Användarnamnet är upptaget."))
    if kind not in Role.Kind.values:
        raise Invalid(_("Det finns ingen sådan roll."))
    account = Account(username=username, person=Person.objects.create(name=name))
    try:
        account.full_clean(exclude=("password",))
        validate_password(password, account)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error
    account.set_password(password)
    account.save()
    grant(account, organisation, kind, body)
    return account


@transaction.atomic
def set_password(account: Account, password: str) -> None:
    """Raises Invalid if it is too weak."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error
    account.set_password(password)
    account.save(update_fields=["password"])
    ledger.record("change", account, account, channel="page")


def grant(account: Account, organisation: Organisation, kind: str, body: Body | None = None) -> Role:
    """Give a role from today on."""
    today = timezone.localdate()
    role = Role.objects.create(
        account=account, organisation=organisation, body=body, kind=kind, valid_from=today
    )
    forget()
    return role


@transaction.atomic
def close(account: Account) -> None:
    """Sign the account out everywhere and let it in no more; what it did keeps its name. Raises Conflict if
    it was closed before."""
    now = timezone.now()
    if not Account.objects.filter(pk=account.pk, closed_at=None).update(closed_at=now, is_active=False):
        raise Conflict
    account.refresh_from_db()
    Session.objects.filter(account=account).delete()
    forget()
