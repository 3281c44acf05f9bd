"""Roles: given and ended by administrators of the organisation, never by oneself; the last one stays.

An administrator gives roles in the organisations where it is one. At a body's table of such an organisation
it also seats somebody of another one, who belongs there by a role that their own administrator gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict, Invalid, Refused
from samsyn.core.guard import forget
from samsyn.core.models import Account, Body, Organisation, Role


@dataclass(frozen=True, slots=True)
class Grant:
    """What is to be given; both days are included, None is open."""

    organisation: Organisation
    kind: str
    body: Body | None = None
    valid_from: date | None = None
    valid_until: date | None = None


def hold() -> None:
    """Whoever changes who administers does so one at a time: on PostgreSQL by these rows, taken in one order;
    on SQLite by the transaction's write lock."""
    list(Role.objects.select_for_update().filter(kind=Role.Kind.ADMIN).order_by("pk").values_list("pk"))


def ruled_by(by: Account) -> set[int]:
    """Organisations `by` may administer now, in administrator mode, as the database says and not as
    remembered. Raises Refused if there are none."""
    if not by.in_admin_mode:
        raise Refused(_("Gå in i administratörsläge först."))
    found = set(_administrators().filter(account_id=by.pk).values_list("organisation_id", flat=True))
    if not found:
        raise Refused(_("Du är inte längre administratör."))
    return found


@transaction.atomic
def give(account: Account, grant: Grant, *, by: Account | None) -> Role:
    """Raises Refused if `by` may not give this, Invalid for a role or days that cannot be, Conflict if the
    account is closed."""
    hold()
    if grant.kind not in Role.Kind.values:
        raise Invalid(_("Det finns ingen sådan roll."))
    first = grant.valid_from or timezone.localdate()
    if grant.valid_until is not None and grant.valid_until < first:
        raise Invalid(_("Sista dagen ligger före den första."))
    if by is not None:
        _may_give(by, account, grant)
    if not Account.objects.filter(pk=account.pk, closed_at=None).exists():
        raise Conflict(_("Kontot är stängt."))
    role = Role.objects.create(
        account=account,
        organisation=grant.organisation,
        body=grant.body,
        kind=grant.kind,
        valid_from=first,
        valid_until=grant.valid_until,
    )
    ledger.record(
        "decide", by, role, recipients=[account], channel="command" if by is None else "page", policy="role"
    )
    forget()
    return role


def _may_give(by: Account, account: Account, grant: Grant) -> None:
    if by.pk == account.pk:
        raise Refused(_("Du kan inte ge dig själv roller. Be en annan administratör."))
    check_place(by, grant, account)


def check_place(by: Account, grant: Grant, account: Account | None) -> None:
    """Is the grant's place one that `by` may fill? `account` is None for somebody who is to be invited."""
    ruled = ruled_by(by)
    if grant.body is not None and grant.body.organisation_id not in ruled:
        raise Refused(_("Organet hör till en annan organisation. Dess administratör ger roller där."))
    if grant.organisation.pk in ruled:
        return
    belongs = account is not None and (
        Role.objects.filter(Role.valid_on(timezone.localdate()))
        .filter(account=account, organisation=grant.organisation)
        .exists()
    )
    if grant.body is None or grant.kind != Role.Kind.READER or not belongs:
        raise Refused(_("Du är inte administratör i den organisationen."))


@transaction.atomic
def end(role: Role, *, by: Account) -> None:
    """The role's last day was yesterday. Raises Conflict if it had ended or is the last administrator's,
    Refused if `by` may not."""
    hold()
    ruled = ruled_by(by)
    at_table = role.body is not None and role.body.organisation_id in ruled
    if role.organisation_id not in ruled and not at_table:
        raise Refused
    keep_one(without_role=role)
    yesterday = timezone.localdate() - timedelta(days=1)
    open_still = Role.objects.filter(pk=role.pk).exclude(valid_until__lte=yesterday)
    if not open_still.update(valid_until=yesterday):
        raise Conflict
    ledger.record("decide", by, role, recipients=[role.account], channel="page", policy="role")
    forget()


def keep_one(*, without: Account | None = None, without_role: Role | None = None) -> None:
    """Raises Conflict if an organisation that has an administrator would be left with none whose role has no
    end. Call it while holding (`hold`)."""
    now = _administrators()
    lasting = now.filter(valid_until=None)
    if without is not None:
        touched, left = now.filter(account=without), lasting.exclude(account=without)
    elif without_role is not None:
        touched, left = now.filter(pk=without_role.pk), lasting.exclude(pk=without_role.pk)
    else:
        return
    organisations = set(touched.values_list("organisation_id", flat=True))
    if organisations - set(left.values_list("organisation_id", flat=True)):
        raise Conflict(
            _("Organisationen skulle bli utan administratör. Ge någon annan rollen först, utan slutdatum.")
        )


def _administrators() -> QuerySet[Role]:
    today = timezone.localdate()
    return Role.objects.filter(
        Role.valid_on(today), kind=Role.Kind.ADMIN, account__closed_at=None, account__is_active=True
    )
