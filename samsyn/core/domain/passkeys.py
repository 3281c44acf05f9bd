"""Passkeys (WebAuthn): a key in the telephone, the computer or a token that proves itself to this host only.

Cryptography and format are python-fido2's. Each answer belongs to one challenge, kept in the session and used
once; the authenticator must have verified its owner (PIN, finger), so a passkey is two factors in one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samsyn.core import keys
from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict, Refused
from samsyn.core.models import Account, Factor

if TYPE_CHECKING:  # python-fido2 takes a while to load, and most starts need none of it
    from fido2.server import Fido2Server

MOST = 20
State = dict[str, str]


def begin_adding(host: str, account: Account) -> tuple[dict[str, Any], State]:
    """What the browser is to be asked, and what to keep until it answers. `host` as in the address, with
    port. Raises Conflict if there are too many."""
    from fido2.webauthn import (
        AttestedCredentialData,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    known = list(account.factors.filter(kind=Factor.Kind.PASSKEY))
    if len(known) >= MOST:
        raise Conflict(_("Kontot har redan så många passnycklar som det får ha."))
    user = PublicKeyCredentialUserEntity(
        id=_handle(account), name=account.username, display_name=str(account)
    )
    options, state = _server(host).register_begin(
        user,
        [AttestedCredentialData(bytes(one.secret)) for one in known],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return dict(options), state


@transaction.atomic
def add(host: str, account: Account, state: State, answer: Mapping[str, Any], name: str) -> None:
    """Keep the browser's new passkey. Raises Refused for an answer that does not hold, Conflict for a known
    key."""
    try:
        data = _server(host).register_complete(state, answer)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # whatever a client may send
        raise Refused(_("Webbläsarens svar går inte att använda.")) from error
    credential = data.credential_data
    if credential is None:
        raise Refused(_("Webbläsarens svar går inte att använda."))
    try:
        with transaction.atomic():
            factor = Factor.objects.create(
                account=account,
                kind=Factor.Kind.PASSKEY,
                name=name.strip()[:60],
                key=credential.credential_id.hex(),
                secret=bytes(credential),
                counter=data.counter,
            )
    except IntegrityError as error:
        raise Conflict(_("Passnyckeln finns redan.")) from error
    ledger.record("change", account, factor, channel="page")


def begin(host: str, account: Account | None = None) -> tuple[dict[str, Any], State]:
    """Ask for a passkey: of this account, or (None) any that this host has."""
    from fido2.webauthn import AttestedCredentialData, UserVerificationRequirement

    known = None
    if account is not None:
        rows = account.factors.filter(kind=Factor.Kind.PASSKEY)
        known = [AttestedCredentialData(bytes(one.secret)) for one in rows]
    options, state = _server(host).authenticate_begin(
        known, user_verification=UserVerificationRequirement.REQUIRED
    )
    return dict(options), state


def check(host: str, state: State, answer: Mapping[str, Any], account: Account | None = None) -> Account:
    """Whose passkey answered. Raises Refused if the answer does not hold, is not of this account (if one is
    given), or if its signature count says that the key has been copied."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse

    refusal = Refused(_("Passnyckeln stämmer inte."))
    try:
        given = AuthenticationResponse.from_dict(answer)
        rows = Factor.objects.filter(kind=Factor.Kind.PASSKEY, key=given.raw_id.hex())
        factor = rows.select_related("account__person").first()
        if factor is None or (account is not None and factor.account_id != account.pk):
            raise refusal
        _server(host).authenticate_complete(state, [AttestedCredentialData(bytes(factor.secret))], given)
    except (ValueError, TypeError, KeyError, AttributeError) as error:  # whatever a client may send
        raise refusal from error
    handle = given.response.user_handle
    if handle and handle != _handle(factor.account):
        raise refusal
    count = given.response.authenticator_data.counter
    unused = Factor.objects.filter(pk=factor.pk, counter__lt=count)
    if not count and not factor.counter:  # those that travel between devices do not count
        unused = Factor.objects.filter(pk=factor.pk)
    if not unused.update(counter=count, used_at=timezone.now()):
        raise refusal
    return factor.account


def _handle(account: Account) -> bytes:
    """The authenticator keeps this: a name that says nothing to others."""
    return bytes.fromhex(keys.pseudonym_of(account.pk))


def _server(host: str) -> Fido2Server:
    from fido2.rpid import verify_rp_id
    from fido2.server import Fido2Server
    from fido2.webauthn import PublicKeyCredentialRpEntity

    name = urlsplit(f"//{host}").hostname or ""

    def from_here(origin: str) -> bool:
        return urlsplit(origin).netloc == host and verify_rp_id(name, origin)

    return Fido2Server(PublicKeyCredentialRpEntity(id=name, name="Samsyn"), verify_origin=from_here)
