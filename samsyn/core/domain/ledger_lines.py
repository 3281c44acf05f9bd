"""Entries of the ledger in words: for those who review looks, and for those who were looked at.

What an object is called is asked of its room, under the guard: whoever may not see it meets its number."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from samsyn.core import guard, keys
from samsyn.core.models import Account, Body, LedgerEntry, Organisation, Person

ACTS: dict[str, str | Promise] = {
    "collect": gettext_lazy("läste in"),
    "change": gettext_lazy("ändrade"),
    "view": gettext_lazy("såg"),
    "disclose": gettext_lazy("lämnade ut"),
    "combine": gettext_lazy("ställde samman"),
    "erase": gettext_lazy("utplånade"),
    "deny": gettext_lazy("nekades"),
    "decide": gettext_lazy("beslutade om"),
    "export": gettext_lazy("exporterade"),
    "sign": gettext_lazy("undertecknade"),
}
CHANNELS: dict[str, str | Promise] = {
    "page": gettext_lazy("på en sida"),
    "api": gettext_lazy("genom API:et"),
    "live": gettext_lazy("i en direkt ström"),
    "search": gettext_lazy("i en sökning"),
    "export": gettext_lazy("som fil med uppgifter"),
    "file": gettext_lazy("som originalfil eller sidbild"),
    "job": gettext_lazy("i ett jobb"),
    "mail": gettext_lazy("med e-post"),
    "chat": gettext_lazy("i en chatt"),
    "command": gettext_lazy("från kommandoraden"),
}
PURPOSES: dict[str, str | Promise] = {
    "": gettext_lazy("inte angivet"),
    "prevention": gettext_lazy("brottsförebyggande"),
    "incident": gettext_lazy("händelse"),
    "follow_up": gettext_lazy("uppföljning"),
    "oversight": gettext_lazy("tillsyn"),
    "disclosure": gettext_lazy("utlämnande"),
    "operation": pgettext_lazy("purpose", "drift"),
}
KINDS: dict[str, str | Promise] = {
    "core.document": gettext_lazy("handling"),
    "core.person": gettext_lazy("person"),
    "core.account": gettext_lazy("konto"),
    "core.body": gettext_lazy("organ"),
    "council.meeting": gettext_lazy("möte"),
    "list": gettext_lazy("lista"),
    "search": gettext_lazy("sökning"),
    "session": gettext_lazy("inloggning"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """An object as it may be shown to the one who asks. Without a title it may not."""

    title: str = ""
    url: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry in words. `who` is the name if the reader may know it, else the pseudonym's beginning."""

    seq: int
    at: datetime
    act: str
    channel: str
    purpose: str
    kind: str
    number: str
    count: int | None
    seen: Seen
    level: str
    organisation: str
    who: str
    named: bool
    own: bool


Describe = Callable[[Account, set[int]], dict[int, Seen]]
_describers: dict[str, Describe] = {}


def describes(kind: str) -> Callable[[Describe], Describe]:
    """A room says what its objects are called, for an account that may see them; others are left out."""

    def register(describe: Describe) -> Describe:
        _describers[kind] = describe
        return describe

    return register


@describes("core.person")
def _persons(account: Account, numbers: set[int]) -> dict[int, Seen]:
    return {row.pk: Seen(row.name) for row in guard.scope(account, Person).filter(pk__in=numbers)}


@describes("core.body")
def _bodies(account: Account, numbers: set[int]) -> dict[int, Seen]:
    return {row.pk: Seen(row.name) for row in guard.scope(account, Body).filter(pk__in=numbers)}


def lines(account: Account, rows: Iterable[LedgerEntry], names: dict[str, str] | None = None) -> list[Line]:
    """The entries in words, in their order. `names` are those the account may know, by pseudonym."""
    told = [json.loads(row.body) for row in rows]
    seen = _seen(account, told)
    homes = {one["organisation"] for one in told if one["organisation"] is not None}
    owners = dict(Organisation.objects.filter(pk__in=homes).values_list("pk", "name"))
    mine = keys.pseudonym_of(account.pk)
    known = (names or {}) | {mine: _("du själv")}
    return [_line(one, seen, owners, known, mine) for one in told]


def _line(
    one: dict[str, Any],
    seen: dict[tuple[str, Any], Seen],
    owners: dict[int, str],
    known: dict[str, str],
    mine: str,
) -> Line:
    who = one["who"]
    return Line(
        seq=one["seq"],
        at=timezone.localtime(datetime.fromisoformat(one["at"])),
        act=str(ACTS[one["act"]]),
        channel=str(CHANNELS[one["channel"]]),
        purpose=str(PURPOSES[one["purpose"]]),
        kind=str(KINDS.get(one["kind"], one["kind"])),
        number="" if one["object"] is None else str(one["object"])[:12],
        count=one.get("count"),
        seen=seen.get((one["kind"], one["object"]), Seen()),
        level=one["level"],
        organisation=owners.get(one["organisation"], ""),
        who=known.get(who) or (who[:8] if who else _("installationen")),
        named=who in known,
        own=who == mine,
    )


def _seen(account: Account, told: list[dict[str, Any]]) -> dict[tuple[str, Any], Seen]:
    wanted: dict[str, set[int]] = {}
    for one in told:
        if isinstance(one["object"], int) and one["kind"] in _describers:
            wanted.setdefault(one["kind"], set()).add(one["object"])
    return {
        (kind, pk): seen
        for kind, numbers in wanted.items()
        for pk, seen in _describers[kind](account, numbers).items()
    }
