"""Static addresses that carry their content's hash, so that browsers may keep them for a year.

Nothing is collected or renamed: WhiteNoise serves the files where they lie in the packages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class HashedStorage(StaticFilesStorage):
    """In development files change, so nothing is remembered."""

    def url(self, name: str | None) -> str:
        if settings.DEBUG or not name:
            return super().url(name)
        return marked(name, super().url)


_addresses: dict[str, str] = {}


def marked(name: str, address: Callable[[str], str]) -> str:
    """The address with ten digits of the file's SHA-256, remembered: a page asks for dozens of icons."""
    known = _addresses.get(name)
    if known is None:
        path = finders.find(name)
        mark = "?v=" + hashlib.sha256(Path(path).read_bytes()).hexdigest()[:10] if path else ""
        known = _addresses[name] = address(name) + mark
    return known
