"""How sure we are of who is signed in: in steps from 1 to 4, and how long ago it was shown.

    account.assurance           1 password · 2 password and code · 3 passkey · 4 only by single sign-on
    needed("limited")           the step that documents with this label ask for
    require_fresh(request)      before an export and before a label is lowered: raises StepUp if the person
                                has not shown who they are in the last minutes
    require_fresh_for(account, level)   the same where a document is opened, if its label asks for it

The steps are Samsyn's own. A provider's tillitsnivå is set to one of them in SAMSYN_OIDC_LEVELS; that a local
account's step equals a tillitsnivå is not claimed."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .errors import Refused

if TYPE_CHECKING:
    from .models import Account

FRESH_LEVELS = frozenset({"room"})
PASSWORD, CODE, PASSKEY, HIGHEST = 1, 2, 3, 4
LEVEL, FRESH, ADMIN = "level", "fresh", "admin"  # keys of the session


class StepUp(Refused):
    """Not now, but at once when you have shown who you are: a page leads there and back."""

    code = "step_up"
    default = _("Bekräfta först att det är du. Det gäller sedan i några minuter.")


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a session says of the person in front of the screen. Times are seconds of the epoch."""

    mark: str
    level: int
    fresh_at: float
    admin_period: int | None
    admin_until: float

    @property
    def fresh(self) -> bool:
        """A clock that was set back makes nothing fresh."""
        return 0 <= time.time() - self.fresh_at <= settings.FRESH_MINUTES * 60

    @property
    def admin(self) -> bool:
        """In administrator mode now."""
        return self.admin_period is not None and 0 < self.admin_until - time.time() <= ADMIN_SECONDS

    @property
    def admin_end(self) -> datetime:
        return datetime.fromtimestamp(self.admin_until, UTC)


ADMIN_SECONDS = 15 * 60


def read(session: SessionBase) -> SignedIn:
    admin = session.get(ADMIN) or {}
    return SignedIn(
        mark=mark(session.session_key or ""),
        level=int(session.get(LEVEL, PASSWORD)),
        fresh_at=float(session.get(FRESH, 0)),
        admin_period=admin.get("period"),
        admin_until=float(admin.get("until", 0)),
    )


def mark(session_key: str) -> str:
    """Names a session to those who must not learn its key: tickets and streams. "" for none."""
    return hashlib.sha256(b"samsyn session " + session_key.encode()).hexdigest()[:32] if session_key else ""


def needed(level: str) -> int:
    """The step that a sharing label asks for (SAMSYN_ASSURANCE)."""
    return int(settings.ASSURANCE.get(str(level), PASSWORD))


def require_fresh_for(account: Account, level: str) -> None:
    """The strictest label opens only to one who has just shown who they are. Raises StepUp. What runs on the
    server has no session to be stale."""
    if level in FRESH_LEVELS and account.signed_in is not None and not account.signed_in.fresh:
        raise StepUp


def is_fresh(request: HttpRequest) -> bool:
    signed_in = getattr(request.user, "signed_in", None)
    return signed_in is not None and signed_in.fresh


def require_fresh(request: HttpRequest) -> None:
    """Raises StepUp, which the page's frame turns into a way to confirm and back (for programs: 403 with
    code step_up). Call it before anything is done: what was posted is not kept."""
    if not is_fresh(request):
        raise StepUp
