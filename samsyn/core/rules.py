"""Rules that hang on a body, not on the installation: a council that keeps notes has other clocks than a
board."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

Keeps = Literal["minutes", "notes"]
Quorum = Literal["more_than_half", "one_third"]


class BadRules(ValueError):
    """A body's own rules hold a name or a value that means nothing."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Days are calendar days; None means that the rule does not apply."""

    keeps_minutes: Keeps = "notes"
    notice_days: int | None = None  # call at least this long before
    adjust_days: int | None = None  # minutes adjusted at the latest
    announce_days: int | None = None  # adjustment announced on the notice board at the latest
    appeal_days: int | None = None  # announcement stays up
    max_members: int | None = None  # beside the chair
    quorum: Quorum | None = None
    substitutes: bool = False  # substitutes are called and may serve
    remote: bool = True  # taking part at a distance counts as present
    statute: str = ""  # where the rules come from, for people


_MUNICIPAL = Rules(
    keeps_minutes="minutes",
    notice_days=7,
    adjust_days=14,
    announce_days=2,
    appeal_days=21,
    quorum="more_than_half",
    substitutes=True,
    remote=False,
    statute="Kommunallag (2017:725) 5, 6 och 8 kap.",
)

DEFAULTS: Mapping[str, Rules] = {
    "strategic_council": Rules(statute="Lag (2023:196) 10 §"),
    "regional_police_council": Rules(
        keeps_minutes="minutes", max_members=15, statute="Förordning (2022:1718) 35 och 41 §§"
    ),
    "assembly": _MUNICIPAL,
    "board": _MUNICIPAL,
    "committee": _MUNICIPAL,
    "association": Rules(keeps_minutes="minutes", quorum="more_than_half"),
    "other": Rules(),
}

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "keeps_minutes": ("minutes", "notes"),
    "quorum": ("more_than_half", "one_third"),
}


def rules_for(kind: str, own: Mapping[str, Any]) -> Rules:
    """The kind's defaults with the body's own values over them. Raises BadRules."""
    try:
        base = DEFAULTS[kind]
    except KeyError:
        raise BadRules(f"unknown kind of body: {kind!r}") from None
    for name, value in own.items():
        _check(name, value)
    return replace(base, **own)


def _check(name: str, value: object) -> None:
    known = {field.name for field in fields(Rules)}
    if name not in known:
        raise BadRules(f"unknown rule: {name!r}")
    if name in _CHOICES:
        right = value in _CHOICES[name] or (name == "quorum" and value is None)
    elif name in ("substitutes", "remote"):
        right = isinstance(value, bool)
    elif name == "statute":
        right = isinstance(value, str)
    else:
        right = value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
    if not right:
        raise BadRules(f"{name} cannot be {value!r}")
