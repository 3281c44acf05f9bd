"""Signing in and confirming who one is, slowed down for those who guess.

A try is counted before it is judged, so that many at once are still many; a right one takes its count back.
Counted are account and address together, and each alone."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.contrib.auth import authenticate, login, logout
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import assurance, live, sessions
from samsyn.core.domain import factors, ledger
from samsyn.core.errors import Refused, TooMany
from samsyn.core.guard import forget
from samsyn.core.models import Account, SignInFailure

WINDOW = timedelta(minutes=15)
# Both together stop a guesser; an address alone may be a whole town hall, an account alone a victim of
# mischief. A code has six digits only, and who types it has the password: fewer tries.
LIMITS = {"both": 5, "address": 50, "account": 50, "code": 5, "codes": 15}


def sign_in(request: HttpRequest, username: str, password: str) -> Account:
    """The account, if the password is right. Raises TooMany, or Refused without saying which part was
    wrong. Nobody is signed in yet: see `enter`."""
    name, address = username.strip().lower(), _address(request)
    keys = {"both": f"{name}\0{address}", "address": address, "account": name}
    _count(keys)
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account) or account.closed_at is not None:
        _note(None, Account.objects.filter(username=username).first(), "denied")
        raise Refused(_("Namnet eller lösenordet stämmer inte."))
    _forgive(keys)
    return account


def confirm_code(request: HttpRequest, account: Account, code: str) -> int:
    """The step that a code of the app, or a recovery code, is worth. Raises TooMany, Refused."""
    keys = _confirming(request, account)
    _count(keys)
    step = factors.check_code(account, code)
    if step is None:
        _note(None, account, "denied")
        raise Refused(_("Koden stämmer inte, eller så har den använts."))
    _forgive(keys)
    return step


def confirm_password(request: HttpRequest, account: Account, password: str) -> int:
    """For those who have nothing else. Raises TooMany, Refused; so too for an account that has a second
    factor, where the password alone confirms nothing."""
    keys = _confirming(request, account)
    _count(keys)
    if not account.check_password(password) or factors.protected(account):
        _note(None, account, "denied")
        raise Refused(_("Lösenordet stämmer inte."))
    _forgive(keys)
    return assurance.PASSWORD


def enter(request: HttpRequest, account: Account, level: int) -> None:
    """Begin the session of somebody who has shown who they are. Raises Refused for a closed account."""
    if account.closed_at is not None or not account.is_active:
        raise Refused
    account.backend = "samsyn.core.backends.AccountBackend"
    login(request, account)
    request.session[assurance.LEVEL] = level
    account.signed_in = assurance.read(request.session)
    forget()
    _note(account, account, "allowed")


def leave(request: HttpRequest) -> None:
    """Sign out: the session and the streams it holds open. Nothing happens to one who is not signed in."""
    if isinstance(request.user, Account):
        account, before = request.user.pk, assurance.read(request.session).mark
        logout(request)
        live.hub.let_go(account, before)
    else:
        logout(request)


def confirmed(request: HttpRequest, account: Account, level: int) -> None:
    """The signed-in person has just shown again who they are."""
    before = assurance.read(request.session).mark
    sessions.raised(request, level)
    live.hub.let_go(account.pk, before)  # its pages open new ones, of the session's new key
    account.signed_in = assurance.read(request.session)
    forget()  # its standing may have grown
    _note(account, account, "allowed")


def _note(by: Account | None, on: Account | None, result: str) -> None:
    """Every try stands in the ledger, without what was typed."""
    with transaction.atomic():
        ledger.record(
            "change", by, kind="session", object=on.pk if on else None, result=result, channel="page"
        )


# --- counting -----------------------------------------------------------------------------------------------
def _address(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def _confirming(request: HttpRequest, account: Account) -> dict[str, str]:
    return {"code": f"{account.pk}\0{_address(request)}", "codes": str(account.pk)}


def _key(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest()


def _count(tries: dict[str, str]) -> None:
    """Raises TooMany when one of them has had its tries."""
    now = timezone.now()
    keys = {_key(kind, text): LIMITS[kind] for kind, text in tries.items()}
    with transaction.atomic():
        SignInFailure.objects.filter(since__lte=now - WINDOW).delete()
        for key in sorted(keys):  # the same order for all, so that none wait for each other
            _row, made = SignInFailure.objects.get_or_create(key=key, defaults={"count": 1, "since": now})
            if not made:
                SignInFailure.objects.filter(key=key).update(count=F("count") + 1)
        rows = list(SignInFailure.objects.filter(key__in=keys))
    over = [row for row in rows if row.count > keys[row.key]]
    if over:
        left = int((max(row.since for row in over) + WINDOW - now).total_seconds()) + 1
        raise TooMany(_("För många försök. Vänta en kvart och försök igen."), retry_after=left)


def _forgive(tries: dict[str, str]) -> None:
    """The one who knows it is no guesser: its own failures are forgotten, of what others share only the
    try."""
    own = [_key(kind, tries[kind]) for kind in ("both", "code") if kind in tries]
    SignInFailure.objects.filter(key__in=own).delete()
    shared = [_key(kind, text) for kind, text in tries.items() if kind not in ("both", "code")]
    SignInFailure.objects.filter(key__in=shared, count__gt=0).update(count=F("count") - 1)
