"""Ledgers to break: entries, the SQL that triggers refuse, and a second installation beside the first."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings

from samsyn.core import keys
from samsyn.core.calc.entry import Entry
from samsyn.core.domain import ledger
from samsyn.core.models import LedgerCheckpoint, LedgerEntry, LedgerHead, LedgerPeer, LedgerTile

TABLES = (LedgerEntry, LedgerTile, LedgerHead, LedgerPeer, LedgerCheckpoint)
triggers = import_module("samsyn.core.migrations.0002_ledger")


def fill(count: int) -> None:
    """Entries of several lengths, alike each time."""
    rng = random.Random(count)
    acts = ("view", "change", "disclose")
    made = [
        Entry(
            act=rng.choice(acts),
            kind="core.document",
            object=rng.randrange(10**6),
            who=f"{rng.randrange(99):032x}",
        )
        for _ in range(count)
    ]
    ledger.commit(made)


class Editor:
    """Enough of a schema editor for the triggers, and usable within a test's transaction."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)


@contextmanager
def unguarded() -> Iterator[None]:
    """What somebody can do who owns the database."""
    triggers.unguard(Editor())
    try:
        yield
    finally:
        triggers.guard(Editor())


def tamper(statement: str, *values: object) -> None:
    with unguarded(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def other_installation(folder: Path) -> Iterator[None]:
    """Another data folder and, for as long as it lasts, another ledger in the same tables."""
    with override_settings(DATA=folder), set_aside():
        yield


@contextmanager
def set_aside() -> Iterator[None]:
    """Swap the rows of this ledger for those kept from the last time in this data folder."""
    ours = take()
    put(_kept.pop(str(settings.DATA), {}))
    try:
        yield
    finally:
        _kept[str(settings.DATA)] = take()
        put(ours)


Rows = dict[str, list[object]]
_kept: dict[str, Rows] = {}


def take() -> Rows:
    """All rows of the ledger, taken out of the database."""
    from samsyn.core.models import LedgerCosignature

    models = (*TABLES, LedgerCosignature)
    rows: Rows = {model.__name__: list(model.objects.order_by("pk")) for model in models}
    with unguarded():
        for model in reversed(models):
            model.objects.all().delete()
    return rows


def put(rows: Rows) -> None:
    from samsyn.core.models import LedgerCosignature

    for model in (*TABLES, LedgerCosignature):
        model.objects.bulk_create(rows.get(model.__name__, []))  # type: ignore[arg-type]


def copy() -> Rows:
    """A backup of the ledger's tables."""
    rows = take()
    put(rows)
    return rows


def restore(rows: Rows) -> None:
    take()
    put(rows)


def own_name() -> str:
    return keys.log_signer().name
