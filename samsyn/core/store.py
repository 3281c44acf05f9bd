"""Originals on disk, addressed by the SHA-256 of their bytes: DATA/originals/ab/cdef…, whole or not at
all."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from io import BufferedReader
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from .calc.media import media_type
from .errors import Hidden
from .models import Original

_HASH = re.compile(r"[0-9a-f]{64}")


def path(sha256: str) -> Path:
    """Where the bytes lie (or would). Raises ValueError for anything that is not a hash."""
    if not _HASH.fullmatch(sha256):
        raise ValueError(f"not a SHA-256 in hexadecimal: {sha256[:80]!r}")
    return Path(settings.DATA, "originals", sha256[:2], sha256[2:])


def put(data: bytes) -> Original:
    """Keep the bytes and their row. The same bytes again give the same row."""
    digest = hashlib.sha256(data).hexdigest()
    target = path(digest)
    if not _whole(target, len(data)):
        _write(target, data)
    row, _ = Original.objects.get_or_create(
        sha256=digest, defaults={"media_type": media_type(data), "size": len(data)}
    )
    if not _whole(target, len(data)):  # destroyed by `forget` between our first look and the row
        _write(target, data)
    return row


def _whole(target: Path, size: int) -> bool:
    try:
        return target.stat().st_size == size
    except FileNotFoundError:
        return False


def forget(sha256: str) -> bool:
    """Destroy the bytes, unless there is a row for them. Returns whether none are here now.

    While this looks and removes, nobody can make a row; whoever makes one afterwards finds the bytes gone."""
    with transaction.atomic():
        if connection.vendor == "postgresql":  # SQLite has one writer at a time anyway
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE core_original IN SHARE ROW EXCLUSIVE MODE")
        if Original.objects.filter(pk=sha256).exists():
            return False
        path(sha256).unlink(missing_ok=True)
    return True


def open(sha256: str) -> BufferedReader:
    """The original's bytes for reading. Raises Hidden if they are not here."""
    try:
        return path(sha256).open("rb")
    except FileNotFoundError as error:
        raise Hidden from error


def verify(sha256: str) -> bool:
    """Do the bytes on disk still have their hash?"""
    with open(sha256) as source:
        return hashlib.file_digest(source, "sha256").hexdigest() == sha256


def _write(target: Path, data: bytes) -> None:
    """Written aside, flushed to disk and renamed: a reader never sees half a file, not even after a power
    cut."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        Path(aside).chmod(0o440)
        Path(aside).replace(target)
    except BaseException:  # also on Ctrl-C: no half file stays behind
        Path(aside).unlink(missing_ok=True)
        raise
