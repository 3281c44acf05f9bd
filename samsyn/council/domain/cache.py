"""What is made from originals and can be made again: DATA/cache/<kind>/ab/cdef…, by the original's hash."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings


def path(kind: str, sha256: str, name: str) -> Path:
    """Where it lies, or would."""
    if len(sha256) != 64 or not sha256.isalnum():
        raise ValueError(f"not a SHA-256: {sha256[:80]!r}")
    return Path(settings.DATA) / "cache" / kind / sha256[:2] / f"{sha256[2:]}-{name}"


def kept(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None


def keep(target: Path, make: Callable[[], bytes]) -> bytes:
    """What lies there, or else what `make` gives, which then lies there. Two makers at once do no harm."""
    found = kept(target)
    if found is not None:
        return found
    made = make()
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as out:
        out.write(made)
    Path(aside).replace(target)
    return made
