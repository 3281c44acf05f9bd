"""Second factors that one types: an app's codes and recovery codes. Passkeys are in passkeys.py."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import keys
from samsyn.core.assurance import CODE
from samsyn.core.calc import totp
from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.models import Account, Factor

RECOVERY_CODES = 10
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that looks like another
NONCE = 12


def new_secret() -> bytes:
    return secrets.token_bytes(20)


def protected(account: Account) -> bool:
    """Has the account anything beside its password?"""
    return account.factors.filter(kind__in=(Factor.Kind.APP, Factor.Kind.PASSKEY)).exists()


@transaction.atomic
def add_app(account: Account, secret: bytes, code: str) -> None:
    """Begin to use an app that shows codes of `secret`; `code` shows that it does. Raises Invalid for a wrong
    code, Conflict if there is an app already."""
    step = totp.matching(secret, _digits(code), time.time())
    if step is None:
        raise Invalid(_("Koden stämmer inte. Kontrollera att telefonens klocka går rätt."))
    if account.factors.filter(kind=Factor.Kind.APP).exists():
        raise Conflict(_("Kontot har redan en kodapp. Ta bort den först."))
    factor = Factor.objects.create(
        account=account,
        kind=Factor.Kind.APP,
        key=f"app {account.pk}",
        secret=_seal(account, secret),
        counter=step,
    )
    ledger.record("change", account, factor, channel="page")


@transaction.atomic
def new_recovery_codes(account: Account) -> list[str]:
    """Ten new ones; the old no longer work. Shown once: only hashes are kept. Raises Conflict for an account
    that has nothing to recover."""
    if not protected(account):
        raise Conflict(_("Lägg till en kodapp eller en passnyckel först."))
    account.factors.filter(kind=Factor.Kind.RECOVERY).delete()
    found = ["".join(secrets.choice(LETTERS) for _letter in range(10)) for _code in range(RECOVERY_CODES)]
    Factor.objects.bulk_create(
        Factor(account=account, kind=Factor.Kind.RECOVERY, key=_hash(account, one)) for one in found
    )
    ledger.record("change", account, kind="core.factor", channel="page")
    return [f"{one[:5]}-{one[5:]}" for one in found]


@transaction.atomic
def remove(account: Account, pk: int, *, by: Account) -> None:
    """Take an app or a passkey away; with the last of them the recovery codes go. Raises Conflict if it is
    gone."""
    factor = account.factors.filter(pk=pk).exclude(kind=Factor.Kind.RECOVERY).first()
    if factor is None:
        raise Conflict
    ledger.record("erase", by, factor, channel="page")
    factor.delete()
    if not protected(account):
        account.factors.all().delete()


def check_code(account: Account, given: str) -> int | None:
    """CODE if `given` is the app's code of now or an unused recovery code, which it then uses up. Who asks
    counts the tries (sign_in.confirm_code)."""
    typed = given.strip().lower().replace(" ", "").replace("-", "")
    if len(typed) == totp.DIGITS and typed.isdecimal():
        return _check_app(account, typed)
    used, _kinds = account.factors.filter(kind=Factor.Kind.RECOVERY, key=_hash(account, typed)).delete()
    return CODE if used else None


def _check_app(account: Account, typed: str) -> int | None:
    app = account.factors.filter(kind=Factor.Kind.APP).first()
    if app is None:
        return None
    step = totp.matching(_open(account, bytes(app.secret)), typed, time.time(), app.counter)
    if step is None:
        return None
    # One code, one use: of two who come with the same, one changes the row.
    used = Factor.objects.filter(pk=app.pk, counter__lt=step).update(counter=step, used_at=timezone.now())
    return CODE if used else None


def _digits(code: str) -> str:
    return code.replace(" ", "").strip()


def _hash(account: Account, code: str) -> str:
    text = f"recovery {account.pk} {code}".encode()
    return hmac.new(keys.account_key(), text, hashlib.sha256).hexdigest()


def _seal(account: Account, secret: bytes) -> bytes:
    """So that a copy of the database alone makes no codes."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(keys.account_key()).encrypt(nonce, secret, b"app %d" % account.pk)


def _open(account: Account, sealed: bytes) -> bytes:
    key = AESGCM(keys.account_key())
    return key.decrypt(sealed[:NONCE], sealed[NONCE:], b"app %d" % account.pk)
