"""One-time codes of an app (RFC 6238: SHA-1, six digits, a new one every 30 seconds)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import quote, urlencode

STEP = 30  # seconds
DIGITS = 6
DRIFT = 1  # steps that the telephone's clock may be off, either way


def code(secret: bytes, step: int) -> str:
    """The code of a step, which is whole half minutes since 1970."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def matching(secret: bytes, given: str, now: float, after: int = 0) -> int | None:
    """The step whose code was given, if it is near `now` (seconds of the epoch) and later than `after`, the
    newest one used. None otherwise: wrong, too old, or used before."""
    here = int(now) // STEP
    found = None
    for step in range(max(0, here - DRIFT), here + DRIFT + 1):  # all are compared, so that time says nothing
        if hmac.compare_digest(code(secret, step).encode(), given.encode()) and step > after:
            found = step
    return found


def base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode("ascii").rstrip("=")


def address(secret: bytes, account: str, issuer: str) -> str:
    """What the square of dots says to the app."""
    label = quote(f"{issuer}:{account}")
    return f"otpauth://totp/{label}?" + urlencode({"secret": base32(secret), "issuer": issuer})
