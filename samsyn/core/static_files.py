"""Static addresses that carry their content's hash, so that browsers may keep them for a year.

Nothing is collected or renamed: WhiteNoise serves the files where they lie in the packages."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class HashedStorage(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        address = super().url(name)
        mark = fingerprint(name or "") if not settings.DEBUG else ""
        return f"{address}?v={mark}" if mark else address


@lru_cache(maxsize=1024)
def fingerprint(name: str) -> str:
    """Ten hexadecimal digits of the file's SHA-256, or '' if there is no such file."""
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else ""
