"""Who decides over what is kept and destroyed."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core.errors import Refused
from samsyn.core.guard import scope
from samsyn.core.models import Account, Role

KINDS = (Role.Kind.SECRETARY, Role.Kind.ADMIN)


def stewarded(account: Account) -> set[int]:
    """Organisations whose documents the account may decide over: as secretary or administrator today."""
    roles = scope(account, Role).filter(Role.valid_on(timezone.localdate()), account=account)
    return set(roles.filter(kind__in=KINDS).values_list("organisation_id", flat=True))


def require_steward(account: Account, organisation: int) -> None:
    """Raises Refused for others than secretaries and administrators of the organisation."""
    if organisation not in stewarded(account):
        raise Refused(_("Bara sekreterare och administratörer beslutar om gallring."))
