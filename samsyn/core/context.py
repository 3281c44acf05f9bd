"""What every page's template may use beside its own context."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix

from .guard import standing
from .models import Purpose

Part = Callable[[HttpRequest], dict[str, Any]]
_parts: list[Part] = []


def add(part: Part) -> Part:
    """A room's own names for the frame of every page, such as the count in the rail. Keep them lazy and
    cheap."""
    _parts.append(part)
    return part


def page(request: HttpRequest) -> dict[str, Any]:
    """`theme` is auto, paper or night; `languages` pairs of code and name; `room` the address the page lies
    under; `oversees` says whether the account reviews looks."""
    user = getattr(request, "user", None)
    found: dict[str, Any] = {
        "theme": getattr(user, "theme", "auto"),
        "languages": settings.LANGUAGES,
        "room": _room(request),
    }
    if user is not None and user.is_authenticated:
        found["purpose_label"] = Purpose(getattr(request, "purpose", Purpose.PREVENTION)).label
        found["oversees"] = bool(standing(user).oversees)
        for part in _parts:
            found.update(part(request))
    return found


def _room(request: HttpRequest) -> str:
    """ "/arkiv/" for all that lies under it."""
    first = request.path_info.split("/", 2)[1:2]
    return f"{get_script_prefix()}{first[0]}/" if first and first[0] else get_script_prefix()
