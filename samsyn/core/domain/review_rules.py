"""What makes a look worth a question, declared and shown to all: rules look at occasions, never at people.

An occasion is all that one account saw of one object on one day, or took out of a list on that day. Rooms add
rules with `rule`. None of them says that something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from samsyn.core.models import LabelledModel

MASS = 50  # documents taken out at once, or on one day by one account


@dataclass(slots=True)
class Occasion:
    """`seq` is its first entry, `at` that entry's local time, `count` the rows of lists taken out."""

    seq: int
    at: datetime
    last: datetime
    who: str
    act: str
    kind: str
    object: int | str | None
    times: int = 1
    count: int = 0


Flags = Callable[[Sequence[Occasion]], set[int]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`text` says for people what it finds; `flags` gives the `seq` of each occasion it holds for."""

    name: str
    text: str | Promise
    flags: Flags


_rules: dict[str, Rule] = {}


def rule(name: str, text: str | Promise) -> Callable[[Flags], Flags]:
    def register(flags: Flags) -> Flags:
        _rules[name] = Rule(name, text, flags)
        return flags

    return register


def rules() -> list[Rule]:
    return [*_rules.values()]


def text_of(name: str) -> str:
    """Why an occasion was drawn, in words."""
    return str(_rules[name].text) if name in _rules else str(_("lottad"))


@rule(
    "hours",
    format_lazy(
        _("utanför vardagar kl. {first}–{last}"),
        first=settings.LOOK_HOURS_FROM,
        last=settings.LOOK_HOURS_TO,
    ),
)
def _hours(occasions: Sequence[Occasion]) -> set[int]:
    first, last = settings.LOOK_HOURS_FROM, settings.LOOK_HOURS_TO
    return {
        one.seq
        for one in occasions
        if any(at.weekday() > 4 or not first <= at.hour < last for at in (one.at, one.last))
    }


@rule("mass_export", _("många handlingar uttagna samma dag"))
def _mass_export(occasions: Sequence[Occasion]) -> set[int]:
    taken: dict[str, int] = {}
    for one in occasions:
        if one.act == "export" and one.object is not None:
            taken[one.who] = taken.get(one.who, 0) + 1
    flagged = {one.seq for one in occasions if one.act == "export" and one.count >= MASS}
    many = {who for who, count in taken.items() if count >= MASS}
    firsts: dict[str, int] = {}  # one occasion stands for them all
    for one in occasions:
        if one.who in many and one.act == "export":
            firsts.setdefault(one.who, one.seq)
    return flagged | set(firsts.values())


@rule("embargo", _("handlingen väntar på ett beslut eller ett datum"))
def _embargo(occasions: Sequence[Occasion]) -> set[int]:
    """By the label as it is when the day is drawn from."""
    flagged: set[int] = set()
    for kind in {one.kind for one in occasions if one.kind.count(".") == 1}:
        model = apps.get_model(kind)
        if not issubclass(model, LabelledModel):
            continue
        asked = {one.object for one in occasions if one.kind == kind and isinstance(one.object, int)}
        held = model._default_manager.filter(
            pk__in=asked, terms__embargoed=True, terms__released_at__isnull=True
        )
        numbers = set(held.values_list("pk", flat=True))
        flagged |= {one.seq for one in occasions if one.kind == kind and one.object in numbers}
    return flagged
