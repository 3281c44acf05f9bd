"""Single sign-on by OpenID Connect: the code flow with PKCE, state and nonce, and an ID token whose
signature, issuer, audience and times are checked (OpenID Connect Core 1.0, sections 3.1.2 and 3.1.3).

The provider says who somebody is and how sure it is. What the person may do comes from an administrator's
invitation, to which the provider's name for the person is tied; nothing else that it says is used."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samsyn.core.assurance import PASSWORD
from samsyn.core.errors import Refused, Temporary
from samsyn.env import Provider

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]  # none with a shared secret: the client's is no signing key
SECONDS = 10 * 60  # from leaving to coming back
LEEWAY = 60  # seconds the provider's clock may be off
TIMEOUT = 10  # seconds for the provider to answer
MOST = 1_000_000  # bytes of an answer

Kept = dict[str, Any]


class Elsewhere(Refused):
    """The sign-in at the provider did not hold, or was not finished."""

    code = "sso"
    default = _("Inloggningen hos den andra tjänsten gick inte att använda. Försök igen.")


class Away(Temporary):
    default = _("Tjänsten som du loggar in hos svarar inte. Försök igen, eller logga in på annat sätt.")


@dataclass(frozen=True, slots=True)
class Person:
    """Who came back, and the step that the provider's acr is worth."""

    issuer: str
    subject: str
    level: int


def leave(callback: str, *, anew: bool) -> tuple[str, Kept]:
    """Where to send the browser, and what to keep in its session meanwhile. `anew`: the person is to show who
    they are again, though the provider knows them. Raises Away."""
    provider = _provider()
    verifier = secrets.token_urlsafe(48)
    kept: Kept = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": verifier,
        "at": time.time(),
        "anew": anew,
    }
    digest = hashlib.sha256(verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client,
        "redirect_uri": callback,
        "scope": "openid",
        "state": kept["state"],
        "nonce": kept["nonce"],
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        "acr_values": provider.acr,
    }
    if anew:
        asked |= {"prompt": "login", "max_age": "0"}
    return f"{_known(provider)['authorization_endpoint']}?{urlencode(asked)}", kept


def come_back(kept: Kept | None, given: dict[str, str], callback: str) -> Person:
    """Who it is that came back with `given`, the query of the address. `kept` is used up by the caller.
    Raises Elsewhere if anything does not fit, Away."""
    provider = _provider()
    if not kept or not 0 <= time.time() - kept["at"] <= SECONDS:
        raise Elsewhere
    if not hmac.compare_digest(kept["state"].encode(), given.get("state", "").encode()):
        raise Elsewhere
    if "error" in given or not given.get("code") or given.get("iss", provider.issuer) != provider.issuer:
        raise Elsewhere
    answer = _exchange(provider, given["code"], kept["verifier"], callback)
    claims = _claims(provider, str(answer.get("id_token", "")), kept)
    return Person(provider.issuer, claims["sub"], provider.levels.get(str(claims.get("acr", "")), PASSWORD))


def _claims(provider: Provider, token: str, kept: Kept) -> dict[str, Any]:
    import jwt  # takes a while to load, and most installations have no provider

    try:
        keys = jwt.PyJWKSet.from_dict(_fetch(_known(provider)["jwks_uri"]))
        wanted = jwt.get_unverified_header(token).get("kid")
        fitting = [one for one in keys.keys if wanted is None or one.key_id == wanted]
        if not fitting:
            raise Elsewhere
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=ALGORITHMS,
            audience=provider.client,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except (jwt.PyJWTError, KeyError) as error:
        raise Elsewhere from error
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), kept["nonce"].encode()):
        raise Elsewhere
    if claims.get("azp", provider.client) != provider.client:
        raise Elsewhere
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= 255:
        raise Elsewhere
    shown = claims.get("auth_time")
    if kept["anew"] and not (isinstance(shown, int | float) and shown >= kept["at"] - LEEWAY):
        raise Elsewhere(_("Tjänsten intygar inte att du just har visat vem du är."))
    return claims


def _exchange(provider: Provider, code: str, verifier: str, callback: str) -> dict[str, Any]:
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback,
        "client_id": provider.client,
        "code_verifier": verifier,
    }
    if provider.secret:
        form["client_secret"] = provider.secret
    return _fetch(_known(provider)["token_endpoint"], urlencode(form).encode())


_kept_known: dict[str, tuple[float, dict[str, Any]]] = {}
KNOWN_SECONDS = 3600


def _known(provider: Provider) -> dict[str, Any]:
    """The provider's own description, asked for once an hour. Raises Away, Elsewhere if it is another's."""
    at, found = _kept_known.get(provider.issuer, (0.0, {}))
    if not found or not 0 <= time.time() - at < KNOWN_SECONDS:
        found = _fetch(f"{provider.issuer}/.well-known/openid-configuration")
        if found.get("issuer") != provider.issuer:
            raise Elsewhere
        _kept_known[provider.issuer] = (time.time(), found)
    return found


def _fetch(address: str, form: bytes | None = None) -> dict[str, Any]:
    """JSON from the provider. Raises Elsewhere when it refuses, Away when it cannot be reached."""
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1", "::1")
    if parts.scheme != "https" and not local:
        raise Elsewhere
    request = urllib.request.Request(address, form, {"Accept": "application/json"})  # noqa: S310 - looked at above
    try:
        with _opener.open(request, timeout=TIMEOUT) as answer:
            found = json.loads(answer.read(MOST))
    except urllib.error.HTTPError as error:
        error.close()
        raise (Elsewhere if error.code < 500 else Away) from error
    except (OSError, ValueError) as error:
        raise Away from error
    if not isinstance(found, dict):
        raise Elsewhere
    return found


class _Stay(urllib.request.HTTPRedirectHandler):
    """A provider answers itself; it does not send the client's secret elsewhere."""

    def redirect_request(self, *_asked: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stay)


def _provider() -> Provider:
    provider: Provider | None = settings.OIDC
    if provider is None:
        raise Elsewhere
    return provider
