"""Has anybody's right changed? A number in the database says so: triggers raise it whenever an account, a
role, a session, a document's label or its terms change, whoever does it and by whatever way.

    number()    what it is now
    recheck()   ask for each open stream whether its account may still follow what it follows

`Watch` looks at the number a few times a second while anybody follows anything. Until it has said yes, a
stream gets nothing (core/live.py)."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

from django.db import DatabaseError, close_old_connections, connection, connections

from . import live, tickets
from .assurance import mark
from .models import Account, Rights, Session

log = logging.getLogger(__name__)

EVERY = 0.3  # seconds
BLIND = 1.0  # seconds without an answer from the database, after which all streams end

# Table, what happens to it, which columns: new rights need no second look, so few inserts are here.
WATCHED = (
    ("core_account", "UPDATE", ("is_active", "closed_at")),
    ("core_account", "DELETE", ()),
    ("core_role", "UPDATE", ()),
    ("core_role", "DELETE", ()),
    ("core_session", "DELETE", ()),
    ("core_document", "UPDATE", ("level", "organisation_id", "circle_id", "terms_id", "removed_at")),
    ("core_document", "DELETE", ()),
    ("core_terms", "UPDATE", ()),
)
_RAISE = """INSERT INTO core_rights (id, number) VALUES (1, 1)
  ON CONFLICT (id) DO UPDATE SET number = core_rights.number + 1"""


# --- triggers -----------------------------------------------------------------------------------------------
def install(**_signal: Any) -> None:
    """After every migration: SQLite forgets a table's triggers when it makes the table anew."""
    tables = set(connection.introspection.table_names())
    if "core_rights" not in tables:  # on the way back to before it
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION core_rights_changed() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {_RAISE}; RETURN NULL; END $$"
            )
        for table, happens, columns in WATCHED:
            if table in tables:
                for statement in _trigger(table, happens, columns):
                    cursor.execute(statement)


def _trigger(table: str, happens: str, columns: tuple[str, ...]) -> tuple[str, str]:
    name = f"{table}_rights_{happens.lower()}"
    when = f"{happens} OF {', '.join(columns)}" if columns else happens
    if connection.vendor == "postgresql":
        differs = " OR ".join(f"OLD.{one} IS DISTINCT FROM NEW.{one}" for one in columns)
        made = f"AFTER {when} ON {table} FOR EACH ROW {f'WHEN ({differs})' if differs else ''}"
        return (
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
            f"CREATE TRIGGER {name} {made} EXECUTE FUNCTION core_rights_changed()",
        )
    differs = " OR ".join(f"OLD.{one} IS NOT NEW.{one}" for one in columns)
    made = f"AFTER {when} ON {table} FOR EACH ROW {f'WHEN {differs}' if differs else ''}"
    return f"DROP TRIGGER IF EXISTS {name}", f"CREATE TRIGGER {name} {made} BEGIN {_RAISE}; END"


def number() -> int:
    return Rights.objects.values_list("number", flat=True).first() or 0


# --- streams ------------------------------------------------------------------------------------------------
def recheck() -> None:
    """Ask anew for every stream, and tell each whether it may go on. Raises DatabaseError."""
    now = number()  # before the questions: what changes meanwhile is asked about again
    viewers = live.hub.viewers()
    accounts = Account.objects.in_bulk({viewer.account for viewer in viewers})
    marks = _sessions([viewer.account for viewer in viewers if viewer.session])
    answers: dict[tuple[int, str], bool] = {}
    for viewer in viewers:
        account = accounts.get(viewer.account)
        allowed = account is not None and account.is_active and account.closed_at is None
        allowed = allowed and (not viewer.session or viewer.session in marks)
        for topic in viewer.topics if allowed else ():
            asked = (viewer.account, topic)
            if asked not in answers:
                assert account is not None
                answers[asked] = tickets.allowed(account, topic)
            allowed = allowed and answers[asked]
        live.hub.judged(viewer, now, allowed=allowed)
    live.hub.rights = now


def _sessions(accounts: list[int]) -> set[str]:
    keys = Session.objects.filter(account__in=set(accounts)).values_list("session_key", flat=True)
    return {mark(key) for key in keys}


class Watch(threading.Thread):
    """Sleeps while nobody follows anything. If it cannot ask, or ends, every stream ends too."""

    def __init__(self) -> None:
        super().__init__(name="samsyn-rights", daemon=True)
        self.stopping = threading.Event()
        live.hub.watch = self.wake = threading.Event()

    def stop(self) -> None:
        self.stopping.set()
        self.wake.set()

    def run(self) -> None:
        answered = time.monotonic()
        try:
            while not self.stopping.is_set():
                if not live.hub.viewers():
                    self.wake.wait()
                else:
                    self.wake.wait(EVERY)
                self.wake.clear()
                try:
                    self._look()
                    answered = time.monotonic()
                except DatabaseError:
                    log.warning("rights cannot be read", exc_info=True)
                    connection.close()
                    if time.monotonic() - answered > BLIND:
                        live.hub.let_all_go()
        finally:
            live.hub.let_all_go()
            connections.close_all()

    def _look(self) -> None:
        close_old_connections()
        if live.hub.unsure() or number() != live.hub.rights:
            recheck()
