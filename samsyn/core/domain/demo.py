"""The demonstration world: Norrälv, a made-up municipality. Rooms add their own steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from .world import build_world

Step = Callable[[], bool]
_steps: list[tuple[str, Step]] = []


@dataclass(frozen=True, slots=True)
class DemoAccount:
    username: str
    password: str
    about: str


ACCOUNTS = (
    DemoAccount("siv", "norralv-siv-2025", "Siv Ahl, sekreterare i Norrälvsrådet"),
    DemoAccount("noor", "norralv-noor-2025", "Noor El-Amin, granskare i Norrälvs kommun"),
    DemoAccount("per", "norralv-per-2025", "Per Hed, polisen, ledamot i Norrälvsrådet"),
    DemoAccount("oda", "norralv-oda-2025", "Oda Syn, granskar visningar i Norrälvs kommun"),
    DemoAccount("admin", "norralv-admin-2025", "Administratör"),
)


def register(name: str) -> Callable[[Step], Step]:
    """Add a room's part of the world. The step returns True if it had to build something; it runs at every
    start of the demonstration and must be quick when nothing is missing."""

    def add(step: Step) -> Step:
        _steps.append((name, step))
        return step

    return add


def build() -> bool:
    """Build what is missing. Returns whether anything was."""
    with transaction.atomic():
        built = build_world({account.username: account.password for account in ACCOUNTS})
    for _name, step in _steps:
        built = step() or built
    return built
