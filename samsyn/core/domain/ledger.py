"""The ledger: `record` an act in the transaction that does it, `look` before something is shown.

    with transaction.atomic():
        ...                                            # the act itself
        ledger.record("change", account, document, channel="page")   # last, for the head is held to the
        commit

    ledger.look(account, document, purpose="prevention")   # LedgerUnavailable: then it is not shown

Entries are numbered from 0 without gaps, and leaves of one Merkle tree (docs/design/ledger.md). Whoever
appends holds the head row, so there is one appender at a time: on SQLite by the write lock of an IMMEDIATE
transaction, on PostgreSQL by FOR UPDATE."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from itertools import chain
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from samsyn.core import guard, keys
from samsyn.core.calc.entry import Entry
from samsyn.core.calc.merkle import CompactRange, fold, leaf_hash
from samsyn.core.calc.tiles import WIDTH
from samsyn.core.domain import space
from samsyn.core.domain.ledger_writer import Late, Writer
from samsyn.core.errors import Temporary
from samsyn.core.models import Account, LabelledModel, Organisation

_INSERT = "INSERT INTO core_ledgerentry (seq, leaf, at, act, who, kind, object, body) VALUES "
_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"
_AT_ONCE = 200  # rows a statement, well below what either database takes as parameters
_TILE = "INSERT INTO core_ledgertile (level, number, root, hashes) VALUES (%s, %s, %s, %s)"

_writer: Writer | None = None


class LedgerUnavailable(Temporary):
    """What was asked for cannot be written down now, and so is not given."""

    code = "ledger"
    default = _("Det går inte att logga just nu, och därför visas inget. Försök igen om en stund.")


class Details(TypedDict, total=False):
    """What an entry may say beside act, account and object; see calc/entry.py for what each may hold."""

    organisation: int | None
    kind: str
    object: int | str | None
    version: int | None
    count: int | None
    level: str
    purpose: str
    basis: str
    recipients: Sequence[Account | Organisation]
    policy: str
    channel: str
    result: str
    commitment: str


def record(act: str, by: Account | None, on: Model | None = None, **details: Unpack[Details]) -> int:
    """Append an act in the caller's transaction: both are kept or neither. Returns its number.

    Raises RuntimeError outside a transaction, BadEntry for what must not stand in the ledger,
    DatabaseError."""
    if not connection.in_atomic_block:
        raise RuntimeError("an act is recorded in the transaction that does it")
    return append([entry(act, by, on, **details)])


def look(
    by: Account | None, on: Model | None = None, *, act: str = "view", **details: Unpack[Details]
) -> int:
    """Append what is about to be shown or handed out, and return its number when it is on disk.

    Raises LedgerUnavailable when it cannot be written, BadEntry for what must not stand in the ledger."""
    return give([entry(act, by, on, **details)])


def give(entries: Sequence[Entry]) -> int:
    """Append looks, and return the first one's number when all are on disk.

    Within a transaction they become part of it, and are on disk when that is. Raises LedgerUnavailable."""
    if space.closed():
        raise LedgerUnavailable(space.Full.default)
    writer = _writer
    try:
        if connection.in_atomic_block:
            # A writer beside it would wait for this transaction's lock, and it for the writer.
            return append(entries)
        if writer is not None:
            return writer.add(entries)
        return commit(entries)
    except (DatabaseError, Late) as error:
        raise LedgerUnavailable from error


def entry(
    act: str, by: Account | AnonymousUser | None, on: Model | None, **details: Unpack[Details]
) -> Entry:
    """Fill in what account and object say by themselves: pseudonym, organisation, kind, number, level."""
    told: dict[str, Any] = dict(details)
    channel, purpose = _around.get()
    told.setdefault("channel", channel)
    told.setdefault("purpose", purpose())
    if by is not None and by.pk is not None:
        told["who"] = keys.pseudonym_of(by.pk)
        told.setdefault("organisation", _organisation(by))
    if on is not None:
        told.setdefault("kind", on._meta.label_lower)
        # An account's number beside its pseudonym would tell whose that is.
        told.setdefault("object", keys.pseudonym_of(on.pk) if isinstance(on, Account) else on.pk)
        if isinstance(on, LabelledModel):
            told.setdefault("level", str(on.level))
    told["recipients"] = tuple(_recipient(one) for one in details.get("recipients", ()))
    return Entry(act=act, **told)


def _organisation(by: Account | AnonymousUser) -> int | None:
    """The organisation the account belongs to, if it is one only."""
    own = guard.standing(by).organisations
    return next(iter(own)) if len(own) == 1 else None


def _recipient(one: Account | Organisation) -> str:
    return f"o{one.pk}" if isinstance(one, Organisation) else f"p{keys.pseudonym_of(one.pk)}"


# --- what surrounds an act ----------------------------------------------------------------------------------
def _unsaid() -> str:
    return ""


_around: ContextVar[tuple[str, Callable[[], str]]] = ContextVar("ledger_around", default=("command", _unsaid))


@contextmanager
def around(channel: str, purpose: Callable[[], str] = _unsaid) -> Iterator[None]:
    """What entries made within say of channel and purpose unless they say it themselves: those of a request,
    of a job. Outside of both it is a command."""
    token = _around.set((channel, purpose))
    try:
        yield
    finally:
        _around.reset(token)


# --- appending ----------------------------------------------------------------------------------------------
def commit(entries: Sequence[Entry]) -> int:
    """Append in a transaction of its own that is on disk when this returns. Returns the first one's
    number."""
    with durable():
        return append(entries)


@contextmanager
def durable() -> Iterator[None]:
    """A transaction that survives a power cut, though others of this connection may wait for the next one
    that does."""
    if connection.in_atomic_block:  # somebody else's transaction cannot be made firmer from within
        with transaction.atomic():
            yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic():
            _do("SET LOCAL synchronous_commit TO on")
            yield
        return
    _do("PRAGMA synchronous=FULL")
    try:
        with transaction.atomic():
            yield
    finally:
        _do("PRAGMA synchronous=NORMAL")


def _do(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def append(entries: Sequence[Entry]) -> int:
    """Append within the transaction that is open. Returns the first one's number. Raises DatabaseError."""
    with connection.cursor() as cursor:
        tree = hold(cursor)
        first, at = tree.size, stamp(datetime.now(UTC))
        rows = []
        for seq, one in enumerate(entries, first):
            body = one.body(seq, at)
            leaf = leaf_hash(body.encode("ascii"))
            tree.append(leaf)
            which = "" if one.object is None else str(one.object)
            rows.append((seq, leaf, at, one.act, one.who, one.kind, which, body))
        for at_once in (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)):
            values: list[Any] = list(chain.from_iterable(at_once))
            cursor.execute(_INSERT + ", ".join([_ROW] * len(at_once)), values)
        for number in range(first // WIDTH, tree.size // WIDTH):
            _close(cursor, number)
        cursor.execute(
            "UPDATE core_ledgerhead SET size = %s, hashes = %s WHERE id = 1 AND size = %s",
            (tree.size, tree.dump(), first),
        )
        if cursor.rowcount != 1:
            raise IntegrityError("two appended to the ledger at once")
    return first


def stamp(when: datetime) -> str:
    """As entries write their time: UTC, 2026-11-22T04:00:00.000000Z."""
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def hold(cursor: Any) -> CompactRange:
    """The tree as it is, and nobody else's to append to until the transaction ends. Raises DatabaseError."""
    asked = "SELECT size, hashes FROM core_ledgerhead WHERE id = 1"
    if connection.vendor == "postgresql":
        asked += " FOR UPDATE"
    cursor.execute(asked)
    found = cursor.fetchone()
    if found is None:
        cursor.execute(
            "INSERT INTO core_ledgerhead (id, size, hashes) VALUES (1, 0, %s) ON CONFLICT DO NOTHING", (b"",)
        )
        cursor.execute(asked)
        found = cursor.fetchone()
    try:
        return CompactRange.load(found[0], bytes(found[1]))
    except ValueError as error:
        raise IntegrityError("the ledger's head is damaged") from error


def _close(cursor: Any, number: int) -> None:
    """Keep the full tile of leaves `number`, and each tile above that it fills."""
    cursor.execute(
        "SELECT leaf FROM core_ledgerentry WHERE seq >= %s AND seq < %s ORDER BY seq",
        (number * WIDTH, (number + 1) * WIDTH),
    )
    level = 0
    while True:
        hashes = [bytes(row[0]) for row in cursor.fetchall()]
        if len(hashes) != WIDTH:
            raise IntegrityError(f"tile {level}/{number} of the ledger has gaps")
        cursor.execute(_TILE, (level, number, fold(hashes), b"".join(hashes)))
        if (number + 1) % WIDTH:
            return
        number //= WIDTH
        cursor.execute(
            "SELECT root FROM core_ledgertile"
            " WHERE level = %s AND number >= %s AND number < %s ORDER BY number",
            (level, number * WIDTH, (number + 1) * WIDTH),
        )
        level += 1


# --- one writer for the looks of many threads ---------------------------------------------------------------
def start_writer() -> None:
    """From now on looks of this process are gathered and committed together. Does nothing if it is
    started."""
    global _writer
    if _writer is None:
        _writer = Writer(commit)
        _writer.start()


def writer_alive() -> bool | None:
    """None where looks are committed one by one."""
    return None if _writer is None else _writer.is_alive()


def stop_writer() -> None:
    """Write what is waiting and stop; later looks are committed one by one."""
    global _writer
    writer, _writer = _writer, None
    if writer is not None:
        writer.stop()
