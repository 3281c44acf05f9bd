"""The ledger's secrets: files in DATA/ledger, readable for their owner only, made when they are first asked
for.

log.key        signs checkpoints; the log's name comes from it
witness.key    signs cosignatures under others' checkpoints
receipt.key    signs receipts for exports
pseudonym.key  turns account numbers into pseudonyms

DATA/accounts.key seals the secrets of accounts.
"""

from __future__ import annotations

import os
import secrets
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from .calc.entry import pseudonym
from .calc.notes import LOG, WITNESS, Signer

Name = Literal["log", "witness", "receipt", "pseudonym"]


class DamagedKey(RuntimeError):
    """A key file that does not hold a key. It is never made anew by itself: that would hide a loss."""


def folder() -> Path:
    return Path(settings.DATA, "ledger")


def log_signer() -> Signer:
    """The installation's own log. Its name says whose key it is, so two logs never share one."""
    return Signer(f"samsyn/log/{_mark('log')}", LOG, _private("log"))


def witness_signer() -> Signer:
    return Signer(f"samsyn/witness/{_mark('witness')}", WITNESS, _private("witness"))


def receipt_signer() -> Signer:
    """Signs receipts for exports (domain/receipts.py)."""
    return Signer(f"samsyn/receipt/{_mark('receipt')}", LOG, _private("receipt"))


def pseudonym_of(account: int) -> str:
    """32 hexadecimal signs for an account's primary key."""
    return pseudonym(_secret(folder() / "pseudonym.key"), account)


def account_key() -> bytes:
    """32 bytes that seal the secrets of accounts; in DATA, beside the database it belongs to."""
    return _secret(Path(settings.DATA, "accounts.key"))


def begin_new_log() -> None:
    """After a restore that lost entries: the old log ends where the copy does, and another begins under a new
    name. The old key stays beside it, for checking what it signed."""
    old = folder() / "log.key"
    old.rename(old.with_name(f"log.key.{_mark('log')}"))
    forget()


def forget() -> None:
    """Read the files anew: they have been put back from a copy."""
    _secret.cache_clear()


def _private(name: Name) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_secret(folder() / f"{name}.key"))


def _mark(name: Name) -> str:
    return sha256(_private(name).public_key().public_bytes_raw()).hexdigest()[:16]


@lru_cache(maxsize=16)
def _secret(path: Path) -> bytes:
    """32 bytes, in the file as hexadecimal. Raises DamagedKey, OSError."""
    if not path.exists():
        _make(path)
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != 32:
        raise DamagedKey(f"{path} does not hold a key; put it back from a copy")
    return key


def _make(path: Path) -> None:
    """Two processes may do so at once: written aside, flushed and linked, so the first one wins whole."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(32) + "\n")
            out.flush()
            os.fsync(out.fileno())
        try:
            os.link(aside, path)
        except FileExistsError:
            return
        flush_folder(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def flush_folder(path: Path) -> None:
    """So that a name made in it outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
