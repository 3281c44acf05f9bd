"""What a person does to facts in review: confirm, change, reject, add, undo. Each is a line that is never
rewritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samsyn.core.domain import ledger
from samsyn.core.errors import Conflict, Invalid
from samsyn.core.guard import require
from samsyn.core.models import Account, Document, Level
from samsyn.council.calc.facts import HEADER, LISTS, PEOPLE, SURE, Action, Effective, Fact, Status, row_key
from samsyn.council.calc.mask import mask_all
from samsyn.council.domain.materialise import clock, day, effective_of, materialise
from samsyn.council.models import Correction, Meeting

DATES = frozenset({"date", "adjusted", "posted", "unposted"})
TIMES = frozenset({"start", "end"})
ROLES = ("serving", "substitute_serving", "substitute", "official", "guest", "presenter")
OFFICES = ("chair", "vice_chair", "second_vice_chair", "secretary", "adjuster")
REASONS = ("struck", "listed", "replaced", "called_not_present")
_ROW = {
    "people": (
        "name",
        "party",
        "title",
        "office",
        "role",
        "remote",
        "substitute_for",
        "paragraphs",
        "from",
        "until",
        "reason",
    ),
    "items": ("number", "title", "registry_no", "text", "decision", "presenters"),
    "mentioned": ("kind", "date", "text", "body", "item"),
}
_RANGE = re.compile(r"\d+[a-z]?(\s*[-–]\s*\d+[a-z]?)?")

P = ParamSpec("P")
R = TypeVar("R")
Act = Callable[Concatenate[Account, Document, P], R]


def _recorded(act: Act[P, R]) -> Act[P, R]:
    """The correction, the rows it changes and its line in the ledger: all are kept or none."""

    @wraps(act)
    def within(account: Account, document: Document, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with transaction.atomic():
            done = act(account, document, *args, **kwargs)
            ledger.record("change", account, document)
            return done

    return within


@_recorded
def confirm(account: Account, document: Document, key: str) -> Effective:
    """Say that the machine read right. Raises Conflict if the fact is not there (any more)."""
    require(account, "change", document)
    fact = _fact(document, key)
    if fact.status is Status.MACHINE:
        _line(account, document, fact, Action.CONFIRM)
    return materialise(document)


@_recorded
def confirm_sure(account: Account, document: Document, least: float = SURE) -> tuple[int, Effective]:
    """Confirm every open fact of at least this confidence, but nobody's uncertain presence. Returns how
    many."""
    require(account, "change", document)
    sure = [fact for fact in effective_of(document).facts if fact.open and fact.sure_from(least)]
    now = timezone.now()
    for fact in sure:
        _line(account, document, fact, Action.CONFIRM, at=now)
    return len(sure), materialise(document)


@_recorded
def change(account: Account, document: Document, key: str, value: Any) -> Effective:
    """Set a header fact, or fields of a row ("list" moves it). Raises Invalid for a value of the wrong
    form."""
    require(account, "change", document)
    if key in HEADER:
        fact = next(
            (f for f in effective_of(document).facts if f.key == key), Fact(key, "header", None, None, None)
        )
        _line(account, document, fact, Action.SET, header_value(key, value))
        return materialise(document)
    fact = _fact(document, key)
    said = row_value(value.get("list") or fact.group, value)
    before = fact.change.value if fact.change and fact.change.action in (Action.SET, Action.ADD) else None
    action = Action.ADD if fact.status is Status.ADDED else Action.SET
    _line(account, document, fact, action, {**(before or {}), **said})
    return materialise(document)


@_recorded
def reject(account: Account, document: Document, key: str) -> Effective:
    """Say that the document does not state this."""
    require(account, "change", document)
    _line(account, document, _fact(document, key), Action.REJECT)
    return materialise(document)


@_recorded
def add(account: Account, document: Document, group: str, value: dict[str, Any]) -> Effective:
    """A row the machine did not see. Raises Invalid if it has no name or title."""
    require(account, "change", document)
    if group not in LISTS:
        raise Invalid
    row = {**_blank(group), **row_value(group, value)}
    if not (row.get("name") or row.get("title") or row.get("number") or row.get("text")):
        raise Invalid(_("Skriv ett namn eller en rubrik."))
    taken = {fact.key for fact in effective_of(document).facts}
    base = row_key(group, row)
    key = next(k for k in (f"{base}:{n}" for n in range(1, 10_000)) if k not in taken)
    Correction.objects.create(document=document, key=key[:300], action=Action.ADD, value=row, by=account)
    return materialise(document)


@_recorded
def undo(account: Account, document: Document, key: str = "") -> str:
    """Take back the newest correction, of one fact or of the document. Returns its key. Raises Conflict
    if none."""
    require(account, "change", document)
    rows = Correction.objects.filter(document=document, undone_at=None).order_by("-pk")
    last = (rows.filter(key=key) if key else rows).first()
    if last is None:
        raise Conflict(_("Det finns inget att ångra."))
    # Facts confirmed by one press are undone by one press.
    together = rows.filter(by=last.by, at=last.at) if not key else rows.filter(pk=last.pk)
    together.update(undone_at=timezone.now())
    materialise(document)
    return last.key


@_recorded
def identify(account: Account, document: Document, key: str, person: int | None) -> Effective:
    """Say who a name is. `person` is a primary key the account may see, None for nobody we know."""
    require(account, "change", document)
    fact = _fact(document, key)
    if fact.group not in PEOPLE:
        raise Invalid
    before = fact.change.value if fact.change and isinstance(fact.change.value, dict) else {}
    action = Action.ADD if fact.status is Status.ADDED else Action.SET
    _line(account, document, fact, action, {**before, "person": person})
    return materialise(document)


def _fact(document: Document, key: str) -> Fact:
    fact = next((fact for fact in effective_of(document).facts if fact.key == key), None)
    if fact is None:
        raise Conflict(_("Uppgiften finns inte längre. Läs om sidan."))
    return fact


def _line(
    account: Account,
    document: Document,
    fact: Fact,
    action: Action,
    value: Any = None,
    at: datetime | None = None,
) -> None:
    was = fact.machine if fact.machine is not None else (fact.change.was if fact.change else None)
    Correction.objects.create(
        document=document,
        key=fact.key[:300],
        action=action,
        value=mask_all(value),
        was=was,
        by=account,
        at=at or timezone.now(),
    )


# --- forms of values ----------------------------------------------------------------------------------------
def header_value(key: str, value: Any) -> Any:
    """The value as the record writes it; an empty one is None. Raises Invalid with what was expected."""
    if key == "adjusters":
        names = value if isinstance(value, list) else str(value or "").split(",")
        return [_line_of(name, 200) for name in names if str(name).strip()]
    if isinstance(value, dict | list):
        return value
    text = _line_of(value, 300)
    if not text:
        return None
    if key in DATES and day(text) is None:
        raise Invalid(_("Skriv datumet som år-månad-dag, till exempel 2026-09-22."))
    if key in TIMES:
        text = text.replace(".", ":")
        if clock(text) is None:
            raise Invalid(_("Skriv klockslaget som 15:00."))
        text = f"{clock(text):%H:%M}"
    choices = {"kind": Meeting.Kind.values, "mode": Meeting.Mode.values, "sharing": Level.values}
    if key in choices and text not in choices[key]:
        raise Invalid(_("Välj ett av alternativen."))
    if key in ("previous_meeting", "next_meeting"):
        return {"date": str(found) if (found := day(text)) else None, "text": text}
    return text


def row_value(group: str, value: dict[str, Any]) -> dict[str, Any]:
    """The known fields of a row, cleaned, with its list. Raises Invalid for an unknown list or choice."""
    if group not in LISTS or not isinstance(value, dict):
        raise Invalid
    kind = "people" if group in PEOPLE else group
    row: dict[str, Any] = {"list": group}
    for name in _ROW[kind]:
        if name in value:
            row[name] = _field(name, value[name])
    choices = {"role": ROLES, "office": OFFICES, "reason": REASONS}
    for name, allowed in choices.items():
        if row.get(name) and row[name] not in allowed:
            raise Invalid(_("Välj ett av alternativen."))
    if row.get("paragraphs") and not _RANGE.match(str(row["paragraphs"])):
        raise Invalid(_("Skriv paragraferna som 34-37."))
    return row


def _field(name: str, value: Any) -> Any:
    if name == "remote":
        return {"true": True, "false": False}.get(str(value).lower())
    if name == "presenters":
        names = value if isinstance(value, list) else str(value or "").split(",")
        return [_line_of(one, 200) for one in names if str(one).strip()]
    if name in ("text", "decision"):
        return str(value or "").replace("\x00", "").strip()[:200_000] or None
    return _line_of(value, 300) or None


def _line_of(value: Any, longest: int) -> str:
    return " ".join(str(value or "").replace("\x00", "").split())[:longest]


def _blank(group: str) -> dict[str, Any]:
    if group in PEOPLE:
        names = (*_ROW["people"], "name_as_written", "p_absent")
        return {
            **dict.fromkeys(names),
            "role": "presenter" if group == "presenters" else "serving",
            "list": group,
        }
    blank: dict[str, Any] = {**dict.fromkeys(_ROW[group]), "list": group}
    return {**blank, "presenters": []} if group == "items" else blank
