"""Tickets to /live/: signed, at most 60 seconds old, naming an account, the session it was made in and the
topics it was allowed to follow. In another browser's hands a ticket opens nothing.

The page's view checks the right when it makes the ticket, so the stream itself never asks the database.
A page gets a new one from `core:ticket` when its stream has ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core import signing
from django.utils.crypto import constant_time_compare

from .calc.numbers import is_key
from .errors import Hidden, SamsynError
from .guard import scope
from .live import hub
from .models import Account, Document, Job

SECONDS = 60
SALT = "samsyn.live"
MAX_TOPICS = 20

Check = Callable[[Account, str], bool]
_checks: dict[str, Check] = {}


class BadTicket(SamsynError):
    code = "ticket"
    status = 403


@dataclass(frozen=True, slots=True)
class Ticket:
    account: int
    session: str  # the mark of the session (core/assurance.py); "" if it was made in none
    topics: tuple[str, ...]
    position: str  # the last event before the ticket was made


def allow(kind: str, check: Check) -> None:
    """Who may follow topics `kind:<id>`: `check(account, id)` answers, by way of the guard."""
    _checks[kind] = check


def issue(account: Account, topics: Iterable[str]) -> str:
    """A ticket for topics the account may follow. Raises Hidden if one of them is not for it.

    Make it before reading the state it is to continue: the stream begins where the ticket was made."""
    wanted = tuple(dict.fromkeys(topics))
    if not wanted or len(wanted) > MAX_TOPICS:
        raise Hidden
    if not all(allowed(account, topic) for topic in wanted):
        raise Hidden
    session = account.signed_in.mark if account.signed_in else ""
    content = {"a": account.pk, "s": session, "t": wanted, "n": hub.position()}
    return signing.dumps(content, salt=SALT)


def allowed(account: Account, topic: str) -> bool:
    """May the account follow this topic now?"""
    kind, _, key = topic.partition(":")
    check = _checks.get(kind)
    return check is not None and bool(key) and check(account, key)


def address(account: Account, *topics: str) -> str:
    """Where a page opens its EventSource: /live/?ticket=…"""
    return "/live/?" + urlencode({"ticket": issue(account, topics)})


def read(ticket: str, session: str = "") -> Ticket:
    """Raises BadTicket if it is forged, damaged, too old, or of another session than the one whose mark is
    given."""
    try:
        content = signing.loads(ticket, salt=SALT, max_age=SECONDS)
        found = Ticket(int(content["a"]), str(content.get("s", "")), tuple(content["t"]), str(content["n"]))
    except (signing.BadSignature, KeyError, TypeError, ValueError) as error:
        raise BadTicket from error
    if found.session and not constant_time_compare(found.session, session):
        raise BadTicket
    return found


def _job(account: Account, key: str) -> bool:
    return is_key(key) and scope(account, Job).filter(pk=int(key)).exists()


def _document(account: Account, key: str) -> bool:
    return is_key(key) and scope(account, Document).filter(pk=int(key), removed_at=None).exists()


allow("job", _job)
allow("document", _document)
