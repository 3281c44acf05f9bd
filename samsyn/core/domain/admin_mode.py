"""Administrator mode: a quarter of an hour, for a stated reason, with every step in the ledger.

Outside it an administrator sees and may what any member does."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import assurance
from samsyn.core.assurance import require_fresh
from samsyn.core.domain import ledger
from samsyn.core.errors import Invalid, Refused
from samsyn.core.guard import forget, standing
from samsyn.core.models import Account, AdminPeriod, Level

SHORTEST = 10  # signs of a reason


@transaction.atomic
def enter(request: HttpRequest, account: Account, reason: str) -> AdminPeriod:
    """Raises StepUp if the person has not just shown who they are, Refused for those who are no
    administrators or not surely enough signed in, Invalid without a reason."""
    require_fresh(request)
    if not standing(account).administers:
        raise Refused
    if account.assurance < assurance.needed(Level.LIMITED):
        raise Refused(
            _("Administratörer loggar in i två steg. Lägg till en kodapp eller en passnyckel först.")
        )
    if len(reason.strip()) < SHORTEST:
        raise Invalid(_("Skriv varför, så att den som granskar förstår."))
    now = timezone.now()
    until = now + timedelta(seconds=assurance.ADMIN_SECONDS)
    period = AdminPeriod.objects.create(account=account, reason=reason.strip(), started_at=now, until=until)
    ledger.record("decide", account, period, channel="page", policy="role")
    request.session[assurance.ADMIN] = {"period": period.pk, "until": time.time() + assurance.ADMIN_SECONDS}
    account.signed_in = assurance.read(request.session)
    forget()  # its standing has grown
    return period


@transaction.atomic
def leave(request: HttpRequest, account: Account) -> None:
    """Back to what any member may. Nothing happens to one who is not in it."""
    kept = request.session.pop(assurance.ADMIN, None)
    account.signed_in = assurance.read(request.session)
    forget()
    if kept is None:
        return
    period = AdminPeriod.objects.filter(pk=kept["period"], account=account, ended_at=None).first()
    if period is not None:
        period.ended_at = timezone.now()
        period.save(update_fields=["ended_at"])
        ledger.record("decide", account, period, channel="page", policy="role")


def step(request: HttpRequest, account: Account) -> None:
    """Each page asked for in administrator mode is a line of its own. Raises LedgerUnavailable, and then it
    is not shown."""
    signed_in = account.signed_in
    if signed_in is not None and signed_in.admin:
        ledger.look(
            account,
            act="view" if request.method in ("GET", "HEAD") else "change",
            kind="core.adminperiod",
            object=signed_in.admin_period,
            policy="role",
            channel="page",
        )
