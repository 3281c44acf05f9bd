"""What a page shows: the view names it, the middleware writes it down before the first byte goes out.

    @looks.shows(of="core.document")          # every view says this, or that it shows nothing
    def document(request, pk):
        found = document_for(me(request), pk)
        looks.at(request, found)              # one line in the ledger
        return render(…)

A view that declares neither does not answer at all, one that declares that it shows and names nothing gets
its answer thrown away, and what cannot be written down is not given (`core.middleware.Looks`). What counts
as a look is decided in docs/design/ledger.md."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, Unpack

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model
from django.http import HttpRequest, HttpResponseBase

from samsyn.core.calc.entry import LARGEST, PURPOSES, Entry, is_policy
from samsyn.core.domain import ledger
from samsyn.core.domain.ledger import Details, LedgerUnavailable
from samsyn.core.errors import SamsynError
from samsyn.core.models import STRICTNESS, Account, Level

log = logging.getLogger(__name__)

View = TypeVar("View", bound=Callable[..., Any])
DENIED = frozenset({403, 404})


@dataclass(frozen=True, slots=True)
class Declared:
    """What a view says of itself. `of` is the kind of object its address names by `pk`, for refusals."""

    shows: bool
    channel: str = "page"
    of: str = ""


@dataclass(slots=True)
class Pending:
    """What one request is about to show, and why it was refused if it was."""

    declared: Declared
    pk: int | None
    entries: dict[Entry, None] = field(default_factory=dict)  # in order, each once
    given: bool = False  # something stands in the ledger already
    error: SamsynError | None = None


# --- what views say -----------------------------------------------------------------------------------------
def shows(channel: str = "page", *, of: str = "") -> Callable[[View], View]:
    """The view shows what stands under a label, or who did what, and names it with `at` or `at_list`."""
    return _declare(Declared(True, channel, of))


def shows_nothing(*, of: str = "") -> Callable[[View], View]:
    """The view shows no content: a form, a setting, a redirect. What it does is recorded by what does it."""
    return _declare(Declared(False, of=of))


def _declare(declared: Declared) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.__dict__["looks"] = declared  # functools.wraps carries it to the decorators above
        return view

    return mark


def declared(view: Callable[..., Any]) -> Declared | None:
    """None if the view says nothing of itself."""
    found: Declared | None = getattr(view, "looks", None)
    return found


# --- what a view shows --------------------------------------------------------------------------------------
def at(request: HttpRequest, *objects: Model, act: str = "view", **details: Unpack[Details]) -> None:
    """Content of these objects is about to be shown. The same object is one line, however often named."""
    pending = _pending(request)
    details.setdefault("channel", pending.declared.channel)
    for one in objects:
        pending.entries[ledger.entry(act, _who(request), one, **details)] = None


def at_each(
    request: HttpRequest, kind: str, rows: Iterable[tuple[int, str]], *, act: str = "view", channel: str = ""
) -> None:
    """The same for rows without a model: (primary key, level) of each, repeated ones once."""
    pending = _pending(request)
    channel = channel or pending.declared.channel
    for pk, level in dict.fromkeys(rows):
        made = ledger.entry(act, _who(request), None, kind=kind, object=pk, level=level, channel=channel)
        pending.entries[made] = None


def now(request: HttpRequest) -> int:
    """Write down at once what was named so far, for what needs the number of its first line: a receipt.
    Raises LedgerUnavailable."""
    pending = _pending(request)
    entries, pending.entries, pending.given = [*pending.entries], {}, True
    return ledger.give(entries)


def at_list(
    request: HttpRequest,
    count: int,
    levels: Iterable[str] = (),
    *,
    kind: str = "list",
    act: str = "view",
    channel: str = "",
) -> None:
    """Lines of a list are about to be shown, or an answer with so many rows: one entry with their number and
    the strictest label among them."""
    pending = _pending(request)
    channel = channel or pending.declared.channel
    level = str(max(levels, key=lambda one: STRICTNESS.index(Level(one)), default=""))
    made = ledger.entry(act, _who(request), None, kind=kind, count=count, level=level, channel=channel)
    pending.entries[made] = None


def _pending(request: HttpRequest) -> Pending:
    pending: Pending | None = request.__dict__.get("looks")
    if pending is None or not pending.declared.shows:
        raise ImproperlyConfigured(f"{request.path_info}: the view says that it shows nothing")
    return pending


def _who(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


def purpose_of(request: HttpRequest) -> str:
    """The purpose the person has stated, or that of the work itself."""
    stated = request.__dict__.get("purpose") or "prevention"
    return stated if stated in PURPOSES else "prevention"


# --- what the middleware does -------------------------------------------------------------------------------
def begin(request: HttpRequest, view: Callable[..., Any], keys: dict[str, Any]) -> None:
    """Raises ImproperlyConfigured for a view that says nothing of itself: it is not run."""
    said = declared(view)
    if said is None:
        name = f"{view.__module__}.{getattr(view, '__qualname__', view)}"
        raise ImproperlyConfigured(
            f"{name} says neither looks.shows() nor looks.shows_nothing(), see core/domain/looks.py"
        )
    pk = keys.get("pk")
    request.__dict__["looks"] = Pending(said, pk if isinstance(pk, int) and pk <= LARGEST else None)


def refused(request: HttpRequest, error: SamsynError) -> None:
    """Remember why, for the entry of the refusal."""
    pending: Pending | None = request.__dict__.get("looks")
    if pending is not None:
        pending.error = error


def write(request: HttpRequest, response: HttpResponseBase) -> None:
    """Everything the answer shows is on disk when this returns. Raises LedgerUnavailable, and
    ImproperlyConfigured for an answer that shows something and names nothing."""
    pending: Pending | None = request.__dict__.get("looks")
    if pending is None:
        return
    if pending.entries:
        ledger.give([*pending.entries])
    elif pending.declared.shows and not pending.given and _shown(response):
        raise ImproperlyConfigured(f"{request.path_info} shows something and names nothing")
    if response.status_code in DENIED and _who(request) is not None:
        _deny(request, pending)


def _shown(response: HttpResponseBase) -> bool:
    return response.status_code < 300 or response.status_code == 304


def _deny(request: HttpRequest, pending: Pending) -> None:
    """A refusal shows nothing, so it stands even if it cannot be written down."""
    said = pending.declared
    policy = str(getattr(pending.error, "policy", ""))
    details: Details = {"kind": said.of, "channel": said.channel, "result": "denied"}
    if said.of and pending.pk is not None:
        details["object"] = pending.pk
    details["policy"] = policy if is_policy(policy) else "gate"
    try:
        ledger.give([ledger.entry("deny", _who(request), None, **details)])
    except LedgerUnavailable:
        log.exception("a refusal could not be written to the ledger")
