"""Accounts: made with a password that holds and a place to belong, closed but never deleted."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import live
from samsyn.core.domain import devices, ledger, roles
from samsyn.core.errors import Conflict, Invalid, Refused
from samsyn.core.guard import forget
from samsyn.core.models import Account, Body, Organisation, Person, Role


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
    """An account for the person `name` with one role, made on the server. Raises Conflict if the user name is
    taken, Invalid if the password is too weak or there is no such role."""
    if kind not in Role.Kind.values:
        raise Invalid(_("Det finns ingen sådan roll."))
    account = make(username, password, name=name)
    roles.give(account, roles.Grant(organisation, kind, body), by=None)
    return account


def make(username: str, password: str | None, *, name: str) -> Account:
    """An account without roles; without a password it signs in elsewhere. Raises Conflict, Invalid."""
    if Account.objects.filter(username__iexact=username).exists():
        raise Conflict(_("Användarnamnet är upptaget."))
    account = Account(username=username, person=Person.objects.create(name=name))
    try:
        account.full_clean(exclude=("password",))
        if password is not None:
            validate_password(password, account)
    except ValidationError as error:
        raise Invalid(" ".join(error.messages)) from error
    account.set_password(password)
    account.save()
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


@transaction.atomic
def close(account: Account, *, by: Account | None = None) -> None:
    """Sign the account out everywhere, end its open streams and let it in no more; what it did keeps its
    name. `by` is the administrator; None is the server's own command.

    Raises Conflict if it was closed before or is an organisation's last administrator, Refused if `by` may
    not. Of two administrators who close each other at once, one is first and the other no longer may."""
    roles.hold()
    if by is not None:
        _may_close(by, account)
    roles.keep_one(without=account)
    now = timezone.now()
    if not Account.objects.filter(pk=account.pk, closed_at=None).update(closed_at=now, is_active=False):
        raise Conflict
    account.refresh_from_db()
    devices.end_all(account, by=by)
    ledger.record("decide", by, account, channel="command" if by is None else "page")
    forget()
    transaction.on_commit(lambda: live.hub.let_go(account.pk))


def _may_close(by: Account, account: Account) -> None:
    ruled = roles.ruled_by(by)
    of = set(Role.objects.filter(account=account).values_list("organisation_id", flat=True))
    valid = Role.objects.filter(Role.valid_on(timezone.localdate()), account=account)
    if not of & ruled:
        raise Refused
    if not set(valid.values_list("organisation_id", flat=True)) <= ruled:
        raise Refused(
            _("Personen har roller i fler organisationer än din. Avsluta rollerna hos er i stället.")
        )
