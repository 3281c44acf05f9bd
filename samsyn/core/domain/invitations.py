"""Invitations: a place in an organisation for one person, opened once by a code within a time.

The administrator says who it is and what role; the person brings only a way to sign in. The very first code
is printed where the server starts, and makes the first administrator."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from samsyn.core.domain import accounts, devices, ledger, roles
from samsyn.core.errors import Conflict, Invalid, Refused, SamsynError
from samsyn.core.models import Account, Identity, Invitation, Organisation, Role

LASTS = timedelta(days=7)
FIRST_LASTS = timedelta(hours=24)
RECOVERY_LASTS = timedelta(hours=24)


class Spent(SamsynError):
    """Says the same of a code that never was, one that is used and one that is too old."""

    code = "spent"
    status = 410
    default = _("Koden gäller inte. Den kan vara använd eller för gammal. Be om en ny.")


@transaction.atomic
def invite(by: Account, name: str, grant: roles.Grant) -> str:
    """A code for the person `name`. Raises Refused if `by` may not give this role, Invalid."""
    roles.check_place(by, grant, None)
    if not name.strip():
        raise Invalid(_("Skriv personens namn."))
    if grant.kind not in Role.Kind.values:
        raise Invalid(_("Det finns ingen sådan roll."))
    code, row = _new(
        LASTS,
        name=name.strip(),
        organisation=grant.organisation,
        body=grant.body,
        kind=grant.kind,
        valid_until=grant.valid_until,
        invited_by=by,
    )
    ledger.record("decide", by, row, channel="page", policy="role")
    return code


@transaction.atomic
def recover(by: Account, account: Account) -> str:
    """A code with which the person sets a new password, for one who has lost the way in. Second factors and
    sessions end when it is used. Raises Refused if `by` may not, Conflict for a closed account."""
    ruled = roles.ruled_by(by)
    valid = Role.objects.filter(Role.valid_on(timezone.localdate()), account=account)
    of = set(valid.values_list("organisation_id", flat=True))
    if not of or not of <= ruled or account.pk == by.pk:
        raise Refused(_("Bara den som är administratör i personens alla organisationer kan göra det."))
    if account.closed_at is not None:
        raise Conflict(_("Kontot är stängt."))
    Invitation.objects.filter(account=account, used_at=None).delete()
    code, row = _new(RECOVERY_LASTS, name=str(account), account=account, invited_by=by)
    ledger.record("decide", by, row, recipients=[account], channel="page", policy="role")
    return code


@transaction.atomic
def first() -> str | None:
    """A code for the first administrator of an installation that has no account; the one before it no longer
    holds. None when there are accounts."""
    if Account.objects.exists():
        return None
    Invitation.objects.filter(organisation=None, account=None).delete()
    code, _row = _new(FIRST_LASTS, kind=Role.Kind.ADMIN)
    return code


@transaction.atomic
def withdraw(by: Account, pk: int) -> None:
    """Raises Conflict if it has been used, Refused if `by` may not."""
    row = Invitation.objects.filter(pk=pk, used_at=None).first()
    if row is None:
        raise Conflict
    if row.invited_by_id != by.pk and row.organisation_id not in roles.ruled_by(by):
        raise Refused
    roles.ruled_by(by)
    ledger.record("erase", by, row, channel="page", policy="role")
    row.delete()


def find(code: str) -> Invitation:
    """The invitation that a code opens. Raises Spent."""
    row = (
        Invitation.objects.select_related("organisation", "body", "account")
        .filter(code=_hash(code), used_at=None, expires_at__gt=timezone.now())
        .exclude(invited_by__closed_at__isnull=False)  # who closed an account did not mean its invitations
        .first()
    )
    if row is None or (row.organisation is None and row.account is None and Account.objects.exists()):
        raise Spent
    return row


@transaction.atomic
def accept(code: str, *, username: str, password: str, organisation: str = "", name: str = "") -> Account:
    """Use the code up and make the account with what it grants; `organisation` and `name` are the first
    administrator's. For a lost way in, set the password anew. Raises Spent, Conflict, Invalid."""
    row = _use(code)
    if row.account is not None:
        return _regained(row.account, password)
    if row.organisation is None:
        account = accounts.make(username, password, name=_given(name, _("Skriv ditt namn.")))
        row.organisation = _founded(organisation)
    else:
        account = accounts.make(username, password, name=row.name)
    return _settled(row, account)


@transaction.atomic
def accept_identity(code: str, issuer: str, subject: str) -> Account:
    """The same for a person who signs in elsewhere: what the provider calls them is tied to the account.
    Raises Spent, Conflict if that identity has an account."""
    row = _use(code)
    if row.organisation is None:
        raise Spent
    if Identity.objects.filter(issuer=issuer, subject=subject).exists():
        raise Conflict(_("Den inloggningen hör redan till ett konto."))
    username = f"{slugify(row.name)[:30]}-{secrets.token_hex(3)}"
    account = accounts.make(username, None, name=row.name)
    Identity.objects.create(account=account, issuer=issuer, subject=subject)
    return _settled(row, account)


def _new(lasts: timedelta, **fields: object) -> tuple[str, Invitation]:
    code = secrets.token_urlsafe(18)
    row = Invitation(code=_hash(code), expires_at=timezone.now() + lasts, **fields)
    row.save()
    return code, row


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().encode()).hexdigest()


def _use(code: str) -> Invitation:
    """Of two who come with the same code, one changes the row."""
    row = find(code)
    if not Invitation.objects.filter(pk=row.pk, used_at=None).update(used_at=timezone.now()):
        raise Spent
    return row


def _settled(row: Invitation, account: Account) -> Account:
    assert row.organisation is not None
    roles.give(account, roles.Grant(row.organisation, row.kind, row.body, None, row.valid_until), by=None)
    row.account = account
    row.save(update_fields=["account", "organisation"])
    return account


def _regained(account: Account, password: str) -> Account:
    if account.closed_at is not None:
        raise Spent
    accounts.set_password(account, password)
    account.factors.all().delete()
    devices.end_all(account, by=account)
    return account


def _given(text: str, complaint: object) -> str:
    if not text.strip():
        raise Invalid(str(complaint))
    return text.strip()


def _founded(name: str) -> Organisation:
    name = _given(name, _("Skriv vad organisationen heter."))
    slug = slugify(name)[:50] or "organisation"
    if Organisation.objects.filter(slug=slug).exists():
        return Organisation.objects.get(slug=slug)
    return Organisation.objects.create(slug=slug, name=name, kind=Organisation.Kind.MUNICIPALITY)
