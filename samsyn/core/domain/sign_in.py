"""Signing in, slowed down for those who guess: failures are counted per account and address, and per each
alone."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.contrib.auth import authenticate
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core.errors import Refused, TooMany
from samsyn.core.models import Account, SignInFailure

WINDOW = timedelta(minutes=15)
# Both together stop a guesser; an address alone may be a whole town hall, an account alone a victim of
# mischief.
LIMITS = {"both": 5, "address": 50, "account": 50}


def sign_in(request: HttpRequest, username: str, password: str) -> Account:
    """The account, if the password is right. Raises TooMany, or Refused without saying which part was
    wrong."""
    keys = _keys(username, request.META.get("REMOTE_ADDR", ""))
    _check(keys)
    account = authenticate(request, username=username, password=password)
    if not isinstance(account, Account) or account.closed_at is not None:
        for key in keys.values():
            _count(key)
        raise Refused(_("Namnet eller lösenordet stämmer inte."))
    SignInFailure.objects.filter(key=keys["both"]).delete()
    return account


def _keys(username: str, address: str) -> dict[str, str]:
    name = username.strip().lower()
    parts = {
        "both": f"both\0{name}\0{address}",
        "address": f"address\0{address}",
        "account": f"account\0{name}",
    }
    return {kind: hashlib.sha256(text.encode()).hexdigest() for kind, text in parts.items()}


def _check(keys: dict[str, str]) -> None:
    now = timezone.now()
    rows = {
        row.key: row for row in SignInFailure.objects.filter(key__in=keys.values(), since__gt=now - WINDOW)
    }
    for kind, key in keys.items():
        row = rows.get(key)
        if row is not None and row.count >= LIMITS[kind]:
            left = int((row.since + WINDOW - now).total_seconds()) + 1
            raise TooMany(_("För många försök. Vänta en kvart och försök igen."), retry_after=left)


def _count(key: str) -> None:
    now = timezone.now()
    SignInFailure.objects.filter(since__lte=now - WINDOW).delete()
    _row, made = SignInFailure.objects.get_or_create(key=key, defaults={"count": 1, "since": now})
    if not made:
        SignInFailure.objects.filter(key=key).update(count=F("count") + 1)
