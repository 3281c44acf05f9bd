"""What every page's template may use beside its own context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest

Part = Callable[[HttpRequest], dict[str, Any]]
_parts: list[Part] = []


def add(part: Part) -> Part:
    """A room's own names for the frame of every page, such as the count in the rail. Keep them lazy and
    cheap."""
    _parts.append(part)
    return part


def page(request: HttpRequest) -> dict[str, Any]:
    """`theme` is auto, paper or night; `languages` pairs of code and name."""
    user = getattr(request, "user", None)
    found: dict[str, Any] = {"theme": getattr(user, "theme", "auto"), "languages": settings.LANGUAGES}
    if user is not None and user.is_authenticated:
        for part in _parts:
            found.update(part(request))
    return found
